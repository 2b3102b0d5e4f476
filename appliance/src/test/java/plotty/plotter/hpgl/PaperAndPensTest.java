package plotty.plotter.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Finished;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.Sheets;
import plotty.plotter.board.hpgl.HpglSettings;

/** What is peculiar to HP's plotters: paper, pinch wheels, the button VIEW, pens, a small buffer and a slow line. */
class PaperAndPensTest {
    private static final double ALL = 1e9;

    private VirtualBench bench = new VirtualBench(VirtualBench.swift(), HpglModel.HP_7475A);
    private long begun;

    @AfterEach
    void close() {
        bench.close();
    }

    private void on(HpglSettings board, HpglModel model) {
        bench.close();
        bench = new VirtualBench(board, model);
    }

    private Trajectory draw(Trajectory plan) {
        begun = bench.nanoTime();
        bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, ALL));
        return plan;
    }

    private Trajectory draw(List<Stroke> strokes) {
        return draw(Sheets.plan(strokes, bench.plotter().profile()));
    }

    private PlotterState state() {
        return bench.plotter().state();
    }

    private boolean told(Class<? extends PlotterNotice> kind) {
        return bench.notices().stream().anyMatch(kind::isInstance);
    }

    private void assertDrawn(List<Stroke> strokes) {
        InkJudge.Verdict verdict = Sheets.judge(strokes, bench.ink().strokes(), begun);
        assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
        assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
        assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
        assertEquals(0, bench.board().lostBytes());
        assertFalse(bench.board().errorLight());
    }

    @Test
    void a_fault_of_ours_in_a_move_by_hand_leaves_nobody_waiting() {
        CompletableFuture<Void> first = bench.plotter().byHand(new HandMove.GoTo(200, 100));
        CompletableFuture<Void> second = bench.plotter().byHand(new HandMove.GoTo(100, 100));
        bench.after(0.3, () -> {
            throw new IllegalStateException("as a mistake of ours may cause it");
        });
        bench.runUntil(10, () -> first.isDone() && second.isDone());
        assertTrue(first.isCompletedExceptionally());
        assertTrue(second.isCompletedExceptionally());
        bench.runUntil(10, () -> state().connection() == Connection.CONNECTED);
    }

    @Test
    void the_button_view_is_waited_for_with_words() {
        draw(Sheets.sampler());
        bench.after(2, () -> bench.board().press("view"));
        bench.runUntil(5, () -> state().message().isPresent());
        assertTrue(state().message().orElseThrow().contains("VIEW"));
        assertEquals(Connection.BUSY, state().connection());
        bench.after(30, () -> bench.board().press("view"));
        bench.runUntil(35, () -> state().message().isEmpty());
        bench.runUntil(60, () -> told(Finished.class));
        assertFalse(told(Faulted.class));
        assertDrawn(Sheets.sampler());
    }

    @Test
    void raised_pinch_wheels_in_a_drawing_put_the_position_in_doubt() {
        draw(Sheets.sampler());
        bench.after(2, () -> bench.board().press("paper"));
        bench.runUntil(10, () -> told(Faulted.class));
        assertEquals(PositionTrust.SUSPECT, state().trust());
        assertEquals(Connection.ERROR, state().connection());
        bench.after(2, () -> bench.board().press("paper"));
        bench.runUntil(20, () -> state().connection() == Connection.BUSY);
        assertEquals(PositionTrust.SUSPECT, state().trust());
        bench.pushToOrigin();
        bench.plotter().setOrigin();
        bench.runUntil(2, () -> state().trust() == PositionTrust.KNOWN);
        bench.plotter().resume();
        bench.runUntil(60, () -> told(Finished.class));
    }

    @Test
    void a_plotter_without_paper_says_so_and_is_ready_once_it_has_some() {
        bench.board().press("paper");
        bench.runUntil(3, () -> state().connection() == Connection.ERROR);
        assertEquals(
                "The plotter's pinch wheels are up: load paper and lower them.",
                state().message().orElseThrow());
        draw(Sheets.shortSampler());
        bench.runUntil(2, () -> told(Faulted.class));
        bench.board().press("paper");
        bench.runUntil(3, () -> state().connection() == Connection.CONNECTED);
        assertTrue(state().message().isEmpty());
    }

    @Test
    void each_layer_gets_its_pen_and_the_last_is_put_away() {
        Trajectory plan = draw(Sheets.planLayers(
                Sheets.layers("1 red", "2 blue", "3 green"), bench.plotter().profile()));
        bench.runUntil(1, () -> bench.board().pen() == 1);
        bench.runUntil(30, () -> bench.board().pen() == 2);
        bench.runUntil(30, () -> bench.board().pen() == 3);
        bench.runUntil(30, () -> told(Finished.class));
        assertEquals(0, bench.board().pen());
        assertEquals(3, plan.route().layers().size());
    }

    @Test
    void layers_beyond_the_carousel_begin_it_anew() {
        HpglModel a = HpglModel.HP_7475A;
        on(VirtualBench.swift(), new HpglModel(a.name(), 40, false, true, false, 2, a.flow(), 0, a.baud()));
        draw(Sheets.planLayers(Sheets.layers("1", "2", "3"), bench.plotter().profile()));
        bench.runUntil(60, () -> told(Finished.class));
        assertFalse(bench.said().contains("SP3"));
    }

    @Test
    void the_work_area_is_what_the_paper_leaves() {
        assertEquals(276, bench.plotter().profile().widthMm(), 0.1);
        assertEquals(193.025, bench.plotter().profile().heightMm(), 0.001);
        on(HpglSettings.a3(), HpglModel.HP_7475A);
        assertEquals(403.95, bench.plotter().profile().widthMm(), 0.001);
        assertEquals(276, bench.plotter().profile().heightMm(), 0.001);
    }

    @Test
    void an_origin_that_a_person_set_is_known_after_the_service_started_anew() {
        bench.runUntil(1, () -> state().trust() == PositionTrust.KNOWN);
        var done = bench.plotter().byHand(new HandMove.GoTo(30, 20));
        bench.runUntil(5, done::isDone);
        bench.plotter().setOrigin();
        bench.runUntil(1, () -> state().xMm() == 0 && state().yMm() == 0);
        bench.restart(false);
        bench.runUntil(5, () -> state().connection() == Connection.CONNECTED);
        assertEquals(PositionTrust.KNOWN, state().trust());
        assertEquals(0, state().xMm(), 0.001);
        assertEquals(0, state().yMm(), 0.001);
        assertEquals(30, bench.penXMm(), 0.02);
    }

    @Test
    void a_hold_comes_to_rest_within_half_a_second() {
        for (int i = 0; i < 10; i++) {
            int holds = i;
            if (i == 0) {
                draw(Sheets.longStroke());
            }
            long[] held = {0};
            bench.after(1.1 + 0.07 * i, () -> {
                held[0] = bench.nanoTime();
                bench.plotter().hold();
            });
            bench.runUntil(
                    10,
                    () -> bench.notices().stream()
                                    .filter(Held.class::isInstance)
                                    .count()
                            > holds);
            double restS = (bench.nanoTime() - held[0]) / 1e9;
            assertTrue(restS < 0.5, restS + " s");
            bench.plotter().resume();
        }
        bench.runUntil(120, () -> told(Finished.class));
        assertDrawn(Sheets.longStroke());
    }

    @Test
    void a_small_buffer_never_runs_over() {
        HpglSettings a = VirtualBench.swift();
        HpglSettings small = new HpglSettings("7470A", a.sheet(), a.timing(), 255, 2);
        HpglModel model = new HpglModel("HP 7470A", 40, false, true, false, 2, HpglModel.Flow.POLL, 0, 9600);
        on(small, model);
        draw(Sheets.sampler());
        bench.runUntil(90, () -> told(Finished.class));
        assertDrawn(Sheets.sampler());
        assertEquals("7470A", state().firmware());
    }

    @Test
    void a_slow_line_slows_the_pen_rather_than_letting_it_rest_on_the_paper() {
        HpglModel model = new HpglModel("HP 7475A", 40, false, true, false, 6, HpglModel.Flow.POLL, 0, 4800);
        on(VirtualBench.swift().withTimes(0, 4800), model);
        draw(Sheets.shortSampler());
        bench.runUntil(200, () -> told(Finished.class));
        assertDrawn(Sheets.shortSampler());
        assertEquals(0, bench.ink().gaps().size());
    }
}
