package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfiles;
import plotty.motion.PlanMark;
import plotty.plotter.HandMove;
import plotty.plotter.HandMove.GoTo;
import plotty.plotter.HandMove.Jog;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;
import plotty.plotter.ebb.CommandMotion.Velocity;

/** Moves by hand that come faster than the carriage goes. */
class EbbHandsTest {
    private VirtualBench bench;

    @BeforeEach
    void switchOn() {
        bench = new VirtualBench(BoardSettings.of(Firmware.parse("2.8.1")), false);
        bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
    }

    @AfterEach
    void switchOff() {
        bench.close();
    }

    @Test
    void jogs_are_done_one_after_the_other() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(bench.plotter().byHand(new Jog(10, 4)));
        }
        bench.runUntil(20, () -> answers.stream().allMatch(CompletableFuture::isDone));
        answers.forEach(CompletableFuture::join);
        assertEquals(50, bench.penXMm(), 0.02);
        assertEquals(20, bench.penYMm(), 0.02);
    }

    @Test
    void a_hold_leaves_out_what_has_not_begun() {
        CompletableFuture<Void> first = bench.plotter().byHand(new Jog(100, 0));
        CompletableFuture<Void> second = bench.plotter().byHand(new Jog(0, 100));
        bench.after(1, bench.plotter()::hold);
        bench.runUntil(5, () -> first.isDone() && second.isDone());
        assertTrue(first.isCompletedExceptionally());
        assertTrue(second.isCompletedExceptionally());
        assertTrue(bench.penXMm() > 20 && bench.penXMm() < 90, bench.penXMm() + " mm");
        assertEquals(0, bench.penYMm());
    }

    @Test
    void more_moves_than_anybody_means_are_refused() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(bench.plotter().byHand(new Jog(1, 0)));
        }
        bench.runUntil(30, () -> answers.stream().allMatch(CompletableFuture::isDone));
        assertTrue(answers.getFirst().isDone() && !answers.getFirst().isCompletedExceptionally());
        assertTrue(answers.getLast().isCompletedExceptionally());
    }

    @Test
    void a_drawing_ends_a_move_by_hand_and_begins() {
        CompletableFuture<Void> answer = bench.plotter().byHand(new GoTo(250, 200));
        bench.after(
                0.5,
                () -> bench.plotter()
                        .draw(new PlotRequest(
                                "job", Sheets.plan(Sheets.sampler(), VirtualBench.MACHINE), PlanMark.START, 1e9)));
        bench.runUntil(60, () -> bench.notices().stream().anyMatch(PlotterNotice.Finished.class::isInstance));
        assertTrue(answer.isCompletedExceptionally());
        assertEquals(0, bench.counter(1));
    }

    @Test
    void a_jog_is_gentle() {
        long begun = bench.nanoTime();
        CompletableFuture<Void> answer = bench.plotter().byHand(new Jog(200, 0));
        bench.runUntil(20, answer::isDone);
        assertTrue(bench.nanoTime() - begun > 4e9, "200 mm at 50 mm/s");
    }

    @Test
    void a_diagonal_is_no_faster_than_the_motors_of_a_machine_with_finer_steps() {
        MachineProfile machine = MachineProfiles.named("idraw");
        Stroke outline = Stroke.of(150, 150, 20, 20, 30, 150);
        for (HandMove move : List.of(new GoTo(150, 150), new HandMove.Walk(outline), new HandMove.GoToOrigin())) {
            try (VirtualBench fine = new VirtualBench(BoardSettings.of(Firmware.parse("2.8.1")), machine, false)) {
                fine.runUntil(5, () -> fine.plotter().state().connection() == Connection.CONNECTED);
                CompletableFuture<Void> there = fine.plotter().byHand(new GoTo(150, 150));
                CompletableFuture<Void> answer = fine.plotter().byHand(move);
                fine.runUntil(30, () -> there.isDone() && answer.isDone());
                answer.join();
                assertSmooth(fine.commands(), machine);
            }
        }
    }

    /** Where commands follow each other on a straight line the speed goes on, but for what one acceleration a command can follow. */
    private static void assertSmooth(List<String> commands, MachineProfile machine) {
        Velocity before = Velocity.REST;
        for (String command : commands.stream()
                .flatMap(String::lines)
                .filter(CommandMotion::moves)
                .toList()) {
            CommandMotion motion = CommandMotion.of(command, machine.stepsPerMm());
            double jump = before.differenceTo(motion.begin());
            assertTrue(!before.isAlong(motion.begin()) || jump < 6, () -> jump + " mm/s at " + command);
            before = motion.end();
        }
    }
}
