package plotty.motion.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plotty.drawing.Stroke;

/** Finds strokes that are drawn twice: through the same points, in either direction, closed ones from anywhere. */
final class Duplicates {

    private Duplicates() {}

    /** The strokes without those that repeat an earlier one. */
    static List<Stroke> dropped(List<Stroke> strokes) {
        Set<Long> seen = HashSet.newHashSet(strokes.size());
        Set<Long> suspected = new HashSet<>();
        for (Stroke stroke : strokes) {
            long mark = mark(stroke);
            if (!seen.add(mark)) {
                suspected.add(mark);
            }
        }
        if (suspected.isEmpty()) {
            return strokes;
        }
        Set<Stroke> kept = new HashSet<>();
        List<Stroke> different = new ArrayList<>(strokes.size());
        for (Stroke stroke : strokes) {
            if (!suspected.contains(mark(stroke)) || kept.add(normal(stroke))) {
                different.add(stroke);
            }
        }
        return different;
    }

    /** A number that is the same for strokes through the same points, in whichever order. */
    private static long mark(Stroke stroke) {
        int points = corners(stroke);
        long mark = points;
        for (int i = 0; i < points; i++) {
            mark += mixed(Double.doubleToLongBits(stroke.x(i) + 0.0)
                    + 0x9e3779b97f4a7c15L * Double.doubleToLongBits(stroke.y(i) + 0.0));
        }
        return mark;
    }

    /** The finisher of SplitMix64, which lets each bit change all others. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The one stroke that stands for all that draw the same. */
    private static Stroke normal(Stroke stroke) {
        int points = corners(stroke);
        boolean closed = points < stroke.size();
        int forward = closed ? least(stroke, points, 1) : 0;
        int backward = closed ? least(stroke, points, -1) : points - 1;
        int step = compare(stroke, points, forward, 1, backward, -1) <= 0 ? 1 : -1;
        int at = step > 0 ? forward : backward;
        double[] xy = new double[2 * stroke.size()];
        for (int i = 0; i < stroke.size(); i++) {
            xy[2 * i] = stroke.x(at) + 0.0;
            xy[2 * i + 1] = stroke.y(at) + 0.0;
            at = Math.floorMod(at + step, points);
        }
        return Stroke.of(xy);
    }

    private static int corners(Stroke stroke) {
        return stroke.closed() ? stroke.size() - 1 : stroke.size();
    }

    /**
     * Where a closed stroke begins when of all its rotations the one that sorts first is taken (the two-pointer form of Booth,
     * "Lexicographically least circular substrings", Information Processing Letters 10, 1980): each point is looked at but a
     * few times.
     */
    private static int least(Stroke stroke, int points, int step) {
        int first = 0;
        int other = 1;
        int same = 0;
        while (first < points && other < points && same < points) {
            int order = compare(
                    stroke, Math.floorMod(step * (first + same), points), Math.floorMod(step * (other + same), points));
            if (order == 0) {
                same++;
                continue;
            }
            if (order > 0) {
                first += same + 1;
            } else {
                other += same + 1;
            }
            if (first == other) {
                other++;
            }
            same = 0;
        }
        return Math.floorMod(step * Math.min(first, other), points);
    }

    private static int compare(Stroke stroke, int points, int from, int step, int otherFrom, int otherStep) {
        int at = from;
        int other = otherFrom;
        for (int i = 0; i < points; i++) {
            int order = compare(stroke, at, other);
            if (order != 0) {
                return order;
            }
            at = Math.floorMod(at + step, points);
            other = Math.floorMod(other + otherStep, points);
        }
        return 0;
    }

    private static int compare(Stroke stroke, int point, int other) {
        int order = Double.compare(stroke.x(point) + 0.0, stroke.x(other) + 0.0);
        return order != 0 ? order : Double.compare(stroke.y(point) + 0.0, stroke.y(other) + 0.0);
    }
}
