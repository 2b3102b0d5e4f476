package plotty.drawing.svg;

/**
 * What percentages refer to, in user units.
 *
 * @param width for x and widths
 * @param height for y and heights
 */
record Viewport(double width, double height) {

    /** For lengths that are neither (SVG 1.1, 7.10). */
    double diagonal() {
        return Math.sqrt((width * width + height * height) / 2);
    }
}
