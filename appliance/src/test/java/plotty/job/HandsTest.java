package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Adjustment;
import plotty.plotter.HandMove;

/** What people may have a plotter do by hand, and when. */
class HandsTest {
    private static final HandMove JOG = new HandMove.Jog(10, 0);

    @TempDir
    Path folder;

    private JobBench bench;

    @BeforeEach
    void open() {
        bench = JobBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String refused(Executable order) {
        JobRefusedException refused = assertThrows(JobRefusedException.class, order);
        assertEquals(Reason.CONFLICT, refused.reason());
        return refused.getMessage();
    }

    @Test
    void an_idle_plotter_does_what_it_is_told_by_hand() {
        bench.jobs.byHand("axi", JOG);
        assertEquals(List.of("byHand Jog"), bench.plotter().orders());
    }

    @Test
    void a_plotter_that_draws_takes_nothing_by_hand_and_one_that_is_held_does() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        String sentence = refused(() -> bench.jobs.byHand("axi", JOG));
        assertEquals("The plotter axi is drawing \"line\": pause the job first.", sentence);
        bench.order(job, JobAction.PAUSE);
        bench.jobs.byHand("axi", JOG);
        assertEquals("byHand Jog", bench.plotter().orders().getLast());
    }

    @Test
    void the_motors_stay_on_while_a_job_is_held() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.order(job, JobAction.PAUSE);
        assertTrue(refused(() -> bench.jobs.byHand("axi", new HandMove.MotorsOff()))
                .contains("cancel the job"));
        bench.order(job, JobAction.CANCEL);
        bench.jobs.byHand("axi", new HandMove.MotorsOff());
    }

    @Test
    void what_the_plotter_refuses_is_refused_in_its_words() {
        bench.plotter().refuseHand("There are no switches to home to.");
        assertEquals("There are no switches to home to.", refused(() -> bench.jobs.byHand("axi", new HandMove.Home())));
    }

    @Test
    void a_plotter_that_nobody_knows_is_said_to_be_unknown() {
        JobRefusedException refused = assertThrows(JobRefusedException.class, () -> bench.jobs.byHand("other", JOG));
        assertEquals(Reason.UNKNOWN, refused.reason());
    }

    @Test
    void nothing_is_drawn_while_the_plotter_is_moved_by_hand() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        CompletableFuture<Void> hand = bench.plotter().slowHand();
        Thread mover = Thread.ofVirtual().start(() -> bench.jobs.byHand("axi", JOG));
        JobBench.await("the hand", () -> bench.plotter().orders().contains("byHand Jog"));
        assertTrue(refused(() -> bench.order(job, JobAction.START)).contains("moved by hand"));
        hand.complete(null);
        JobBench.await("the answer", () -> !mover.isAlive());
        bench.order(job, JobAction.START);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
    }

    @Test
    void moves_do_not_pile_up() {
        CompletableFuture<Void> hand = bench.plotter().slowHand();
        Thread mover = Thread.ofVirtual().start(() -> bench.jobs.byHand("axi", JOG));
        JobBench.await("the hand", () -> bench.plotter().orders().contains("byHand Jog"));
        assertEquals(
                "The plotter axi is still moving: wait until it rests, or stop it.",
                refused(() -> bench.jobs.byHand("axi", JOG)));
        hand.complete(null);
        JobBench.await("the answer", () -> !mover.isAlive());
        assertEquals(List.of("byHand Jog"), bench.plotter().orders());
        bench.jobs.byHand("axi", JOG);
        assertEquals(List.of("byHand Jog", "byHand Jog"), bench.plotter().orders());
    }

    @Test
    void a_move_that_the_plotter_refuses_leaves_it_free_for_the_next() {
        bench.plotter().refuseHand("There are no switches to home to.");
        refused(() -> bench.jobs.byHand("axi", new HandMove.Home()));
        assertEquals("There are no switches to home to.", refused(() -> bench.jobs.byHand("axi", JOG)));
    }

    @Test
    void the_outline_of_a_planned_job_is_walked_on_its_plotter() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        bench.jobs.walkOutline(job.id());
        assertEquals(List.of("byHand Walk"), bench.plotter().orders());
        bench.order(job, JobAction.START);
        assertTrue(refused(() -> bench.jobs.walkOutline("line")).contains("pause the job first"));
    }

    @Test
    void speed_and_heights_are_changed_while_it_draws() {
        bench.started("line", JobBench.LONG_LINE);
        bench.jobs.adjust("axi", _ -> new Adjustment(50, OptionalInt.empty(), OptionalInt.of(40)));
        assertEquals("adjust 50", bench.plotter().orders().getLast());
        assertThrows(JobRefusedException.class, () -> bench.jobs.adjust("other", now -> now));
    }

    @Test
    void two_changes_in_a_row_both_hold_however_slowly_the_plotter_takes_them_up() {
        bench.plotter().slowToAdjust();
        bench.jobs.adjust("axi", now -> new Adjustment(50, now.penUpPercent(), now.penDownPercent()));
        Adjustment both = bench.jobs.adjust(
                "axi", now -> new Adjustment(now.speedPercent(), OptionalInt.of(70), now.penDownPercent()));
        assertEquals(new Adjustment(50, OptionalInt.of(70), OptionalInt.empty()), both);
    }

    @Test
    void what_a_plotter_cannot_adjust_is_refused_in_words() {
        assertEquals(
                "The speed of The plotter axi can be changed to at most 100 % of the planned one, not to 150 %.",
                impossible(new Adjustment(150, OptionalInt.empty(), OptionalInt.empty())));
        bench.plotter().thatChangesPens();
        assertEquals(
                "The pen heights of The plotter axi are its own: they cannot be changed from here.",
                impossible(new Adjustment(100, OptionalInt.empty(), OptionalInt.of(40))));
        assertEquals(
                "The speed of The plotter axi cannot be changed.",
                impossible(new Adjustment(50, OptionalInt.empty(), OptionalInt.empty())));
        assertEquals(List.of(), bench.plotter().orders());
    }

    private String impossible(Adjustment adjustment) {
        JobRefusedException refused =
                assertThrows(JobRefusedException.class, () -> bench.jobs.adjust("axi", _ -> adjustment));
        assertEquals(Reason.INVALID, refused.reason());
        return refused.getMessage();
    }
}
