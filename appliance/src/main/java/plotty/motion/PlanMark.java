package plotty.motion;

/**
 * A place in a route: so far along stroke so many.
 *
 * @param stroke index of the stroke in the route, from 0; the number of strokes means "all drawn"
 * @param point how far along it: index of a point, with a fraction for a place between two points
 */
public record PlanMark(int stroke, double point) implements Comparable<PlanMark> {

    /** Nothing drawn yet. */
    public static final PlanMark START = new PlanMark(0, 0);

    public PlanMark {
        if (stroke < 0 || !(point >= 0) || !Double.isFinite(point)) {
            throw new IllegalArgumentException("no place in a plan: stroke %s, point %s".formatted(stroke, point));
        }
    }

    @Override
    public int compareTo(PlanMark other) {
        return stroke != other.stroke ? Integer.compare(stroke, other.stroke) : Double.compare(point, other.point);
    }
}
