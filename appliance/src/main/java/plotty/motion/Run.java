package plotty.motion;

/**
 * Motion along one polyline without lifting the pen: position and speed over time with constant acceleration between
 * nodes. Distances are measured in mm along the polyline from the start of this run, times in s from its start.
 * Immutable.
 */
public final class Run {

    /** The run from one place straight to another, from rest to rest. */
    public static Run straight(double fromX, double fromY, double toX, double toY, MotionLimits limits) {
        throw new UnsupportedOperationException("motion");
    }

    public double lengthMm() {
        throw new UnsupportedOperationException("motion");
    }

    public double durationS() {
        throw new UnsupportedOperationException("motion");
    }

    /** Distance covered after a time; 0 before the start, the length after the end. */
    public double distanceAt(double timeS) {
        throw new UnsupportedOperationException("motion");
    }

    /** Speed along the path after a time, mm/s. */
    public double speedAt(double timeS) {
        throw new UnsupportedOperationException("motion");
    }

    /** When a distance is reached. */
    public double timeAt(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }

    /** X at a distance. */
    public double xAt(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }

    /** Y at a distance. */
    public double yAt(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }

    /**
     * Distance of the first vertex, or change of acceleration, that lies after the given distance; the length if none.
     * What drives a board cuts its commands there.
     */
    public double nextNode(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }

    /** Index, with fraction, of the source stroke's point at a distance (see {@link PlanMark#point}). */
    public double pointAt(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }

    /** Distance at which the source stroke's point with this index, with fraction, lies. */
    public double distanceOf(double point) {
        throw new UnsupportedOperationException("motion");
    }

    /**
     * The rest of this path if braking begins at a time: from the place and speed at that time down to rest along the same
     * polyline with the run's own acceleration. Never leaves the path and never passes its end.
     */
    public Run brakedFrom(double timeS) {
        throw new UnsupportedOperationException("motion");
    }

    /** The rest of this path from a distance on, started from rest, planned with the same limits. */
    public Run restFrom(double distanceMm) {
        throw new UnsupportedOperationException("motion");
    }
}
