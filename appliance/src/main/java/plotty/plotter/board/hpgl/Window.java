package plotty.plotter.board.hpgl;

import java.util.Optional;

/** The area in which the pen may draw; plotter units. */
record Window(double lowX, double lowY, double highX, double highY) {

    /** The part of a way inside, from end to end. */
    record Part(Point from, Point to) {}

    boolean contains(Point p) {
        return p.x() >= lowX && p.x() <= highX && p.y() >= lowY && p.y() <= highY;
    }

    Point nearest(Point p) {
        return new Point(Math.clamp(p.x(), lowX, highX), Math.clamp(p.y(), lowY, highY));
    }

    /** Cuts off what lies outside; empty if all does. */
    Optional<Part> clip(Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double start = 0;
        double end = 1;
        double[] speeds = {-dx, dx, -dy, dy};
        double[] rooms = {from.x() - lowX, highX - from.x(), from.y() - lowY, highY - from.y()};
        for (int i = 0; i < speeds.length; i++) {
            if (speeds[i] == 0) {
                if (rooms[i] < 0) {
                    return Optional.empty();
                }
            } else if (speeds[i] < 0) {
                start = Math.max(start, rooms[i] / speeds[i]);
            } else {
                end = Math.min(end, rooms[i] / speeds[i]);
            }
        }
        if (start > end) {
            return Optional.empty();
        }
        Point first = start == 0 ? from : from.plus(start * dx, start * dy);
        Point last = end == 1 ? to : from.plus(end * dx, end * dy);
        return Optional.of(new Part(first, last));
    }
}
