package plotty.plotter.grbl;

import java.util.List;

/**
 * What is peculiar to one kind of GRBL plotter: how its pen is moved and which way its axes run.
 *
 * @param name as people call the kind, not blank
 * @param pen how the pen is moved
 * @param mirrorX whether GRBL's x grows to the left
 * @param mirrorY whether GRBL's y grows up the sheet, as on most machines
 * @param homing whether it may be homed: true only for machines whose switches are at the origin corner; needs {@code $22=1}
 * @param limitsFromBoard whether area and limits that the board tells replace those of the profile, for profiles that are a
 *     guess; else they only lower them
 * @param startLines lines that are sent once whenever the board is met or was reset, each at most 70 characters
 */
public record GrblModel(
        String name,
        Pen pen,
        boolean mirrorX,
        boolean mirrorY,
        boolean homing,
        boolean limitsFromBoard,
        List<String> startLines) {
    static final int LONGEST_LINE = 70;

    /** A servo on the spindle's output. */
    public static final GrblModel GENERIC_SERVO =
            new GrblModel("GRBL with a servo pen", new Pen.Servo(0, 1000), false, true, true, true, List.of());

    /** A pen on the Z axis that stands up at Z 0. */
    public static final GrblModel GENERIC_Z =
            new GrblModel("GRBL with a pen on Z", new Pen.ZAxis(0, -5, 20), false, true, true, true, List.of());

    /** UUNA TEK iDraw 2 and kin: Z grows downwards, both axes run the other way. */
    public static final GrblModel IDRAW_2 =
            new GrblModel("iDraw 2", new Pen.ZAxis(0.5, 5, 80), true, true, false, false, List.of());

    public GrblModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        startLines = List.copyOf(startLines);
        for (String line : startLines) {
            if (line.isBlank() || line.length() > LONGEST_LINE || !line.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "a start line must be 1 to %d printable characters, got '%s'".formatted(LONGEST_LINE, line));
            }
        }
    }

    /**
     * How the pen is moved between its two heights. The profile's percent for the pen up and down are these two; between them
     * percent go in a straight line, and never beyond.
     */
    public sealed interface Pen {

        /**
         * A servo that follows the spindle's speed: {@code M3 S}.
         *
         * @param upS spindle word with the pen up, 0 to 10,000; 0 switches the spindle off ({@code M5})
         * @param downS spindle word with the pen down, 0 to 10,000
         */
        record Servo(int upS, int downS) implements Pen {
            private static final int LARGEST = 10_000;

            public Servo {
                if (Math.min(upS, downS) < 0 || Math.max(upS, downS) > LARGEST) {
                    throw new IllegalArgumentException(
                            "spindle words must be from 0 to %d, got %d and %d".formatted(LARGEST, upS, downS));
                }
            }
        }

        /**
         * A Z axis.
         *
         * @param upMm machine Z with the pen up, -200 to 200
         * @param downMm machine Z with the pen down, -200 to 200
         * @param speedMmPerS of the axis, more than 0
         */
        record ZAxis(double upMm, double downMm, double speedMmPerS) implements Pen {
            private static final double FARTHEST_MM = 200;

            public ZAxis {
                if (!(Math.abs(upMm) <= FARTHEST_MM) || !(Math.abs(downMm) <= FARTHEST_MM)) {
                    throw new IllegalArgumentException("heights must be from -%s to %s mm, got %s and %s"
                            .formatted(FARTHEST_MM, FARTHEST_MM, upMm, downMm));
                }
                if (!(speedMmPerS > 0) || !Double.isFinite(speedMmPerS)) {
                    throw new IllegalArgumentException("the speed of Z must be more than 0, got " + speedMmPerS);
                }
            }
        }
    }
}
