package plotty.motion.order;

/**
 * Shortens a tour until no small change does any more: exchanging two links (2-opt), and moving up to three strokes in a row
 * elsewhere, either way round (Or-opt). Only near ends are tried as new partners, and only from strokes whose surroundings
 * have changed (Bentley, "Fast algorithms for geometric traveling salesman problems", ORSA Journal on Computing 4, 1992).
 * Not thread-safe.
 */
final class LocalSearch {
    private static final int LONGEST_MOVED = 3;

    private final Tour tour;
    private final int[] near;
    private final int nearPerEnd;
    private final double leastGain;

    /** Strokes to look at, as a ring, each at most once. */
    private final int[] queue;

    private final boolean[] waiting;
    private int first;
    private int count;

    private long work;

    private double gain;
    private int moveFrom;
    private int moveTo;
    /** Strokes to move, 0 for an exchange of links. */
    private int moveStrokes;

    /**
     * @param near for each end so many others, nearest first; -1 after the last if there are fewer
     * @param leastGain what a change must save at least, mm; keeps rounding from going round in circles
     * @param workBefore work done before this search
     */
    LocalSearch(Tour tour, int[] near, int nearPerEnd, double leastGain, long workBefore) {
        this.tour = tour;
        this.near = near;
        this.nearPerEnd = nearPerEnd;
        this.leastGain = leastGain;
        work = workBefore - tour.work();
        queue = new int[tour.size()];
        waiting = new boolean[tour.size()];
    }

    /** Has a stroke looked at by the next {@link #run}. */
    void look(int end) {
        int stroke = end >> 1;
        if (!waiting[stroke]) {
            waiting[stroke] = true;
            int last = first + count++;
            queue[last >= queue.length ? last - queue.length : last] = stroke;
        }
    }

    void lookAtAll() {
        for (int stroke = 0; stroke < tour.size(); stroke++) {
            look(2 * stroke);
        }
    }

    /** Whether nothing is left to look at. */
    boolean settled() {
        return count == 0;
    }

    /** Exchanges two neighbouring rows of strokes, which begin at a place; gives what that saves, mm, mostly less than nothing. */
    double swap(int place, int strokes, int others) {
        int a = tour.entered(place);
        int b = tour.partner(a);
        int z = tour.farEnd(a, strokes);
        int y = tour.partner(z);
        int c = tour.farEnd(y, others);
        int d = tour.partner(c);
        moveFrom = a;
        moveTo = c;
        moveStrokes = strokes;
        double saved = tour.distance(a, b)
                + tour.distance(z, y)
                + tour.distance(c, d)
                - tour.distance(b, y)
                - tour.distance(c, a)
                - tour.distance(z, d);
        change();
        return saved;
    }

    /** Shortens until nothing is left to look at, or so much work is done; gives what was saved, mm. */
    double run(long mostWork) {
        double saved = 0;
        while (count > 0 && work() < mostWork) {
            int stroke = queue[first];
            first = first + 1 == queue.length ? 0 : first + 1;
            count--;
            waiting[stroke] = false;
            saved += shorten(2 * stroke) + shorten(2 * stroke + 1);
        }
        return saved;
    }

    /** What has been done so far: about one for each distance looked at and each stroke turned. */
    long work() {
        return work + tour.work();
    }

    private double shorten(int end) {
        double saved = 0;
        while (find(end)) {
            saved += gain;
            change();
        }
        return saved;
    }

    private boolean find(int a) {
        int b = tour.partner(a);
        double ab = tour.distance(a, b);
        gain = leastGain;
        moveFrom = -1;
        for (int k = a * nearPerEnd; k < (a + 1) * nearPerEnd; k++) {
            int c = near[k];
            if (c < 0) {
                break;
            }
            double sure = ab - tour.distance(a, c);
            if (sure <= leastGain) {
                break;
            }
            if (c == b) {
                continue;
            }
            int d = tour.partner(c);
            double more = sure + tour.distance(c, d);
            boolean sameWay = tour.isEntry(a) == tour.isEntry(c);
            if (sameWay && more - tour.distance(b, d) > gain) {
                offer(more - tour.distance(b, d), a, c, 0);
            }
            tryMoves(a, b, c, d, more);
            tryMoves(c, d, a, b, more);
            work += 8;
        }
        return moveFrom >= 0;
    }

    /** Moving strokes that begin at one end and lie behind it, so that it comes beside another end. */
    private void tryMoves(int a, int b, int c, int d, double sure) {
        int away = tour.isEntry(a) ? tour.steps(a >> 1, c >> 1) : tour.steps(c >> 1, a >> 1);
        int most = Math.min(LONGEST_MOVED, tour.size() - 3);
        for (int strokes = 1; strokes <= most && strokes <= away; strokes++) {
            int z = tour.farEnd(a, strokes);
            int y = tour.partner(z);
            if (y == c) {
                continue;
            }
            double found = sure + tour.distance(z, y) - tour.distance(z, d) - tour.distance(b, y);
            if (found > gain) {
                offer(found, a, c, strokes);
            }
        }
    }

    private void offer(double found, int from, int to, int strokes) {
        gain = found;
        moveFrom = from;
        moveTo = to;
        moveStrokes = strokes;
    }

    private void change() {
        int a = moveFrom;
        int b = tour.partner(a);
        int c = moveTo;
        int d = tour.partner(c);
        look(a);
        look(b);
        look(c);
        look(d);
        if (moveStrokes == 0) {
            tour.exchange(a, c);
            return;
        }
        int z = tour.farEnd(a, moveStrokes);
        int y = tour.partner(z);
        look(z);
        look(y);
        if (tour.isEntry(a) != tour.isEntry(c)) {
            // turned where they are, they can be linked without turning all that lies between
            tour.exchange(a, y);
            tour.exchange(a, c);
            tour.exchange(d, z);
        } else {
            tour.exchange(a, c);
            tour.exchange(d, z);
        }
    }
}
