package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.PlotterNotice.Resumed;

/** {@link FaultsContract}, and stops before layers, dry runs, going on elsewhere, and changes while it draws. */
public abstract class LayersContract extends FaultsContract {
    private static final int SECOND_LAYER = 2;
    private static final int THIRD_LAYER = 4;

    private Trajectory layered(String... names) {
        Trajectory plan =
                Sheets.planLayers(Sheets.layers(names), bench().plotter().profile());
        expect(plan);
        return plan;
    }

    private void draw(PlanMark from, Set<Integer> stops, boolean dry) {
        bench().plotter().draw(new PlotRequest("job", plan(), from, ALL, stops, dry));
    }

    @Test
    void a_stop_holds_where_the_layer_before_ended_with_the_pen_up() {
        layered("1 red", "2 blue", "3 green");
        draw(PlanMark.START, Set.of(SECOND_LAYER, THIRD_LAYER), false);
        bench().runUntil(30, () -> count(Held.class) == 1);
        Held held = last(Held.class).orElseThrow();
        assertEquals(new PlanMark(SECOND_LAYER, 0), held.mark());
        assertEquals(HoldCause.LAYER, held.cause());
        bench().runUntil(1, () -> !bench().penOnPaper());
        Stroke before = plan().route().stroke(SECOND_LAYER - 1);
        assertPenAt(before.x(before.size() - 1), before.y(before.size() - 1));
        bench().plotter().resume();
        bench().runUntil(30, () -> count(Held.class) == 2);
        assertEquals(
                new PlanMark(SECOND_LAYER, 0), last(Resumed.class).orElseThrow().mark());
        assertEquals(
                new PlanMark(THIRD_LAYER, 0), last(Held.class).orElseThrow().mark());
        bench().plotter().resume();
        bench().runUntil(30, this::finished);
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void a_stop_at_which_drawing_begins_has_been_made() {
        layered("1 red", "2 blue");
        draw(new PlanMark(SECOND_LAYER, 0), Set.of(SECOND_LAYER), false);
        bench().runUntil(30, this::finished);
        assertEquals(0, count(Held.class));
        draw(new PlanMark(0, 0), Set.of(0), false);
        bench().runUntil(30, () -> count(PlotterNotice.Finished.class) == 2);
        assertEquals(0, count(Held.class));
    }

    @Test
    void a_hold_in_the_lift_before_a_stop_does_not_lose_the_stop() {
        layered("1 red", "2 blue");
        double end = plan().endS(SECOND_LAYER - 1);
        draw(PlanMark.START, Set.of(SECOND_LAYER), false);
        bench().after(end + 0.02, bench().plotter()::hold);
        bench().runUntil(30, () -> count(Held.class) >= 1);
        bench().plotter().resume();
        bench().runUntil(30, () -> this.finished() || layerHolds() == 1);
        if (!finished()) {
            bench().plotter().resume();
            bench().runUntil(30, this::finished);
        }
        assertDrawnOnce();
    }

    private int layerHolds() {
        return (int) bench().notices().stream()
                .filter(notice -> notice instanceof Held(PlanMark _, HoldCause cause) && cause == HoldCause.LAYER)
                .count();
    }

    @Test
    void a_dry_run_moves_as_long_and_draws_nothing() {
        long begun = bench().nanoTime();
        draw(PlanMark.START, Set.of(), true);
        bench().after(1.9, bench().plotter()::hold);
        bench().runUntil(30, () -> count(Held.class) == 1);
        bench().plotter().resume();
        bench().runUntil(60, this::finished);
        double wall = (bench().nanoTime() - begun) / 1e9;
        assertTrue(bench().ink().strokes().stream().noneMatch(line -> line.startNanos() > begun), "ink in a dry run");
        assertTrue(wall > 0.95 * plan().durationS(), wall + " s");
        assertHome();
    }

    @Test
    void what_a_layer_orders_is_waited_for_with_the_pen_up() {
        layered("1 red", "2+d1500 blue");
        long begun = bench().nanoTime();
        draw(PlanMark.START, Set.of(), false);
        bench().runUntil(30, this::finished);
        double wall = (bench().nanoTime() - begun) / 1e9;
        assertDrawnOnce();
        if (timeIsExact()) {
            assertTrue(wall <= mostOfPlan() * plan().durationS(), wall + " s for " + plan().durationS());
            assertTrue(wall >= 1.5 + 0.9 * (plan().durationS() - 1.5), wall + " s for " + plan().durationS());
        }
    }

    @Test
    void a_drawing_goes_on_some_millimetres_back_when_told() {
        draw(plan());
        PlanMark held = heldInFirstStroke();
        Run run = plan().stroke(0);
        PlanMark back = new PlanMark(0, run.pointAt(run.distanceOf(held.point()) - 7));
        bench().plotter().resumeFrom(back);
        bench().runUntil(60, this::finished);
        assertEquals(back, last(Resumed.class).orElseThrow().mark());
        InkJudge.Verdict verdict = verdict();
        assertEquals(0, verdict.missingMm(), 0.05, verdict.toString());
        assertEquals(7, verdict.doubledMm(), 0.1, verdict.toString());
        assertHome();
    }

    @Test
    void a_drawing_goes_on_further_ahead_when_told() {
        draw(plan());
        PlanMark held = heldInFirstStroke();
        double left = plan().stroke(0).lengthMm() - plan().stroke(0).distanceOf(held.point());
        bench().plotter().resumeFrom(new PlanMark(2, 0));
        bench().runUntil(60, this::finished);
        InkJudge.Verdict verdict = verdict();
        assertEquals(left + plan().stroke(1).lengthMm(), verdict.missingMm(), 0.15, verdict.toString());
        assertEquals(0, verdict.doubledMm(), 0.05, verdict.toString());
        assertHome();
    }

    @Test
    void going_on_at_the_end_finishes() {
        draw(plan());
        heldInFirstStroke();
        bench().plotter().resumeFrom(new PlanMark(plan().route().strokeCount(), 0));
        bench().runUntil(20, this::finished);
        assertHome();
    }

    private PlanMark heldInFirstStroke() {
        bench().after(1.9, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        PlanMark mark = last(Held.class).orElseThrow().mark();
        assertEquals(0, mark.stroke());
        return mark;
    }

    @Test
    void a_slower_speed_while_it_draws_leaves_no_trace() {
        assumeTrue(can(Capability.ADJUSTS_SPEED_LIVE));
        long begun = bench().nanoTime();
        draw(plan());
        bench().after(1.0, () -> bench().plotter().adjust(speed(40)));
        bench().after(3.0, () -> bench().plotter().adjust(speed(100)));
        bench().after(3.6, () -> bench().plotter().adjust(speed(70)));
        bench().after(4.2, bench().plotter()::hold);
        bench().runUntil(30, () -> count(Held.class) == 1);
        assertEquals(70, bench().plotter().adjustment().speedPercent());
        bench().plotter().resume();
        bench().runUntil(90, this::finished);
        double wall = (bench().nanoTime() - begun) / 1e9;
        assertDrawnOnce();
        assertHome();
        assertTrue(wall > plan().durationS() + 0.7, wall + " s for " + plan().durationS());
        if (timeIsExact()) {
            assertEquals(0, bench().ink().gaps().size(), "ran dry");
        }
    }

    @Test
    void changed_heights_of_the_pen_leave_no_trace() {
        assumeTrue(can(Capability.ADJUSTS_PEN_HEIGHT));
        Adjustment changed = new Adjustment(100, OptionalInt.of(65), OptionalInt.of(45));
        draw(plan());
        bench().after(1.5, () -> bench().plotter().adjust(changed));
        bench().runUntil(10, () -> bench().plotter().adjustment().equals(changed));
        bench().runUntil(60, this::finished);
        bench().runUntil(1, () -> bench().plotter().adjustment().equals(Adjustment.NONE));
        assertDrawnOnce();
        assertHome();
    }

    private static Adjustment speed(int percent) {
        return new Adjustment(percent, OptionalInt.empty(), OptionalInt.empty());
    }

    @Test
    void stops_between_all_layers_with_holds_in_between_leave_no_trace() {
        layered("1 red", "2+s50 blue", "3+h40 green");
        draw(PlanMark.START, Set.of(SECOND_LAYER, THIRD_LAYER), false);
        for (double moment : List.of(0.4, 0.9, 1.3, 0.3, 0.7)) {
            int held = count(Held.class);
            bench().after(moment, bench().plotter()::hold);
            bench().runUntil(30, () -> count(Held.class) > held || finished());
            bench().plotter().resume();
        }
        while (!finished()) {
            int held = count(Held.class);
            bench().plotter().resume();
            bench().runUntil(30, () -> count(Held.class) > held || finished());
        }
        assertDrawnOnce();
        assertHome();
    }
}
