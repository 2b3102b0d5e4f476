package plotty.ink;

import java.util.Arrays;

/**
 * Finds out which stretch of which source path a line of ink draws, where paths cross, touch and lie on each other: of all
 * ways to assign its samples to nearby places of paths, the one that keeps near, goes on along the same path in the same
 * direction at the ink's own pace, and prefers what has no ink yet (Viterbi's algorithm). Costs are in mm.
 */
final class InkTrace {
    private static final double SAMPLE_MM = 0.05;
    private static final double REACH_MM = 0.2;
    private static final double JUMP_COST = 0.3;
    private static final double TURN_COST = 0.1;
    private static final double INKED_COST = 0.002;
    /** More than a corner that is cut within the tolerances loses. */
    private static final double SKIPPED_MM = 0.15;

    private static final int MOST_CANDIDATES = 200;

    private final PathIndex source;
    private final Coverage coverage;

    /** Candidates of all samples, one after the other; each has two states: along its path and against it. */
    private int[] path = new int[64];

    private double[] along = new double[64];
    private double[] distance = new double[64];
    private double[] cost = new double[128];
    private int[] before = new int[128];
    private double[] step = new double[64];
    private int previous;
    private int current;
    private int end;

    InkTrace(PathIndex source, Coverage coverage) {
        this.source = source;
        this.coverage = coverage;
    }

    /** Assigns one line of ink and counts it. */
    void follow(double[] xy) {
        begin();
        if (xy.length < 4) {
            return;
        }
        sample(xy[0], xy[1], 0);
        double since = 0;
        for (int i = 2; i + 1 < xy.length; i += 2) {
            double length = Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
            int parts = Math.max(1, (int) Math.ceil(length / SAMPLE_MM));
            for (int part = 1; part <= parts; part++) {
                since += length / parts;
                boolean last = part == parts && i + 3 >= xy.length;
                if (since >= SAMPLE_MM / 2 || last) {
                    double share = (double) part / parts;
                    sample(xy[i - 2] + share * (xy[i] - xy[i - 2]), xy[i - 1] + share * (xy[i + 1] - xy[i - 1]), since);
                    since = 0;
                }
            }
        }
        commit();
    }

    private void begin() {
        previous = 0;
        current = 0;
        end = 0;
    }

    private void sample(double x, double y, double stepMm) {
        previous = current;
        current = end;
        source.visitNear(x, y, REACH_MM, segment -> consider(segment, x, y));
        if (end == current) {
            commit();
            return;
        }
        for (int candidate = current; candidate < end; candidate++) {
            step[candidate] = stepMm;
            double here = distance[candidate] + (coverage.covered(path[candidate], along[candidate]) ? INKED_COST : 0);
            for (int direction = 0; direction < 2; direction++) {
                arrive(2 * candidate + direction, here, stepMm);
            }
        }
    }

    private void arrive(int state, double here, double stepMm) {
        int from = cheapest(previous, current);
        double least = from < 0 ? 0 : cost[from] + JUMP_COST;
        int to = state / 2;
        for (int candidate = previous; candidate < current; candidate++) {
            if (path[candidate] == path[to]) {
                double moved = moved(candidate, to);
                double pace = Math.abs((state % 2 == 0 ? moved : -moved) - stepMm);
                for (int direction = 0; direction < 2; direction++) {
                    double price = cost[2 * candidate + direction] + pace + (direction == state % 2 ? 0 : TURN_COST);
                    if (price < least) {
                        least = price;
                        from = 2 * candidate + direction;
                    }
                }
            }
        }
        cost[state] = least + here;
        before[state] = from;
    }

    /** The cheapest state of some candidates, -1 if there is none. */
    private int cheapest(int first, int last) {
        int best = -1;
        for (int state = 2 * first; state < 2 * last; state++) {
            if (best < 0 || cost[state] < cost[best]) {
                best = state;
            }
        }
        return best;
    }

    /** Distance along a path from one candidate to another; over its start if it is closed and that is nearer. */
    private double moved(int from, int to) {
        double moved = along[to] - along[from];
        double length = source.lengthMm[path[to]];
        return wraps(from, to) ? moved - Math.copySign(length, moved) : moved;
    }

    private boolean wraps(int from, int to) {
        double length = source.lengthMm[path[to]];
        return length - Math.abs(along[to] - along[from]) < SKIPPED_MM + SAMPLE_MM && length > 1;
    }

    /** Takes the place of a segment that is nearest to a sample as a candidate, if places beside it on its path are farther. */
    private void consider(int segment, double x, double y) {
        double share = source.nearestShare(segment, x, y);
        double away = source.distanceTo(segment, share, x, y);
        if (away > REACH_MM || end - current == MOST_CANDIDATES) {
            return;
        }
        if ((share == 0 && goesOn(segment - 1, segment)) || (share == 1 && goesNearer(segment, x, y))) {
            return;
        }
        grow();
        path[end] = source.path[segment];
        along[end] = source.startMm[segment]
                + share * Math.hypot(source.x1[segment] - source.x0[segment], source.y1[segment] - source.y0[segment]);
        distance[end] = away;
        end++;
    }

    private boolean goesOn(int segment, int next) {
        return segment >= 0 && next < source.segmentCount() && source.path[segment] == source.path[next];
    }

    private boolean goesNearer(int segment, double x, double y) {
        return goesOn(segment, segment + 1) && source.nearestShare(segment + 1, x, y) > 0;
    }

    private void grow() {
        if (end == path.length) {
            path = Arrays.copyOf(path, 2 * end);
            along = Arrays.copyOf(along, 2 * end);
            distance = Arrays.copyOf(distance, 2 * end);
            step = Arrays.copyOf(step, 2 * end);
            cost = Arrays.copyOf(cost, 4 * end);
            before = Arrays.copyOf(before, 4 * end);
        }
    }

    /** Counts the cheapest way to the last sample as ink, and begins anew. */
    private void commit() {
        int first = end == current ? previous : current;
        int last = end == current ? current : end;
        for (int state = cheapest(first, last); state >= 0 && before[state] >= 0; state = before[state]) {
            count(before[state] / 2, state / 2);
        }
        begin();
    }

    private void count(int from, int to) {
        if (path[from] != path[to] || Math.abs(moved(from, to)) > step[to] + SKIPPED_MM) {
            return;
        }
        if (wraps(from, to)) {
            double length = source.lengthMm[path[to]];
            coverage.add(path[to], Math.max(along[from], along[to]), length);
            coverage.add(path[to], 0, Math.min(along[from], along[to]));
        } else {
            coverage.add(path[to], along[from], along[to]);
        }
    }
}
