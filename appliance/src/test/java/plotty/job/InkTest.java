package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.job.Job.PointRange;

/** What of a drawing was left out when the pen went on elsewhere. */
class InkTest {
    private static List<PointRange> ranges(int... ends) {
        List<PointRange> ranges = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            ranges.add(new PointRange(ends[i], ends[i + 1]));
        }
        return ranges;
    }

    @Test
    void who_draws_straight_on_leaves_nothing_out() {
        assertEquals(List.of(), Ink.STRAIGHT.skipped());
        assertEquals(Ink.STRAIGHT, Ink.STRAIGHT.goOn(7, 7));
    }

    @Test
    void what_is_leapt_over_is_left_out() {
        Ink ink = Ink.STRAIGHT.goOn(10, 20);
        assertEquals(ranges(10, 20), ink.skipped());
        assertEquals(ranges(10, 20, 30, 50), ink.goOn(30, 50).skipped());
        assertEquals(ranges(10, 50), ink.goOn(20, 50).skipped());
        assertEquals(ranges(0, 20), Ink.STRAIGHT.goOn(0, 20).skipped());
    }

    @Test
    void what_is_drawn_after_all_is_not_left_out() {
        Ink back = Ink.STRAIGHT.goOn(10, 20).goOn(30, 5);
        assertEquals(List.of(), back.skipped(), "all behind the pen is drawn");
        assertEquals(ranges(15, 20), back.goOn(15, 40).skipped().subList(0, 1));
        assertEquals(ranges(15, 20, 30, 40), back.goOn(15, 40).skipped());
        assertEquals(List.of(), back.goOn(25, 30).skipped());
    }

    @Test
    void going_back_past_what_was_left_out_tells_only_of_what_lies_behind_the_pen() {
        assertEquals(ranges(10, 15), Ink.STRAIGHT.goOn(10, 20).goOn(30, 15).skipped());
        assertEquals(ranges(10, 20), Ink.STRAIGHT.goOn(10, 20).goOn(30, 25).skipped());
    }

    @Test
    void of_too_many_gaps_the_least_are_forgotten() {
        Ink ink = Ink.STRAIGHT;
        for (int i = 0; i <= Ink.MOST_RANGES; i++) {
            ink = ink.goOn(1000 * i + 500, 1000 * i + (i == 5 ? 501 : 1000));
        }
        assertEquals(Ink.MOST_RANGES, ink.before().size());
        assertEquals(Ink.MOST_RANGES, ink.skipped().size());
        assertFalse(ink.skipped().contains(new PointRange(5500, 5501)));
    }

    @Test
    void it_is_kept_as_text() {
        Ink ink = Ink.STRAIGHT.goOn(10, 20).goOn(30, 15);
        assertEquals(ink, JobText.readInk(JobText.ink(ink)));
    }
}
