package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.plotter.HandMove.GoTo;
import plotty.plotter.HandMove.GoToOrigin;
import plotty.plotter.HandMove.Home;
import plotty.plotter.HandMove.Jog;
import plotty.plotter.HandMove.MotorsOff;
import plotty.plotter.HandMove.PenDown;
import plotty.plotter.HandMove.PenUp;
import plotty.plotter.HandMove.Walk;
import plotty.plotter.PlotterNotice.Abandoned;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.board.InkStroke;

/** {@link LayersContract}, and what people do by hand. */
public abstract class ByHandContract extends LayersContract {
    private static final Stroke OUTLINE = Stroke.of(10, 10, 90, 10, 90, 60, 10, 60, 10, 10);

    private void done(HandMove move) {
        CompletableFuture<Void> answer = bench().plotter().byHand(move);
        bench().runUntil(30, answer::isDone);
        answer.join();
    }

    private void refused(HandMove move) {
        CompletableFuture<Void> answer = bench().plotter().byHand(move);
        bench().runUntil(5, answer::isDone);
        Throwable reason = assertThrows(CompletionException.class, answer::join).getCause();
        assertInstanceOf(HandRefusedException.class, reason);
        assertTrue(reason.getMessage().endsWith("."), reason.getMessage());
    }

    private double inkMm(long afterNanos) {
        return bench().ink().strokes().stream()
                .filter(line -> line.startNanos() > afterNanos)
                .mapToDouble(InkStroke::lengthMm)
                .sum();
    }

    @Test
    void a_jog_goes_its_way() {
        done(new Jog(20, 10));
        assertPenAt(20, 10);
        assertEquals(20, state().xMm(), 0.03);
        assertEquals(10, state().yMm(), 0.03);
        done(new Jog(-5, 0));
        assertPenAt(15, 10);
        assertEquals(PositionTrust.KNOWN, state().trust());
        assertEquals(Connection.CONNECTED, state().connection());
        draw(plan());
        bench().runUntil(60, this::finished);
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void a_jog_ends_at_the_edge_of_the_work_area() {
        done(new Jog(20, 10));
        done(new Jog(-100, 5));
        assertPenAt(0, 15);
    }

    @Test
    void a_jog_needs_no_known_position_but_going_to_a_place_does() {
        draw(plan());
        bench().after(1.7, bench().plotter()::stop);
        bench().runUntil(5, () -> last(Abandoned.class).isPresent());
        double x = bench().penXMm();
        double y = bench().penYMm();
        done(new Jog(-7, 3));
        assertPenAt(x - 7, y + 3);
        assertEquals(PositionTrust.SUSPECT, state().trust());
        refused(new GoTo(5, 5));
        refused(new GoToOrigin());
        refused(new Walk(OUTLINE));
        bench().pushToOrigin();
        bench().plotter().setOrigin();
        bench().runUntil(2, this::known);
        done(new GoTo(5, 6));
        assertPenAt(5, 6);
    }

    @Test
    void places_outside_the_work_area_are_refused() {
        refused(new GoTo(-1, 5));
        refused(new GoTo(5, 10_000));
        refused(new Walk(Stroke.of(10, 10, 10_000, 10)));
        assertPenAt(0, 0);
    }

    @Test
    void a_walk_goes_along_its_path_with_the_pen_up() {
        long begun = bench().nanoTime();
        done(new Walk(OUTLINE));
        assertPenAt(10, 10);
        assertTrue(passedBy(90, 60));
        assertTrue(passedBy(10, 60));
        assertEquals(0, inkMm(begun));
        done(new GoToOrigin());
        assertHome();
    }

    private boolean passedBy(double xMm, double yMm) {
        InkStroke way = bench().ink().everything();
        for (int i = 0; i < way.size(); i++) {
            if (Math.hypot(way.xMm()[i] - xMm, way.yMm()[i] - yMm) < 0.5) {
                return true;
            }
        }
        return false;
    }

    @Test
    void the_pen_goes_down_and_up_and_a_jog_leaves_it_as_it_is() {
        long begun = bench().nanoTime();
        done(new Jog(10, 10));
        done(new PenDown());
        bench().runUntil(2, bench()::penOnPaper);
        assertFalse(state().penUp());
        done(new Jog(10, 0));
        done(new PenUp());
        bench().runUntil(2, () -> !bench().penOnPaper());
        assertTrue(state().penUp());
        assertEquals(10, inkMm(begun), 0.1);
    }

    @Test
    void a_pen_put_down_by_hand_is_lifted_before_anything_travels() {
        done(new Jog(10, 10));
        done(new PenDown());
        long begun = bench().nanoTime();
        done(new GoTo(30, 30));
        assertEquals(0, inkMm(begun), 0.05);
        bench().runUntil(1, () -> !bench().penOnPaper());
        done(new PenDown());
        boolean[] rested = {false};
        bench().after(1, () -> rested[0] = true);
        bench().runUntil(5, () -> rested[0]);
        beginAnew();
        draw(plan());
        bench().runUntil(60, this::finished);
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void homing_needs_switches() {
        if (can(Capability.HOMES)) {
            done(new Jog(20, 20));
            done(new Home());
            assertEquals(PositionTrust.KNOWN, state().trust());
        } else {
            refused(new Home());
        }
    }

    @Test
    void motors_that_are_switched_off_lose_the_position() {
        if (can(Capability.RELEASES_MOTORS)) {
            done(new Jog(20, 20));
            done(new MotorsOff());
            assertFalse(bench().motorsOn());
            assertEquals(PositionTrust.LOST, state().trust());
        } else {
            refused(new MotorsOff());
        }
    }

    @Test
    void nothing_is_done_by_hand_while_a_drawing_moves() {
        draw(plan());
        CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
        bench().after(1.7, () -> answer[0] = bench().plotter().byHand(new Jog(5, 5)));
        bench().runUntil(10, () -> answer[0] != null && answer[0].isDone());
        assertTrue(answer[0].isCompletedExceptionally());
        bench().runUntil(60, this::finished);
        assertDrawnOnce();
    }

    @Test
    void the_place_where_a_drawing_is_held_is_returned_to() {
        draw(plan());
        bench().after(1.9, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        done(new GoTo(100, 70));
        done(new Jog(5, -5));
        done(new GoToOrigin());
        refused(new MotorsOff());
        assertEquals(Connection.BUSY, state().connection());
        bench().plotter().resume();
        bench().runUntil(60, this::finished);
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void a_cable_pulled_in_a_walk_does_not_lose_the_place_of_a_held_drawing() {
        draw(plan());
        bench().after(1.9, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.9, () -> bench().unplug(true));
        bench().runUntil(15, answer::isDone);
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.BUSY);
        resumeAndFinish();
    }

    @Test
    void a_held_drawing_is_cancelled_in_the_middle_of_a_walk() {
        draw(plan());
        bench().after(1.9, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.8, bench().plotter()::cancel);
        bench().runUntil(20, () -> last(Abandoned.class).isPresent());
        assertTrue(answer.isDone());
        assertHome();
    }

    @Test
    void a_walk_ends_early_by_a_hold() {
        assumeTrue(can(Capability.HOLDS_MID_STROKE));
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.9, bench().plotter()::hold);
        bench().runUntil(2, answer::isDone);
        assertEquals(PositionTrust.KNOWN, state().trust());
        assertTrue(bench().penXMm() > 5);
        assertEquals(bench().penXMm(), state().xMm(), 0.03);
        assertEquals(bench().penYMm(), state().yMm(), 0.03);
        done(new GoToOrigin());
        assertHome();
    }

    @Test
    void a_walk_ends_at_once_by_a_stop_and_the_position_is_suspect() {
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.9, bench().plotter()::stop);
        bench().runUntil(2, answer::isDone);
        assertTrue(answer.isCompletedExceptionally());
        assertEquals(PositionTrust.SUSPECT, state().trust());
    }

    @Test
    void closing_ends_a_walk() {
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.9, bench().plotter()::close);
        bench().runUntil(4, () -> state().connection() == Connection.OFFLINE);
        assertTrue(answer.isDone());
        assertTrue(bench().plotter().byHand(new PenUp()).isCompletedExceptionally());
    }

    @Test
    void closing_answers_what_was_asked_by_hand_just_before_and_after() {
        CompletableFuture<Void> before = bench().plotter().byHand(new Jog(20, 0));
        CompletableFuture<?>[] after = new CompletableFuture<?>[1];
        bench().after(0.3, () -> {
            bench().plotter().close();
            after[0] = bench().plotter().byHand(new Jog(20, 0));
        });
        bench().runUntil(5, () -> after[0] != null && after[0].isDone());
        assertTrue(before.isDone());
        assertTrue(after[0].isCompletedExceptionally());
        bench().runUntil(5, () -> state().connection() == Connection.OFFLINE);
    }

    @Test
    void a_reply_that_is_lost_as_a_move_by_hand_begins_leaves_nobody_waiting() {
        bench().dropReplies(1);
        CompletableFuture<Void> answer = bench().plotter().byHand(new PenUp());
        bench().runUntil(15, answer::isDone);
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
    }

    @Test
    void a_cable_that_is_pulled_as_a_move_by_hand_begins_leaves_nobody_waiting() {
        bench().unplug(true);
        CompletableFuture<Void> first = bench().plotter().byHand(new PenDown());
        CompletableFuture<Void> second = bench().plotter().byHand(new Jog(5, 5));
        bench().runUntil(15, () -> first.isDone() && second.isDone());
        assertTrue(first.isCompletedExceptionally());
        assertTrue(second.isCompletedExceptionally());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
    }

    @Test
    void a_pulled_cable_ends_a_walk() {
        CompletableFuture<Void> answer = bench().plotter().byHand(new Walk(OUTLINE));
        bench().after(0.9, () -> bench().unplug(true));
        bench().runUntil(15, answer::isDone);
        assertTrue(answer.isCompletedExceptionally());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
    }
}
