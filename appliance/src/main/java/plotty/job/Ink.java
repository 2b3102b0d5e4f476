package plotty.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import plotty.job.Job.PointRange;

/**
 * Which points the pen has drawn, in a job that may have gone on elsewhere than where it was. Points are counted through all
 * strokes in the order in which they are drawn.
 *
 * @param before drawn before it went on elsewhere the last time; in order, apart from each other
 * @param from where it went on then: all from there up to the pen is drawn
 */
record Ink(List<PointRange> before, int from) {
    /** From the beginning without a leap. */
    static final Ink STRAIGHT = new Ink(List.of(), 0);

    /** So many leaps are told apart; of more, the least gaps are forgotten. */
    static final int MOST_RANGES = 100;

    Ink {
        before = List.copyOf(before);
    }

    /** The pen, which has passed so many points, goes on where so many others have been passed. */
    Ink goOn(int points, int elsewhere) {
        if (points == elsewhere) {
            return this;
        }
        List<PointRange> ranges = new ArrayList<>(before);
        if (points > from) {
            ranges.add(new PointRange(from, points));
        }
        return new Ink(bounded(joined(ranges)), elsewhere);
    }

    /** What was left out behind the pen. */
    List<PointRange> skipped() {
        List<PointRange> gaps = new ArrayList<>();
        int end = 0;
        for (PointRange drawn : before) {
            if (drawn.from() > end && end < from) {
                gaps.add(new PointRange(end, Math.min(drawn.from(), from)));
            }
            end = drawn.to();
        }
        if (end < from) {
            gaps.add(new PointRange(end, from));
        }
        return gaps;
    }

    private static List<PointRange> joined(List<PointRange> ranges) {
        List<PointRange> joined = new ArrayList<>();
        ranges.sort(Comparator.comparingInt(PointRange::from));
        for (PointRange range : ranges) {
            if (!joined.isEmpty() && range.from() <= joined.getLast().to()) {
                PointRange last = joined.removeLast();
                joined.add(new PointRange(last.from(), Math.max(last.to(), range.to())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    private static List<PointRange> bounded(List<PointRange> ranges) {
        while (ranges.size() > MOST_RANGES) {
            int least = 1;
            for (int i = 2; i < ranges.size(); i++) {
                least = gapBefore(ranges, i) < gapBefore(ranges, least) ? i : least;
            }
            PointRange second = ranges.remove(least);
            ranges.set(least - 1, new PointRange(ranges.get(least - 1).from(), second.to()));
        }
        return ranges;
    }

    private static int gapBefore(List<PointRange> ranges, int index) {
        return ranges.get(index).from() - ranges.get(index - 1).to();
    }
}
