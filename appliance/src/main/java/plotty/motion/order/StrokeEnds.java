package plotty.motion.order;

import java.util.Arrays;

/**
 * The ends of strokes, found by nearness: a k-d tree in flat arrays whose entries can be removed. Of ends equally near the
 * lowest number wins, so results do not depend on how the tree lies. Each node knows its lowest number left: empty branches, and heaps of ends at one place
 * that cannot win any more, are not entered, so that hostile input stays as fast as any other.
 */
final class StrokeEnds {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int LEAF_SIZE = 8;

    private final double[] x;
    private final double[] y;
    /** Ends in the order of the tree's leaves, and where in it each end is; NONE where an end was removed. */
    private final int[] order;

    private final int[] placeOf;
    /** Nodes as in a binary heap: box, and lowest end left. The number of leaves is a power of two. */
    private final double[] box;

    private final int[] lowest;
    private final int leaves;

    private int best;
    private double bestSquared;

    /** What {@link #neighbours} has found so far. */
    private int[] found = {};

    private double[] foundSquared = {};
    private int foundFrom;
    private int foundCount;
    private int foundMost;
    private int without;

    /** The ends at these places, mm, numbered as they stand there. */
    StrokeEnds(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        int count = x.length;
        order = new int[count];
        placeOf = new int[count];
        int parts = 1;
        while ((long) parts * LEAF_SIZE < count) {
            parts *= 2;
        }
        leaves = parts;
        box = new double[8 * leaves];
        lowest = new int[2 * leaves];
        Arrays.setAll(order, i -> i);
        build(1, 0, count);
        for (int i = 0; i < count; i++) {
            placeOf[order[i]] = i;
        }
    }

    /** The end nearest to a place; there must be one left. */
    int nearest(double fromX, double fromY) {
        best = NONE;
        bestSquared = Double.POSITIVE_INFINITY;
        search(1, 0, order.length, squaredToBox(1, fromX, fromY), fromX, fromY);
        return best;
    }

    /**
     * Finds the ends nearest to an end, of all that are left, without those that share its number but for the last bit.
     *
     * @param into takes their numbers, nearest first; -1 where there is none
     */
    void neighbours(int end, int[] into, int from, int count) {
        if (foundSquared.length < count) {
            foundSquared = new double[count];
        }
        found = into;
        foundFrom = from;
        foundMost = count;
        foundCount = 0;
        Arrays.fill(into, from, from + count, -1);
        best = NONE;
        bestSquared = Double.POSITIVE_INFINITY;
        without = end & ~1;
        search(1, 0, order.length, squaredToBox(1, x[end], y[end]), x[end], y[end]);
        foundMost = 0;
    }

    /** Takes an end out. */
    void remove(int end) {
        int place = placeOf[end];
        order[place] = NONE;
        removeFrom(1, 0, order.length, place);
    }

    private void build(int node, int from, int to) {
        int low = NONE;
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            int end = order[i];
            low = Math.min(low, end);
            minX = Math.min(minX, x[end]);
            minY = Math.min(minY, y[end]);
            maxX = Math.max(maxX, x[end]);
            maxY = Math.max(maxY, y[end]);
        }
        lowest[node] = low;
        box[4 * node] = minX;
        box[4 * node + 1] = minY;
        box[4 * node + 2] = maxX;
        box[4 * node + 3] = maxY;
        if (node < leaves) {
            int middle = (from + to) >>> 1;
            partition(maxX - minX >= maxY - minY ? x : y, from, to, middle);
            build(2 * node, from, middle);
            build(2 * node + 1, middle, to);
        }
    }

    /** Quickselect: afterwards no end before the middle has a larger coordinate than any from the middle on. */
    private void partition(double[] along, int from, int to, int middle) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = along[order[(low + high) >>> 1]];
            int i = low;
            int j = high;
            while (i <= j) {
                while (along[order[i]] < pivot) {
                    i++;
                }
                while (along[order[j]] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swapped = order[i];
                    order[i++] = order[j];
                    order[j--] = swapped;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private void search(int node, int from, int to, double squared, double atX, double atY) {
        if (!mayWin(node, squared)) {
            return;
        }
        if (node >= leaves) {
            for (int i = from; i < to; i++) {
                consider(order[i], atX, atY);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        double left = squaredToBox(2 * node, atX, atY);
        double right = squaredToBox(2 * node + 1, atX, atY);
        if (left < right || (left == right && lowest[2 * node] < lowest[2 * node + 1])) {
            search(2 * node, from, middle, left, atX, atY);
            search(2 * node + 1, middle, to, right, atX, atY);
        } else {
            search(2 * node + 1, middle, to, right, atX, atY);
            search(2 * node, from, middle, left, atX, atY);
        }
    }

    private boolean mayWin(int node, double squared) {
        return lowest[node] != NONE && (squared < bestSquared || (squared == bestSquared && lowest[node] < best));
    }

    private void consider(int end, double atX, double atY) {
        if (end == NONE) {
            return;
        }
        double dx = x[end] - atX;
        double dy = y[end] - atY;
        double squared = dx * dx + dy * dy;
        if (squared < bestSquared || (squared == bestSquared && end < best)) {
            if (foundMost > 0) {
                keep(end, squared);
            } else {
                best = end;
                bestSquared = squared;
            }
        }
    }

    /** Sorts an end in among the nearest ones; the farthest of them sets the bound once there are enough. */
    private void keep(int end, double squared) {
        if ((end & ~1) == without) {
            return;
        }
        int i = foundCount < foundMost ? foundCount++ : foundMost - 1;
        while (i > 0
                && (squared < foundSquared[i - 1]
                        || (squared == foundSquared[i - 1] && end < found[foundFrom + i - 1]))) {
            foundSquared[i] = foundSquared[i - 1];
            found[foundFrom + i] = found[foundFrom + i - 1];
            i--;
        }
        foundSquared[i] = squared;
        found[foundFrom + i] = end;
        if (foundCount == foundMost) {
            best = found[foundFrom + foundMost - 1];
            bestSquared = foundSquared[foundMost - 1];
        }
    }

    /** Squared distance of a place to a node's box, rounded as {@link #consider} rounds, so that it is never larger. */
    private double squaredToBox(int node, double atX, double atY) {
        double dx = Math.max(0, Math.max(box[4 * node] - atX, atX - box[4 * node + 2]));
        double dy = Math.max(0, Math.max(box[4 * node + 1] - atY, atY - box[4 * node + 3]));
        return dx * dx + dy * dy;
    }

    private void removeFrom(int node, int from, int to, int place) {
        if (node >= leaves) {
            int low = NONE;
            for (int i = from; i < to; i++) {
                low = Math.min(low, order[i]);
            }
            lowest[node] = low;
            return;
        }
        int middle = (from + to) >>> 1;
        if (place < middle) {
            removeFrom(2 * node, from, middle, place);
        } else {
            removeFrom(2 * node + 1, middle, to, place);
        }
        lowest[node] = Math.min(lowest[2 * node], lowest[2 * node + 1]);
    }
}
