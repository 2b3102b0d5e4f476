package plotty.motion.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plotty.drawing.Stroke;

/**
 * Joins strokes whose ends meet, so that the pen is not lifted there. Where more than two ends meet, the pen goes on as
 * straight as it can. A gap within the tolerance becomes ink; nothing else is added, no point is doubled, and a stroke is not
 * closed that the file leaves open by a gap. Strokes of one point and closed strokes stay alone.
 */
final class Joining {
    private static final int NONE = -1;
    private static final int CANDIDATES = 8;

    private final List<Stroke> strokes;
    private final double[] x;
    private final double[] y;
    /** End to which an end is joined. */
    private final int[] mate;
    /** Of an end that is not joined: the other loose end of the strokes joined so far. */
    private final int[] tail;

    private final StrokeEnds loose;
    private boolean joined;

    private Joining(List<Stroke> strokes) {
        this.strokes = strokes;
        x = new double[2 * strokes.size()];
        y = new double[x.length];
        mate = new int[x.length];
        tail = new int[x.length];
        Arrays.fill(mate, NONE);
        for (int end = 0; end < x.length; end++) {
            x[end] = strokes.get(end >> 1).x(point(end, 0));
            y[end] = strokes.get(end >> 1).y(point(end, 0));
            tail[end] = end ^ 1;
        }
        loose = new StrokeEnds(x, y);
        for (int end = 0; end < x.length; end++) {
            if (!mayJoin(end)) {
                loose.remove(end);
            }
        }
    }

    /** The strokes with those joined whose ends are no farther apart than a tolerance, mm; 0 joins only what meets. */
    static List<Stroke> joined(List<Stroke> strokes, double toleranceMm) {
        Joining joining = new Joining(strokes);
        joining.join(0);
        if (toleranceMm > 0) {
            joining.join(toleranceMm);
        }
        return joining.joined ? joining.chains() : strokes;
    }

    /** The strokes with those joined that are drawn one after the other and meet, or are no farther apart than a tolerance, mm. */
    static List<Stroke> joinedInTurn(List<Stroke> drawn, double toleranceMm) {
        List<Stroke> all = new ArrayList<>(drawn.size());
        List<Stroke> chain = new ArrayList<>();
        for (Stroke stroke : drawn) {
            if (!chain.isEmpty() && !goesOn(chain.getLast(), stroke, toleranceMm)) {
                all.add(chained(chain));
                chain.clear();
            }
            chain.add(stroke);
        }
        if (!chain.isEmpty()) {
            all.add(chained(chain));
        }
        return all;
    }

    private static boolean goesOn(Stroke stroke, Stroke next, double toleranceMm) {
        int last = stroke.size() - 1;
        return last > 0
                && next.size() > 1
                && Math.hypot(next.x(0) - stroke.x(last), next.y(0) - stroke.y(last)) <= toleranceMm;
    }

    private boolean mayJoin(int end) {
        return x[end] != x[end ^ 1] || y[end] != y[end ^ 1];
    }

    private void join(double toleranceMm) {
        int[] near = new int[CANDIDATES];
        for (int end = 0; end < mate.length; end++) {
            if (mate[end] == NONE && mayJoin(end)) {
                loose.neighbours(end, near, 0, CANDIDATES);
                int best = best(end, near, toleranceMm);
                if (best != NONE) {
                    join(end, best);
                }
            }
        }
    }

    /** Of ends that meet, the straightest way on; otherwise the nearest. */
    private int best(int end, int[] near, double toleranceMm) {
        int best = NONE;
        double straightest = Double.POSITIVE_INFINITY;
        for (int other : near) {
            if (other == NONE || Math.hypot(x[other] - x[end], y[other] - y[end]) > toleranceMm) {
                break;
            }
            boolean meets = x[other] == x[end] && y[other] == y[end];
            if (!meets) {
                if (best == NONE && tail[end] != other) {
                    return other;
                }
                continue;
            }
            double straightness = turn(end, other);
            if (straightness < straightest) {
                straightest = straightness;
                best = other;
            }
        }
        return best;
    }

    private void join(int end, int other) {
        loose.remove(end);
        loose.remove(other);
        int endTail = tail[end];
        int otherTail = tail[other];
        mate[end] = other;
        mate[other] = end;
        tail[endTail] = otherTail;
        tail[otherTail] = endTail;
        joined = true;
    }

    /** Cosine of the angle between the strokes behind two ends: −1 for straight on. */
    private double turn(int end, int other) {
        Stroke stroke = strokes.get(end >> 1);
        Stroke otherStroke = strokes.get(other >> 1);
        double dx = stroke.x(point(end, 1)) - x[end];
        double dy = stroke.y(point(end, 1)) - y[end];
        double otherDx = otherStroke.x(point(other, 1)) - x[other];
        double otherDy = otherStroke.y(point(other, 1)) - y[other];
        double lengths = Math.hypot(dx, dy) * Math.hypot(otherDx, otherDy);
        return lengths > 0 ? (dx * otherDx + dy * otherDy) / lengths : 0;
    }

    /** The index of a stroke's point, counted from one of its ends. */
    private int point(int end, int inward) {
        return (end & 1) == 0 ? inward : strokes.get(end >> 1).size() - 1 - inward;
    }

    private List<Stroke> chains() {
        List<Stroke> all = new ArrayList<>();
        boolean[] taken = new boolean[strokes.size()];
        for (int i = 0; i < strokes.size(); i++) {
            if (taken[i]) {
                continue;
            }
            List<Stroke> chain = new ArrayList<>();
            int entry = firstEnd(2 * i);
            do {
                Stroke stroke = strokes.get(entry >> 1);
                taken[entry >> 1] = true;
                chain.add((entry & 1) == 0 ? stroke : stroke.reversed());
                entry = mate[entry ^ 1];
            } while (entry != NONE && !taken[entry >> 1]);
            all.add(chained(chain));
        }
        return all;
    }

    /** The loose end of a chain that is found by going backwards; in a closed one, where that began. */
    private int firstEnd(int end) {
        int entry = end;
        while (mate[entry] != NONE) {
            entry = mate[entry] ^ 1;
            if (entry == end) {
                break;
            }
        }
        return entry;
    }

    private static Stroke chained(List<Stroke> chain) {
        if (chain.size() == 1) {
            return chain.getFirst();
        }
        double[] xy = new double[2 * chain.stream().mapToInt(Stroke::size).sum()];
        int length = 0;
        for (Stroke stroke : chain) {
            boolean meets = length > 0 && stroke.x(0) == xy[length - 2] && stroke.y(0) == xy[length - 1];
            for (int i = meets ? 1 : 0; i < stroke.size(); i++) {
                xy[length++] = stroke.x(i);
                xy[length++] = stroke.y(i);
            }
        }
        return Stroke.of(Arrays.copyOf(xy, length));
    }
}
