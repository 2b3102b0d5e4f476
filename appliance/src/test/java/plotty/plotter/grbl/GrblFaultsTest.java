package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.Abandoned;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Finished;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.Sheets;

/** What goes wrong with GRBL boards, and what people are told to do; in virtual time. */
class GrblFaultsTest {
    private static final Machines.Kind RESET_BY_OPENING = Machines.Kind.SERVO_RESET_BY_OPENING;

    private static VirtualGrblBench connected(plotty.plotter.board.grbl.GrblSettings board) {
        VirtualGrblBench bench = new VirtualGrblBench(Machines.Kind.SERVO, board);
        connect(bench);
        return bench;
    }

    private static VirtualGrblBench connected(Machines.Kind kind) {
        VirtualGrblBench bench = new VirtualGrblBench(kind);
        connect(bench);
        return bench;
    }

    private static void connect(VirtualGrblBench bench) {
        bench.runUntil(6, () -> state(bench).connection() == Connection.CONNECTED);
    }

    private static PlotterState state(VirtualGrblBench bench) {
        return bench.plotter().state();
    }

    private static void draw(VirtualGrblBench bench, Stroke... strokes) {
        Trajectory plan = Sheets.plan(List.of(strokes), bench.plotter().profile());
        bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
    }

    private static void drawLine(VirtualGrblBench bench) {
        draw(bench, Stroke.of(10, 10, 110, 10));
    }

    private static <T extends PlotterNotice> Optional<T> last(VirtualGrblBench bench, Class<T> kind) {
        return bench.notices().reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static Faulted fault(VirtualGrblBench bench) {
        bench.runUntil(10, () -> last(bench, Faulted.class).isPresent());
        return last(bench, Faulted.class).orElseThrow();
    }

    @Test
    void a_fault_of_ours_in_a_move_by_hand_leaves_nobody_waiting() {
        try (VirtualGrblBench bench = connected(Machines.Kind.SERVO)) {
            CompletableFuture<Void> answer = bench.plotter().byHand(new HandMove.Jog(50, 0));
            bench.after(0.5, () -> {
                throw new IllegalStateException("as a mistake of ours may cause it");
            });
            bench.runUntil(5, answer::isDone);
            assertTrue(answer.isCompletedExceptionally());
            bench.runUntil(5, () -> state(bench).connection() == Connection.CONNECTED);
        }
    }

    @Test
    void a_board_that_is_reset_behind_the_back_has_lost_its_position() {
        try (VirtualGrblBench bench = connected(Machines.Kind.SERVO)) {
            drawLine(bench);
            bench.after(1.2, bench.board()::reset);
            Faulted fault = fault(bench);
            assertTrue(fault.sentence().contains("reset"), fault.sentence());
            assertTrue(fault.resumable());
            bench.runUntil(5, () -> state(bench).connection() == Connection.BUSY);
            assertEquals(PositionTrust.LOST, state(bench).trust());
            bench.runUntil(1, () -> !bench.penOnPaper());
            bench.pushToOrigin();
            bench.plotter().setOrigin();
            bench.runUntil(3, () -> state(bench).trust() == PositionTrust.KNOWN);
            bench.plotter().resume();
            bench.runUntil(20, () -> last(bench, Finished.class).isPresent());
            assertEquals(0, bench.penXMm(), 0.02);
        }
    }

    @Test
    void a_board_that_is_reset_at_rest_has_lost_its_position() {
        try (VirtualGrblBench bench = connected(Machines.Kind.SERVO)) {
            CompletableFuture<Void> jogged = bench.plotter().byHand(new HandMove.Jog(20, 10));
            bench.runUntil(5, jogged::isDone);
            bench.after(0.2, bench.board()::reset);
            bench.runUntil(10, () -> state(bench).trust() == PositionTrust.LOST);
        }
    }

    @Test
    void a_limit_switch_loses_the_position_and_says_so() {
        try (VirtualGrblBench bench =
                connected(Machines.board(Machines.Kind.SERVO).with(21, 1))) {
            drawLine(bench);
            bench.after(1.2, () -> bench.board().press("limit"));
            Faulted fault = fault(bench);
            assertTrue(fault.sentence().contains("limit switch"), fault.sentence());
            assertFalse(fault.trust().allowsAbsoluteMotion());
            bench.runUntil(1, () -> !bench.penOnPaper());
        }
    }

    @Test
    void a_soft_limit_keeps_the_position_and_says_where_to_look() {
        var small = Machines.board(Machines.Kind.SERVO)
                .with(22, 1)
                .with(20, 1)
                .with(130, 60)
                .with(131, 60);
        try (VirtualGrblBench bench = connected(small)) {
            drawLine(bench);
            Faulted fault = fault(bench);
            assertTrue(fault.sentence().contains("$130"), fault.sentence());
            assertEquals(PositionTrust.KNOWN, fault.trust());
            bench.runUntil(1, () -> !bench.penOnPaper());
            bench.plotter().cancel();
            bench.runUntil(10, () -> last(bench, Abandoned.class).isPresent());
        }
    }

    @Test
    void a_hold_at_the_board_itself_is_a_hold() {
        try (VirtualGrblBench bench = connected(Machines.Kind.SERVO)) {
            drawLine(bench);
            bench.after(1.2, () -> bench.board().press("hold"));
            bench.runUntil(5, () -> last(bench, Held.class).isPresent());
            bench.plotter().resume();
            bench.runUntil(20, () -> last(bench, Finished.class).isPresent());
            assertEquals(0, state(bench).errorCount());
        }
    }

    @Test
    void an_emergency_stop_is_remembered_although_opening_the_port_resets_the_board() {
        try (VirtualGrblBench bench = connected(RESET_BY_OPENING)) {
            drawLine(bench);
            bench.after(1.2, bench.plotter()::stop);
            bench.runUntil(5, () -> last(bench, Abandoned.class).isPresent());
            bench.restart(true);
            connect(bench);
            assertEquals(PositionTrust.LOST, state(bench).trust());
            bench.pushToOrigin();
            bench.plotter().setOrigin();
            bench.runUntil(3, () -> state(bench).trust() == PositionTrust.KNOWN);
            bench.restart(true);
            connect(bench);
            assertEquals(PositionTrust.KNOWN, state(bench).trust());
        }
    }

    @Test
    void a_board_that_opening_the_port_resets_does_not_claim_to_prove_its_position() {
        try (VirtualGrblBench bench = connected(RESET_BY_OPENING)) {
            assertFalse(bench.plotter().capabilities().contains(Capability.PROVES_POSITION));
        }
    }

    @Test
    void a_board_with_switches_is_homed_and_stands_at_its_origin_then() {
        try (VirtualGrblBench bench =
                connected(Machines.board(Machines.Kind.SERVO).with(22, 1))) {
            assertTrue(bench.plotter().capabilities().contains(Capability.HOMES));
            CompletableFuture<Void> homed = bench.plotter().byHand(new HandMove.Home());
            bench.runUntil(90, homed::isDone);
            homed.join();
            assertEquals(PositionTrust.KNOWN, state(bench).trust());
            assertEquals(0, state(bench).xMm(), 0.001);
        }
    }

    @Test
    void homing_is_ended_by_a_stop() {
        try (VirtualGrblBench bench =
                connected(Machines.board(Machines.Kind.SERVO).with(22, 1))) {
            CompletableFuture<Void> homed = bench.plotter().byHand(new HandMove.Home());
            bench.after(0.5, bench.plotter()::stop);
            bench.runUntil(5, homed::isDone);
            assertTrue(homed.isCompletedExceptionally());
            assertEquals(PositionTrust.SUSPECT, state(bench).trust());
        }
    }

    @Test
    void the_boards_own_limits_are_those_of_the_plotter() {
        var slow = Machines.board(Machines.Kind.SERVO)
                .with(110, 1500)
                .with(121, 150)
                .with(131, 150);
        try (VirtualGrblBench bench = connected(slow)) {
            assertEquals(25, bench.plotter().profile().drawing().speedMmPerS());
            assertEquals(150, bench.plotter().profile().travel().accelerationMmPerS2());
            assertEquals(150, bench.plotter().profile().heightMm());
        }
    }

    @Test
    void a_dense_curve_is_drawn_as_fast_as_a_sparse_one() {
        try (VirtualGrblBench bench = connected(Machines.Kind.SERVO)) {
            Stroke circle = circle(40, 18_000);
            long begun = bench.nanoTime();
            draw(bench, circle);
            bench.runUntil(60, () -> last(bench, Finished.class).isPresent());
            double wall = (bench.nanoTime() - begun) / 1e9;
            double planned =
                    Sheets.plan(List.of(circle), bench.plotter().profile()).durationS();
            System.out.printf("18,000 vertices: %.2f s for %.2f s planned%n", wall, planned);
            assertTrue(wall < 1.05 * planned, wall + " s for " + planned);
            var verdict = Sheets.judge(List.of(circle), bench.ink().strokes(), begun);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
        }
    }

    private static Stroke circle(double radius, int points) {
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double turn = 2 * Math.PI * i / (points - 1);
            xy[2 * i] = 60 + radius * Math.cos(turn);
            xy[2 * i + 1] = 60 + radius * Math.sin(turn);
        }
        return Stroke.of(xy);
    }
}
