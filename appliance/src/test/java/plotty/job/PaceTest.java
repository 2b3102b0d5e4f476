package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plotty.job.Pace.Work;

/** What finished jobs teach about a plotter, and how sure it is. */
class PaceTest {
    /** Motion and pen ways of drawings as unlike as text, a hatch, dots, a long curve. */
    private static final List<Work> DRAWINGS =
            List.of(new Work(310, 96), new Work(1200, 150), new Work(70, 144), new Work(400, 0.24), new Work(95, 30));

    private static Pace after(double motion, double pen, List<Work> drawn) {
        Pace pace = Pace.UNKNOWN;
        for (Work work : drawn) {
            pace = pace.learned(work, motion * work.motionS() + pen * work.penS());
        }
        return pace;
    }

    private static void assertWithin(double share, double trueS, Pace.Guess guess) {
        assertTrue(Math.abs(guess.seconds() - trueS) <= share * trueS, () -> "%s s for %.2f s".formatted(guess, trueS));
    }

    @Test
    void an_unknown_plotter_is_believed_to_keep_its_plans_time_more_or_less() {
        Pace.Guess guess = Pace.UNKNOWN.guess(new Work(100, 20));
        assertEquals(120, guess.seconds(), 1e-9);
        assertTrue(guess.sigmaS() > 1 && guess.sigmaS() < 12, guess.toString());
    }

    @Test
    void after_three_jobs_a_servo_that_is_a_fifth_slower_is_foreseen_within_three_percent() {
        for (int from = 0; from < DRAWINGS.size(); from++) {
            List<Work> three = List.of(
                    DRAWINGS.get(from),
                    DRAWINGS.get((from + 1) % DRAWINGS.size()),
                    DRAWINGS.get((from + 2) % DRAWINGS.size()));
            Pace pace = after(1, 1.2, three);
            for (Work next : DRAWINGS) {
                assertWithin(0.03, next.motionS() + 1.2 * next.penS(), pace.guess(next));
            }
        }
    }

    @Test
    void it_tells_slow_motion_from_a_slow_pen() {
        Pace pace = after(1.03, 1.4, DRAWINGS);
        assertEquals(1.03, pace.motion(), 0.01);
        assertEquals(1.4, pace.pen(), 0.03);
    }

    @Test
    void the_more_it_has_seen_the_surer_it_is() {
        Work work = new Work(200, 50);
        double before = Pace.UNKNOWN.guess(work).sigmaS();
        double once = after(1, 1.1, DRAWINGS.subList(0, 1)).guess(work).sigmaS();
        double often = after(1, 1.1, DRAWINGS).guess(work).sigmaS();
        assertTrue(before > once && once > often, () -> before + " " + once + " " + often);
    }

    @Test
    void its_uncertainty_is_an_honest_one() {
        SplittableRandom random = new SplittableRandom(3);
        int within = 0;
        int trials = 2000;
        for (int i = 0; i < trials; i++) {
            double motion = 1 + 0.05 * random.nextGaussian();
            double pen = 1 + 0.25 * random.nextGaussian();
            Pace pace = after(motion, pen, DRAWINGS.subList(0, 1));
            Work next = DRAWINGS.get(1 + random.nextInt(4));
            Pace.Guess guess = pace.guess(next);
            within += Math.abs(guess.seconds() - motion * next.motionS() - pen * next.penS()) < 2 * guess.sigmaS()
                    ? 1
                    : 0;
        }
        assertTrue(within > 0.93 * trials, within + " of " + trials + " within two standard deviations");
    }

    @Test
    void half_a_job_corrects_the_other_half() {
        Work half = new Work(150, 60);
        double halfS = half.motionS() + 1.2 * half.penS();
        Pace pace = Pace.UNKNOWN.seen(half, halfS);
        assertWithin(0.01, halfS, pace.guess(half));
    }

    @Test
    void a_job_that_goes_as_planned_is_foreseen_within_one_percent_at_half_time_whatever_was_learned_before() {
        Pace learned = after(1.05, 1.3, DRAWINGS);
        for (Work half : DRAWINGS) {
            double plannedS = half.plannedS();
            assertWithin(0.01, plannedS, Pace.UNKNOWN.seen(half, plannedS).guess(half));
            assertWithin(0.02, plannedS, learned.seen(half, plannedS).guess(half));
        }
    }

    @Test
    void a_clock_that_was_set_and_a_job_of_a_moment_teach_nothing() {
        Pace pace = after(1, 1.1, DRAWINGS);
        assertEquals(pace.motion(), pace.learned(new Work(100, 10), 4000).motion(), 1e-12);
        assertEquals(pace.motion(), pace.learned(new Work(100, 10), -50).motion(), 1e-12);
        assertEquals(pace.pen(), pace.learned(new Work(0.5, 0.2), 1.2).pen(), 1e-12);
    }

    @Test
    void a_machine_that_changes_is_learned_anew() {
        Pace pace = Pace.UNKNOWN;
        for (int i = 0; i < 50; i++) {
            pace = pace.learned(new Work(100, 50), 150);
        }
        for (int i = 0; i < 6; i++) {
            pace = pace.learned(new Work(100, 50), 170);
        }
        assertWithin(0.02, 170, pace.guess(new Work(100, 50)));
    }
}
