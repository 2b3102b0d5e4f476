package plotty.motion;

import plotty.drawing.Stroke;

/**
 * How fast the vertices of a polyline may be passed.
 *
 * <p>The bound in a corner is junction deviation, as in GRBL and saxi: v² = a·δ·s / (1 − s) with s = sin(half the inner
 * angle), the speed at which a round with the acceleration a would pass the corner at the distance δ (S. K. Jeon, "Improving
 * Grbl: cornering algorithm", 2011). A reversal stops; going straight on is not bound. Where the drives bear less than a toward
 * the inside of the corner, a is what they bear.
 *
 * <p>Junction deviation looks at one corner at a time: the more finely a curve is flattened, the faster it lets the pen go,
 * without bound. So where vertices turn by little, as those of a curve do, the acceleration toward the centre of the circle
 * through a vertex and its surroundings is bound too, v² = a·r, by what the drives can bear. The path's own acceleration is not
 * used for that: it is about speeding up and braking, and others, saxi among them, do not hold to it in curves either.
 */
final class CornerSpeeds {
    /** Cosines and sines this near to one mean exactly straight on, or exactly back. */
    private static final double AS_GOOD_AS_ONE = 1e-9;

    /** Vertices that turn by more than 45° are corners and no part of a curve. */
    private static final double COSINE_OF_CORNERS = Math.sqrt(0.5);

    /** A curve is seen in this much of it to either side, so that rounded coordinates do not look like tight curves. */
    private static final double SEEN_MM = 0.4;

    private CornerSpeeds() {}

    /**
     * Writes the bound at each vertex into a slice that begins at {@code at}; it is 0 at both ends.
     *
     * @param turn a slice to work in: the cosines of the turns
     */
    static void bound(Stroke path, PathLimits limits, double[] distance, double[] speed, double[] turn, int at) {
        boundCorners(path, limits, distance, speed, turn, at);
        if (limits.boundInCurves()) {
            boundCurves(path, limits, distance, speed, turn, at);
        }
        speed[at] = 0;
        speed[at + path.size() - 1] = 0;
    }

    private static void boundCorners(
            Stroke path, PathLimits limits, double[] distance, double[] speed, double[] turn, int at) {
        int size = path.size();
        double inX = 0;
        double inY = 0;
        double inSpeed = limits.path().speedMmPerS();
        double outSpeed = inSpeed;
        for (int i = 1, kept = 0; i < size; i++) {
            speed[at + i] = inSpeed;
            turn[at + i] = 1;
            if (distance[at + i] > distance[at + i - 1]) {
                double length = SpeedPlan.span(path, kept, i);
                double outX = (path.x(i) - path.x(kept)) / length;
                double outY = (path.y(i) - path.y(kept)) / length;
                if (limits.bound()) {
                    outSpeed = limits.along(outX, outY).speedMmPerS();
                    speed[at + i] = outSpeed;
                }
                if (kept > 0) {
                    turn[at + kept] = inX * outX + inY * outY;
                    speed[at + kept] = cornerSpeed(inX, inY, outX, outY, Math.min(inSpeed, outSpeed), limits);
                }
                inX = outX;
                inY = outY;
                inSpeed = outSpeed;
                kept = i;
            }
        }
    }

    /** Largest speed where one direction turns into another, by junction deviation and no more than {@code most}. */
    private static double cornerSpeed(
            double inX, double inY, double outX, double outY, double most, PathLimits limits) {
        double cosine = inX * outX + inY * outY;
        if (1 + cosine < AS_GOOD_AS_ONE) {
            return 0;
        }
        double sine = Math.sqrt((1 + cosine) / 2);
        if (1 - sine < AS_GOOD_AS_ONE) {
            return most;
        }
        double acceleration = limits.path().accelerationMmPerS2();
        if (limits.bound()) {
            double insideX = outX - inX;
            double insideY = outY - inY;
            double length = Math.sqrt(insideX * insideX + insideY * insideY);
            acceleration = limits.accelerationToward(insideX / length, insideY / length);
        }
        double squared = acceleration * limits.junctionDeviationMm() * sine / (1 - sine);
        return Math.min(Math.sqrt(squared), most);
    }

    private static void boundCurves(
            Stroke path, PathLimits limits, double[] distance, double[] speed, double[] turn, int at) {
        int last = path.size() - 1;
        int ahead = 0;
        for (int i = 1, back = 0; i < last; i++) {
            if (turn[at + i] < COSINE_OF_CORNERS) {
                back = i;
                continue;
            }
            while (back + 1 < i && distance[at + i] - distance[at + back + 1] >= SEEN_MM) {
                back++;
            }
            ahead = Math.max(ahead, i + 1);
            while (ahead < last
                    && distance[at + ahead] - distance[at + i] < SEEN_MM
                    && turn[at + ahead] >= COSINE_OF_CORNERS) {
                ahead++;
            }
            speed[at + i] = Math.min(speed[at + i], curveSpeed(path, back, i, ahead, limits));
        }
    }

    /** Largest speed on the circle through three vertices. */
    private static double curveSpeed(Stroke path, int back, int here, int ahead, PathLimits limits) {
        double chordX = path.x(ahead) - path.x(back);
        double chordY = path.y(ahead) - path.y(back);
        double chord = SpeedPlan.span(path, back, ahead);
        double sides = SpeedPlan.span(path, back, here) * SpeedPlan.span(path, here, ahead);
        double across = Math.abs(chordX * (path.y(here) - path.y(back)) - chordY * (path.x(here) - path.x(back)));
        if (!(across > AS_GOOD_AS_ONE * sides) || !(chord > SpeedPlan.SAME_PLACE_MM)) {
            return Double.POSITIVE_INFINITY;
        }
        double radius = sides * chord / (2 * across);
        // the centre lies square to the chord
        return Math.sqrt(limits.bearableToward(chordY / chord, chordX / chord) * radius);
    }
}
