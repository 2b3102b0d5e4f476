package plotty.drawing.svg;

import java.util.Optional;

/**
 * The rectangle of user space that a viewport shows.
 *
 * @param width 0 or more; 0 shows nothing
 * @param height 0 or more; 0 shows nothing
 */
record ViewBox(double minX, double minY, double width, double height) {

    /** Reads {@code viewBox}; empty if it is not four finite numbers or has a negative size. */
    static Optional<ViewBox> parse(String text) {
        NumberScanner scanner = new NumberScanner(text.strip());
        double[] numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                scanner.skipSpaceAndComma();
            }
            numbers[i] = scanner.number();
            if (!Double.isFinite(numbers[i])) {
                return Optional.empty();
            }
        }
        boolean valid = scanner.atEnd() && numbers[2] >= 0 && numbers[3] >= 0;
        return valid ? Optional.of(new ViewBox(numbers[0], numbers[1], numbers[2], numbers[3])) : Optional.empty();
    }

    boolean empty() {
        return width == 0 || height == 0;
    }

    /** Maps this rectangle into the one from 0,0 to the given size (SVG 2, 8.2). Not for an empty one. */
    Affine into(double toWidth, double toHeight, AspectRatio aspect) {
        double scaleX = toWidth / width;
        double scaleY = toHeight / height;
        if (aspect.uniform()) {
            double scale = aspect.slice() ? Math.max(scaleX, scaleY) : Math.min(scaleX, scaleY);
            scaleX = scale;
            scaleY = scale;
        }
        double shiftX = (toWidth - width * scaleX) * aspect.alignX();
        double shiftY = (toHeight - height * scaleY) * aspect.alignY();
        return new Affine(scaleX, 0, 0, scaleY, shiftX - minX * scaleX, shiftY - minY * scaleY);
    }
}
