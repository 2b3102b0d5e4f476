package plotty.drawing.svg;

/** Takes the segments of an outline in absolute user units; {@code moveTo} comes first. */
interface PathSink {
    void moveTo(double x, double y);

    void lineTo(double x, double y);

    void quadTo(double x1, double y1, double x, double y);

    void cubicTo(double x1, double y1, double x2, double y2, double x, double y);

    /** An elliptical arc as path data give it: radii of any sign and size, rotation in degrees. */
    void arcTo(double rx, double ry, double degrees, boolean large, boolean sweep, double x, double y);

    /** Goes back to the start of the subpath, where the next one begins unless it says otherwise. */
    void close();
}
