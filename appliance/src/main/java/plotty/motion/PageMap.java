package plotty.motion;

import plotty.drawing.Stroke;

/** From the page to the machine: X = xx·x + xy·y + x0, Y = yx·x + yy·y + y0. Quarter turns, mirrors, scale, offset. */
record PageMap(double xx, double xy, double x0, double yx, double yy, double y0) {

    /** Turns a page clockwise so often by 90°; its corner stays at the origin. */
    static PageMap turned(int quarters, double pageWidth, double pageHeight) {
        return switch (Math.floorMod(quarters, 4)) {
            case 1 -> new PageMap(0, -1, pageHeight, 1, 0, 0);
            case 2 -> new PageMap(-1, 0, pageWidth, 0, -1, pageHeight);
            case 3 -> new PageMap(0, 1, 0, -1, 0, pageWidth);
            default -> new PageMap(1, 0, 0, 0, 1, 0);
        };
    }

    /** Then exchanges left and right of what is this wide. */
    PageMap mirroredX(double width) {
        return new PageMap(-xx, -xy, width - x0, yx, yy, y0);
    }

    /** Then exchanges top and bottom of what is this high. */
    PageMap mirroredY(double height) {
        return new PageMap(xx, xy, x0, -yx, -yy, height - y0);
    }

    /** Then scales and moves. */
    PageMap scaledAndMoved(double scale, double byX, double byY) {
        return new PageMap(xx * scale, xy * scale, x0 * scale + byX, yx * scale, yy * scale, y0 * scale + byY);
    }

    double x(double x, double y) {
        return xx * x + xy * y + x0;
    }

    double y(double x, double y) {
        return yx * x + yy * y + y0;
    }

    Box of(Box box) {
        if (box.empty()) {
            return box;
        }
        double ax = x(box.minX(), box.minY());
        double ay = y(box.minX(), box.minY());
        double bx = x(box.maxX(), box.maxY());
        double by = y(box.maxX(), box.maxY());
        return new Box(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }

    /** Maps a stroke; coordinates that leave the room by no more than the tolerance are set back to its edge. */
    Stroke of(Stroke stroke, Box room, double tolerance) {
        double[] xy = new double[2 * stroke.size()];
        for (int i = 0; i < stroke.size(); i++) {
            double x = x(stroke.x(i), stroke.y(i));
            double y = y(stroke.x(i), stroke.y(i));
            xy[2 * i] = snapped(x, room.minX(), room.maxX(), tolerance);
            xy[2 * i + 1] = snapped(y, room.minY(), room.maxY(), tolerance);
        }
        return Stroke.of(xy);
    }

    private static double snapped(double value, double min, double max, double tolerance) {
        if (value < min && value >= min - tolerance) {
            return min;
        }
        return value > max && value <= max + tolerance ? max : value;
    }
}
