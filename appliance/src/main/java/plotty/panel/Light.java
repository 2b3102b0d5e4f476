package plotty.panel;

/** How bright an LED is, for the eye: each part from 0 (dark) to 1. One of a single colour shows the brightest part. */
public record Light(double red, double green, double blue) {
    public static final Light DARK = new Light(0, 0, 0);

    public Light {
        if (!isPart(red) || !isPart(green) || !isPart(blue)) {
            throw new IllegalArgumentException("each part of a light is from 0 to 1");
        }
    }

    private static boolean isPart(double part) {
        return part >= 0 && part <= 1;
    }

    /** The same hue, so bright. */
    Light times(double factor) {
        return new Light(red * factor, green * factor, blue * factor);
    }

    /** As one colour shows it, 0 to 1. */
    public double brightness() {
        return Math.max(red, Math.max(green, blue));
    }
}
