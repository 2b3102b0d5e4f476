package plotty.plotter.grbl;

/**
 * One line of a drawing, with what it does to pen and carriage.
 *
 * @param line as it is sent
 * @param stroke the stroke to which it belongs; the number of strokes for the way home
 * @param fromMm distance along the stroke where it begins, for {@link Kind#INK}; else where the pen stands on the stroke
 * @param toMm distance along the stroke where it ends
 * @param fromX where the carriage is before, mm in the machine frame
 * @param fromY where the carriage is before
 * @param toX where the carriage is after
 * @param toY where the carriage is after
 * @param fromS planned time at its begin
 * @param toS planned time at its end
 * @param dwellS how long it waits
 */
record Step(
        String line,
        Kind kind,
        int stroke,
        double fromMm,
        double toMm,
        double fromX,
        double fromY,
        double toX,
        double toY,
        double fromS,
        double toS,
        double dwellS) {

    private static final double LEAST_PLANNED_MM = 0.02;

    enum Kind {
        /** The pen waits, lifted, as a layer orders. */
        DELAY,
        TRAVEL,
        /** The pen is told to go down. */
        LOWER,
        /** The pen is on its way down. */
        DROP,
        INK,
        /** The pen is told to go up. */
        LIFT,
        /** The pen is on its way up. */
        RISE,
        /** The carriage goes to the origin. */
        HOME,
        /** Waits until the carriage is at the origin. */
        ARRIVE
    }

    /**
     * Whether GRBL answers it only when everything before it has been executed, and it itself: a dwell empties the planner first
     * (motion_control.c, mc_dwell). A servo's command does too, but a Z axis's does not.
     */
    boolean proves() {
        return switch (kind) {
            case DELAY, DROP, RISE, ARRIVE -> true;
            case TRAVEL, LOWER, INK, LIFT, HOME -> false;
        };
    }

    boolean moves() {
        return switch (kind) {
            case TRAVEL, INK, HOME -> true;
            case DELAY, LOWER, DROP, LIFT, RISE, ARRIVE -> false;
        };
    }

    /** Whether it surely takes a block of GRBL's planner: what is shorter than a motor's step does not. */
    boolean plans() {
        return moves() ? lengthMm() > LEAST_PLANNED_MM : line.startsWith("G53");
    }

    double lengthMm() {
        return Math.hypot(toX - fromX, toY - fromY);
    }

    /** Planned time at a share of it, s. */
    double timeAtS(double share) {
        return fromS + share * (toS - fromS);
    }

    /** Share of this line's way, 0 to 1, that is nearest to a place. */
    double nearest(double x, double y) {
        double length = lengthMm();
        if (length == 0) {
            return 1;
        }
        double along = (x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY);
        return Math.clamp(along / (length * length), 0.0, 1.0);
    }

    /** Distance of a place from the point at a share of this line's way. */
    double distanceAt(double share, double x, double y) {
        return Math.hypot(fromX + share * (toX - fromX) - x, fromY + share * (toY - fromY) - y);
    }
}
