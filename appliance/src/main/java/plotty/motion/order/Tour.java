package plotty.motion.order;

import java.util.Arrays;

/**
 * A round way through strokes, each drawn from one of its ends. Stroke {@code i} has the ends {@code 2 i} and
 * {@code 2 i + 1}; an end is left or entered by a link to its <em>partner</em>, an end of the neighbouring stroke. A round
 * way read backwards is the same way: a stretch may be turned by turning all the others instead, whichever is shorter.
 * Not thread-safe.
 */
final class Tour {
    private final double[] x;
    private final double[] y;
    /** An end whose links cost nothing; -1 if there is none. */
    private final int freeEnd;
    /** The end by which the stroke at each place is entered. */
    private final int[] at;

    private final int[] placeOf;

    private int[] turned = new int[64];
    private int turns;
    private boolean noting;
    private long work;

    /**
     * The way through all strokes as they are numbered, each from its first end.
     *
     * @param x of all ends, mm; may change between searches
     * @param y of all ends, mm
     * @param freeEnd an end that is as near as can be to all others, or -1
     */
    Tour(double[] x, double[] y, int freeEnd) {
        this.x = x;
        this.y = y;
        this.freeEnd = freeEnd;
        at = new int[x.length / 2];
        placeOf = new int[at.length];
        Arrays.setAll(at, i -> 2 * i);
        Arrays.setAll(placeOf, i -> i);
    }

    /** Number of strokes. */
    int size() {
        return at.length;
    }

    /** The end by which the stroke at a place is entered. */
    int entered(int place) {
        return at[place];
    }

    int placeOf(int stroke) {
        return placeOf[stroke];
    }

    double distance(int end, int other) {
        if (end == freeEnd || other == freeEnd) {
            return 0;
        }
        double dx = x[end] - x[other];
        double dy = y[end] - y[other];
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Distance of an end to a place. */
    double distance(int end, double toX, double toY) {
        return end == freeEnd ? 0 : Math.hypot(x[end] - toX, y[end] - toY);
    }

    /** Whether the stroke of this end is entered by it, as the way runs now. */
    boolean isEntry(int end) {
        return at[placeOf[end >> 1]] == end;
    }

    /** The end to which this end is linked. */
    int partner(int end) {
        int place = placeOf[end >> 1];
        if (at[place] == end) {
            return at[place == 0 ? at.length - 1 : place - 1] ^ 1;
        }
        return at[place == at.length - 1 ? 0 : place + 1];
    }

    /** How many strokes a stroke comes after another, as the way runs now. */
    int steps(int fromStroke, int toStroke) {
        int steps = placeOf[toStroke] - placeOf[fromStroke];
        return steps < 0 ? steps + at.length : steps;
    }

    /** The end that is left when one enters by this end and draws on through so many strokes in all. */
    int farEnd(int end, int strokes) {
        int place = placeOf[end >> 1];
        if (at[place] == end) {
            int last = place + strokes - 1;
            return at[last >= at.length ? last - at.length : last] ^ 1;
        }
        int last = place - strokes + 1;
        return at[last < 0 ? last + at.length : last];
    }

    /** Links two ends, and their partners with each other, instead of each with its partner. Both are entries, or both are not. */
    void exchange(int end, int other) {
        int place = placeOf[end >> 1];
        int otherPlace = placeOf[other >> 1];
        if (at[place] == end) {
            turn(place, otherPlace == 0 ? at.length - 1 : otherPlace - 1);
        } else {
            turn(place == at.length - 1 ? 0 : place + 1, otherPlace);
        }
    }

    /** Length of all links, mm. */
    double length() {
        double length = 0;
        for (int entry : at) {
            length += distance(entry, partner(entry));
        }
        return length;
    }

    /** From now on, turns are noted so that {@link #undo} can take them back. */
    void note() {
        turns = 0;
        noting = true;
    }

    /** Takes back all turns since {@link #note}. */
    void undo() {
        noting = false;
        while (turns > 0) {
            int count = turned[--turns];
            swap(turned[--turns], count);
        }
    }

    /** What has been done so far: about one for each stroke turned. */
    long work() {
        return work;
    }

    private void turn(int from, int to) {
        int count = to - from + 1;
        if (count <= 0) {
            count += at.length;
        }
        int first = from;
        if (2 * count > at.length) {
            first = to + 1 == at.length ? 0 : to + 1;
            count = at.length - count;
        }
        if (noting) {
            if (turns + 2 > turned.length) {
                turned = Arrays.copyOf(turned, 2 * turned.length);
            }
            turned[turns++] = first;
            turned[turns++] = count;
        }
        swap(first, count);
    }

    private void swap(int first, int count) {
        work += count;
        int low = first;
        int high = first + count - 1;
        if (high >= at.length) {
            high -= at.length;
        }
        for (int i = count >> 1; i > 0; i--) {
            int end = at[low] ^ 1;
            int other = at[high] ^ 1;
            at[low] = other;
            at[high] = end;
            placeOf[other >> 1] = low;
            placeOf[end >> 1] = high;
            low = low == at.length - 1 ? 0 : low + 1;
            high = high == 0 ? at.length - 1 : high - 1;
        }
        if ((count & 1) != 0) {
            at[low] ^= 1;
        }
    }
}
