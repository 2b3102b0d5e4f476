package plotty.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.ink.InkJudge.Verdict;

class InkJudgeTest {
    private static final double[] LINE = {10, 10, 60, 10, 60, 40};

    private static Verdict judge(List<double[]> source, double[]... ink) {
        return InkJudge.judge(source, List.of(ink));
    }

    private static void assertPerfect(Verdict verdict) {
        assertTrue(verdict.inkFromSource().distanceMm() < 1e-9, verdict.toString());
        assertTrue(verdict.sourceFromInk().distanceMm() < 1e-9, verdict.toString());
        assertEquals(0, verdict.doubledMm(), verdict.toString());
        assertEquals(0, verdict.missingMm(), verdict.toString());
        assertEquals(0, verdict.surplus(), 1e-9, verdict.toString());
    }

    @Test
    void ink_that_is_the_source_is_perfect() {
        assertPerfect(judge(List.of(LINE), LINE));
    }

    @Test
    void order_direction_and_interruptions_do_not_matter() {
        assertPerfect(judge(
                List.of(LINE, new double[] {0, 0, 5, 5}),
                new double[] {5, 5, 0, 0},
                new double[] {60, 40, 60, 20},
                new double[] {10, 10, 33, 10},
                new double[] {33, 10, 60, 10, 60, 20}));
    }

    @Test
    void a_gap_of_a_tenth_is_found() {
        Verdict verdict = judge(List.of(LINE), new double[] {10, 10, 30, 10}, new double[] {30.1, 10, 60, 10, 60, 40});
        assertEquals(0.1, verdict.longestMissingMm(), 0.025);
        assertEquals(0.1, verdict.missingMm(), 0.025);
        assertEquals(20, verdict.missing().getFirst().fromMm(), 0.025);
        assertEquals(0.05, verdict.sourceFromInk().distanceMm(), 0.011);
        assertEquals(0, verdict.doubledMm());
    }

    @Test
    void a_gap_under_a_crossing_line_is_found() {
        double[] across = {30.05, 0, 30.05, 50};
        Verdict verdict = judge(
                List.of(LINE, across), across, new double[] {10, 10, 30, 10}, new double[] {30.1, 10, 60, 10, 60, 40});
        assertEquals(0.1, verdict.longestMissingMm(), 0.025);
    }

    @Test
    void a_tenth_drawn_twice_is_found() {
        Verdict verdict = judge(List.of(LINE), new double[] {10, 10, 30, 10}, new double[] {29.9, 10, 60, 10, 60, 40});
        assertEquals(0.1, verdict.longestDoubledMm(), 0.025);
        assertEquals(0.1, verdict.doubledMm(), 0.025);
        assertEquals(0, verdict.missingMm());
    }

    @Test
    void a_tenth_drawn_back_and_forth_without_lifting_is_found() {
        Verdict verdict = judge(List.of(LINE), new double[] {10, 10, 30, 10, 29.9, 10, 60, 10, 60, 40});
        assertEquals(0.1, verdict.longestDoubledMm(), 0.025);
        assertEquals(0.2, verdict.doubledMm(), 0.05);
    }

    @Test
    void an_offset_is_found() {
        double[] off = {10, 10.04, 59.96, 10.04, 59.96, 40};
        Verdict verdict = judge(List.of(LINE), off);
        assertEquals(0.04, verdict.inkFromSource().distanceMm(), 1e-6);
        assertEquals(0.04 * Math.sqrt(2), verdict.sourceFromInk().distanceMm(), 1e-3);
        assertEquals(0, verdict.missingMm(), verdict.toString());
        assertEquals(0, verdict.doubledMm(), verdict.toString());
    }

    @Test
    void ink_far_away_and_no_ink_are_found() {
        Verdict far = judge(List.of(LINE), LINE, new double[] {100, 100, 110, 100});
        assertEquals(Math.hypot(50, 60), far.inkFromSource().distanceMm(), 1e-6);
        assertEquals(0, far.missingMm());
        Verdict none = judge(List.of(LINE));
        assertEquals(80, none.missingMm(), 0.01);
        assertEquals(Double.POSITIVE_INFINITY, none.sourceFromInk().distanceMm());
        assertEquals(0, judge(List.of()).sourceFromInk().distanceMm());
    }

    @Test
    void a_missing_stroke_and_a_missing_dot_are_found() {
        double[] other = {10, 80, 60, 80};
        assertEquals(50, judge(List.of(LINE, other), LINE).missingMm(), 0.01);
        assertEquals(
                40,
                judge(List.of(LINE, new double[] {60, 80}), LINE)
                        .sourceFromInk()
                        .distanceMm(),
                1e-9);
        assertPerfect(judge(List.of(LINE, new double[] {60, 80}), LINE, new double[] {60, 80}));
    }

    @Test
    void a_path_that_the_source_has_twice_may_be_inked_twice() {
        assertPerfect(judge(List.of(LINE, LINE), LINE, LINE));
        assertEquals(80, judge(List.of(LINE, LINE), LINE).missingMm(), 0.1);
        assertEquals(80, judge(List.of(LINE), LINE, LINE).doubledMm(), 0.1);
    }

    @Test
    void a_path_that_goes_back_on_itself_is_inked_as_it_is() {
        double[] backAndForth = {10, 10, 60, 10, 10, 10};
        assertPerfect(judge(List.of(backAndForth), backAndForth));
        Verdict once = judge(List.of(backAndForth), new double[] {10, 10, 60, 10});
        assertEquals(50, once.missingMm(), 0.1, once.toString());
    }

    @Test
    void closed_paths_crossings_and_close_hatches_are_no_trouble() {
        List<double[]> source = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            source.add(new double[] {10, 10 + 0.1 * i, 40, 10 + 0.1 * i});
            source.add(new double[] {10 + 0.5 * i, 5, 12 + 0.5 * i, 30});
            source.add(circle(25, 15, 1 + 0.1 * i, 200));
        }
        List<double[]> ink = new ArrayList<>(source);
        Collections.shuffle(ink, new Random(3));
        assertPerfect(InkJudge.judge(source, ink));
    }

    @Test
    void strokes_that_begin_at_one_place_are_told_apart() {
        List<double[]> star = new ArrayList<>();
        for (int i = 0; i < 72; i++) {
            star.add(new double[] {50, 50, 50 + 30 * Math.cos(i * Math.PI / 36), 50 + 30 * Math.sin(i * Math.PI / 36)});
        }
        assertPerfect(InkJudge.judge(star, star));
        List<double[]> short72 = new ArrayList<>(star);
        short72.set(5, new double[] {50, 50, 51, 51});
        assertTrue(InkJudge.judge(star, short72).longestMissingMm() > 20);
    }

    @Test
    void ink_rounded_to_steps_passes() {
        Random random = new Random(4);
        List<double[]> source = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            source.add(wandering(random, 100));
        }
        List<double[]> ink = source.stream()
                .map(xy -> Arrays.stream(xy).map(v -> Math.rint(v * 80) / 80).toArray())
                .toList();
        Verdict verdict = InkJudge.judge(source, ink);
        assertTrue(verdict.inkFromSource().distanceMm() < 0.01, verdict.toString());
        assertTrue(verdict.longestDoubledMm() < 0.05, verdict.toString());
        assertTrue(verdict.longestMissingMm() < 0.05, verdict.toString());
    }

    @Test
    void a_hundred_thousand_points_take_seconds() {
        Random random = new Random(5);
        List<double[]> source = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            source.add(wandering(random, 100));
        }
        long start = System.nanoTime();
        Verdict verdict = InkJudge.judge(source, source);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(verdict.longestMissingMm() < 0.05 && verdict.longestDoubledMm() < 0.05, verdict.toString());
        assertTrue(seconds < 20, seconds + " s");
    }

    private static double[] circle(double x, double y, double radius, int points) {
        double[] xy = new double[2 * points + 2];
        for (int i = 0; i <= points; i++) {
            xy[2 * i] = x + radius * Math.cos(2 * Math.PI * (i % points) / points);
            xy[2 * i + 1] = y + radius * Math.sin(2 * Math.PI * (i % points) / points);
        }
        return xy;
    }

    private static double[] wandering(Random random, int points) {
        double[] xy = new double[2 * points];
        double direction = random.nextDouble(2 * Math.PI);
        xy[0] = random.nextDouble(300);
        xy[1] = random.nextDouble(200);
        for (int i = 1; i < points; i++) {
            direction += random.nextDouble(-0.5, 0.5);
            double length = random.nextDouble(0.05, 0.5);
            xy[2 * i] = xy[2 * i - 2] + length * Math.cos(direction);
            xy[2 * i + 1] = xy[2 * i - 1] + length * Math.sin(direction);
        }
        return xy;
    }
}
