package plotty.motion.order;

import java.util.SplittableRandom;
import plotty.drawing.Stroke;

/**
 * Shortens the travel of a way: local search, the best entry into each closed stroke between its neighbours, and as long as
 * effort is left small disturbances, each followed by local search and taken back if the way became longer (iterated local
 * search with a segment insertion or "double bridge"; Johnson and McGeoch, "The traveling salesman problem: a case study in
 * local optimization", 1997). The same input and effort give the same way. Not thread-safe.
 */
final class Improvement {
    /** More find little; where strokes are dots, both ends of each are listed. */
    private static final int NEAR = 8;

    private static final int NEAR_DOTS = 12;
    private static final int ROUNDS_FOR_ENTRIES = 4;
    private static final int LONGEST_SWAPPED = 50;
    private static final int WORK_PER_LOOK_AT_THE_CLOCK = 1_000_000;
    private static final int KICKS_PER_LOOK_AT_THE_CLOCK = 64;
    private static final double LEAST_GAIN_MM = 1e-7;

    private final Way way;
    private final Effort effort;
    private final long mostWork;
    private final SplittableRandom random = new SplittableRandom(1);
    /** Ends: 0 is where the whole way ends, 1 where it begins, 2 i and 2 i + 1 the entry and exit of stroke i − 1 of the way. */
    private final double[] x;

    private final double[] y;
    private final int[] start;
    private final Tour tour;
    private final double leastGain;

    private Improvement(Way way, double fromX, double fromY, boolean home, Effort effort, long mostWork) {
        this.way = way;
        this.effort = effort;
        this.mostWork = mostWork;
        int strokes = way.size();
        x = new double[2 * strokes + 2];
        y = new double[x.length];
        start = new int[strokes];
        x[1] = fromX;
        y[1] = fromY;
        double reach = Math.max(Math.abs(fromX), Math.abs(fromY));
        for (int i = 0; i < strokes; i++) {
            Stroke stroke = way.stroke(i);
            start[i] = way.start(i);
            put(2 * i + 2, stroke, way.entryPoint(i));
            put(2 * i + 3, stroke, way.exitPoint(i));
            reach = Math.max(reach, Math.max(Math.abs(x[2 * i + 2]), Math.abs(y[2 * i + 2])));
            reach = Math.max(reach, Math.max(Math.abs(x[2 * i + 3]), Math.abs(y[2 * i + 3])));
        }
        leastGain = Math.max(LEAST_GAIN_MM, 1e-12 * reach);
        tour = new Tour(x, y, home ? -1 : 0);
    }

    /**
     * A way that is no longer than the given one.
     *
     * @param home whether it ends at the origin; otherwise anywhere
     * @param mostWork about so many distances to look at
     */
    static Way of(Way way, double fromX, double fromY, boolean home, Effort effort, long mostWork) {
        if (way.size() == 0) {
            return way;
        }
        return new Improvement(way, fromX, fromY, home, effort, mostWork).improved();
    }

    private Way improved() {
        LocalSearch search = search(0);
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS_FOR_ENTRIES && !spent(search); round++) {
            if (round > 0) {
                search = search(search.work());
            }
            search.lookAtAll();
            while (!search.settled() && !spent(search)) {
                search.run(Math.min(mostWork, search.work() + WORK_PER_LOOK_AT_THE_CLOCK));
            }
            moved = chooseEntries();
        }
        perturb(search);
        if (moved) {
            chooseEntries();
        }
        return way();
    }

    private void perturb(LocalSearch search) {
        int longest = Math.min(LONGEST_SWAPPED, tour.size() / 3);
        if (longest < 2) {
            return;
        }
        while (!spent(search)) {
            for (int i = 0; i < KICKS_PER_LOOK_AT_THE_CLOCK; i++) {
                int place = random.nextInt(tour.size());
                int strokes = 1 + random.nextInt(longest);
                int others = 1 + random.nextInt(longest);
                tour.note();
                double saved = search.swap(place, strokes, others) + search.run(Long.MAX_VALUE);
                if (saved < 0) {
                    tour.undo();
                }
            }
        }
    }

    private boolean spent(LocalSearch search) {
        return search.work() >= mostWork || effort.timeIsUp();
    }

    private LocalSearch search(long workBefore) {
        int dots = 0;
        for (int i = 2; i < x.length; i += 2) {
            dots += x[i] == x[i + 1] && y[i] == y[i + 1] ? 1 : 0;
        }
        int nearPerEnd = 2 * dots > tour.size() ? NEAR_DOTS : NEAR;
        int[] near = new int[x.length * nearPerEnd];
        StrokeEnds ends = new StrokeEnds(x, y);
        for (int end = 0; end < x.length; end++) {
            ends.neighbours(end, near, end * nearPerEnd, nearPerEnd);
        }
        return new LocalSearch(tour, near, nearPerEnd, leastGain, workBefore);
    }

    /** Has each closed stroke begin where the travel to and from it is shortest; whether that changed anything. */
    private boolean chooseEntries() {
        boolean moved = false;
        for (int i = 0; i < start.length; i++) {
            Stroke stroke = way.stroke(i);
            if (!stroke.closed()) {
                continue;
            }
            int before = tour.partner(2 * i + 2);
            int after = tour.partner(2 * i + 3);
            double least = tour.distance(before, 2 * i + 2) + tour.distance(2 * i + 3, after) - leastGain;
            for (int point = 0; point < stroke.size() - 1; point++) {
                double detour = tour.distance(before, stroke.x(point), stroke.y(point))
                        + tour.distance(after, stroke.x(point), stroke.y(point));
                if (detour < least) {
                    least = detour;
                    start[i] = point;
                    put(2 * i + 2, stroke, point);
                    put(2 * i + 3, stroke, point);
                    moved = true;
                }
            }
        }
        return moved;
    }

    private void put(int end, Stroke stroke, int point) {
        x[end] = stroke.x(point);
        y[end] = stroke.y(point);
    }

    /** Read from the beginning: backwards if the tour enters the beginning from there. */
    private Way way() {
        Way improved = way.emptied();
        int size = tour.size();
        int place = tour.placeOf(0);
        boolean forward = tour.entered(place) == 0;
        for (int i = 1; i < size; i++) {
            int at = (forward ? place + i : place - i + size) % size;
            int entry = forward ? tour.entered(at) : tour.entered(at) ^ 1;
            int old = (entry >> 1) - 1;
            improved.add(way.index(old), way.reversed(old) ^ ((entry & 1) != 0), start[old]);
        }
        return improved;
    }
}
