package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotterNotice.Abandoned;
import plotty.plotter.PlotterNotice.ButtonPressed;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Finished;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.PlotterNotice.Progress;
import plotty.plotter.PlotterNotice.Resumed;
import plotty.plotter.PlotterState.Connection;

/** What every plotter keeps, judged by the ink that its board logged. Run once per driver and kind of line. */
public abstract class PlotterContract {
    protected static final double ALL = 1e9;

    private List<Stroke> strokes;
    private Trajectory plan;
    private Bench bench;
    private long begun;

    /** A plotter that was just switched on. */
    protected abstract Bench open();

    /** By how much a drawing may take longer than its plan, as a factor, where time is exact. */
    protected double mostOfPlan() {
        return 1.01;
    }

    /** How much ink may be drawn twice after the position was lost with the pen on the paper, mm: about a second of it. */
    protected double mostUncertainMm() {
        return 50;
    }

    /** What is drawn: the first stroke takes two seconds, the second is a curve of 200 points. */
    protected List<Stroke> strokes() {
        return Sheets.sampler();
    }

    /** Whether time is exact here, so that it can be judged. */
    protected boolean timeIsExact() {
        return true;
    }

    @BeforeEach
    void connect() {
        bench = open();
        strokes = strokes();
        plan = Sheets.plan(strokes, bench.plotter().profile());
        bench.runUntil(5, () -> state().connection() == Connection.CONNECTED);
        begun = bench.nanoTime();
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    @Test
    void a_drawing_is_drawn_as_it_is_and_the_carriage_comes_home() {
        draw(plan);
        bench.runUntil(60, this::finished);
        double wall = (bench.nanoTime() - begun) / 1e9;
        assertDrawnOnce();
        assertHome();
        assertEquals(0, bench.ink().stalls(), "commands shorter than the board sustains");
        if (timeIsExact()) {
            assertEquals(0, bench.ink().gaps().size(), "ran dry");
            assertTrue(wall <= mostOfPlan() * plan.durationS(), wall + " s for " + plan.durationS());
        }
        assertTrue(progressNeverFallsBack());
        assertEquals(Connection.CONNECTED, state().connection());
    }

    @Test
    void a_board_just_switched_on_is_believed_to_stand_at_its_origin() {
        assertEquals(PositionTrust.KNOWN, state().trust());
        assertTrue(state().penUp());
        bench.runUntil(1, () -> !bench.penOnPaper());
    }

    @Test
    void a_hold_in_a_stroke_lifts_the_pen_on_the_path_and_resume_goes_on_at_the_same_point() {
        draw(plan);
        bench.after(1.9, bench.plotter()::hold);
        bench.runUntil(10, () -> last(Held.class).isPresent());
        Held held = last(Held.class).orElseThrow();
        assertEquals(HoldCause.REQUESTED, held.cause());
        bench.runUntil(1, () -> !bench.penOnPaper());
        PlanMark mark = held.mark();
        assertEquals(0, mark.stroke());
        assertTrue(mark.point() > 0, mark.toString());
        bench.plotter().resume();
        bench.runUntil(60, this::finished);
        assertEquals(mark, last(Resumed.class).orElseThrow().mark());
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void a_hold_in_travel_stops_with_the_pen_up_and_resume_goes_on() {
        draw(plan);
        bench.after(0.15, bench.plotter()::hold);
        bench.runUntil(5, () -> last(Held.class).isPresent());
        assertEquals(PlanMark.START, last(Held.class).orElseThrow().mark());
        assertTrue(bench.ink().strokes().stream().noneMatch(line -> line.startNanos() > begun));
        bench.plotter().resume();
        bench.runUntil(60, this::finished);
        assertDrawnOnce();
    }

    @Test
    void holds_at_every_kind_of_moment_leave_no_trace() {
        draw(plan);
        for (int i = 0; i < 12; i++) {
            int held = count(Held.class);
            bench.after(0.37 + 0.11 * i, bench.plotter()::hold);
            bench.runUntil(20, () -> count(Held.class) > held || finished());
            bench.plotter().resume();
        }
        bench.runUntil(60, this::finished);
        assertDrawnOnce();
        assertHome();
    }

    @Test
    void cancel_brakes_lifts_and_goes_home() {
        draw(plan);
        bench.after(1.7, bench.plotter()::cancel);
        bench.runUntil(10, () -> last(Abandoned.class).isPresent());
        assertEquals(PositionTrust.KNOWN, last(Abandoned.class).orElseThrow().trust());
        assertHome();
        assertFalse(bench.penOnPaper());
        assertEquals(Connection.CONNECTED, state().connection());
    }

    @Test
    void stop_ends_motion_at_once_lifts_and_makes_the_position_suspect() {
        draw(plan);
        bench.after(1.7, bench.plotter()::stop);
        bench.runUntil(5, () -> last(Abandoned.class).isPresent());
        assertEquals(PositionTrust.SUSPECT, state().trust());
        double x = bench.penXMm();
        double y = bench.penYMm();
        bench.runUntil(1, () -> !bench.penOnPaper());
        assertPenAt(x, y);
        draw(plan);
        bench.runUntil(1, () -> last(Faulted.class).isPresent());
        assertFalse(last(Faulted.class).orElseThrow().resumable());
    }

    @Test
    void drawing_stops_before_what_is_not_permitted_and_goes_on_when_it_is() {
        double until = 1.6;
        bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, until));
        bench.runUntil(10, () -> last(Held.class).isPresent());
        Held held = last(Held.class).orElseThrow();
        assertEquals(HoldCause.PERMIT, held.cause());
        assertTrue(plan.timeAt(held.mark()) <= until, plan.timeAt(held.mark()) + " s");
        if (can(Capability.HOLDS_MID_STROKE)) {
            assertTrue(plan.timeAt(held.mark()) > until - 0.2, plan.timeAt(held.mark()) + " s");
        }
        bench.plotter().permit(2.3);
        bench.runUntil(10, () -> count(Held.class) == 2);
        assertTrue(plan.timeAt(last(Held.class).orElseThrow().mark()) <= 2.3);
        bench.plotter().permit(ALL);
        bench.runUntil(60, this::finished);
        assertDrawnOnce();
    }

    @Test
    void a_drawing_may_begin_in_the_middle() {
        PlanMark from = new PlanMark(1, 57.25);
        bench.plotter().draw(new PlotRequest("job", plan, from, ALL));
        bench.runUntil(60, this::finished);
        InkJudge.Verdict verdict = verdict();
        double before = plan.stroke(0).lengthMm() + plan.stroke(1).distanceOf(from.point());
        assertEquals(before, verdict.missingMm(), 0.1, verdict.toString());
        assertEquals(0, verdict.doubledMm(), 0.05, verdict.toString());
    }

    @Test
    void the_button_is_heard_at_rest_and_while_drawing() {
        assumeTrue(can(Capability.HAS_BUTTON));
        bench.pressButton();
        bench.runUntil(2, () -> count(ButtonPressed.class) == 1);
        draw(plan);
        bench.after(1.7, bench::pressButton);
        bench.runUntil(4, () -> count(ButtonPressed.class) == 2);
    }

    @Test
    void a_restarted_service_finds_the_position_proven_and_goes_on_in_the_middle() {
        assumeTrue(proves());
        draw(plan);
        bench.runUntil(10, () -> last(Progress.class).map(Progress::timeS).orElse(0.0) > 1.5);
        PlanMark done = last(Progress.class).orElseThrow().mark();
        bench.restart(false);
        bench.runUntil(5, () -> state().connection() == Connection.CONNECTED);
        assertEquals(PositionTrust.KNOWN, state().trust());
        bench.runUntil(1, () -> !bench.penOnPaper());
        bench.plotter().draw(new PlotRequest("job", plan, done, ALL));
        bench.runUntil(60, this::finished);
        InkJudge.Verdict verdict = verdict();
        assertEquals(0, verdict.missingMm(), 0.05, verdict.toString());
        assertTrue(verdict.doubledMm() < 50 * 0.3, verdict.toString());
        assertHome();
    }

    @Test
    void closing_holds_lifts_and_keeps_the_motors_on_while_a_request_is_open() {
        assumeTrue(can(Capability.RELEASES_MOTORS));
        draw(plan);
        bench.after(1.7, bench.plotter()::close);
        bench.runUntil(4, () -> state().connection() == Connection.OFFLINE);
        assertTrue(bench.motorsOn());
    }

    @Test
    void closing_without_a_request_releases_the_motors() {
        assumeTrue(can(Capability.RELEASES_MOTORS));
        draw(plan);
        bench.runUntil(60, this::finished);
        bench.after(0.1, bench.plotter()::close);
        bench.runUntil(4, () -> state().connection() == Connection.OFFLINE);
        assertFalse(bench.motorsOn());
    }

    @Test
    void release_switches_the_motors_off_and_loses_the_position() {
        assumeTrue(can(Capability.RELEASES_MOTORS));
        draw(plan);
        bench.runUntil(60, this::finished);
        bench.plotter().release();
        bench.runUntil(2, () -> state().trust() == PositionTrust.LOST);
        assertFalse(bench.motorsOn());
        bench.plotter().setOrigin();
        bench.runUntil(2, () -> state().trust() == PositionTrust.KNOWN);
        assertTrue(bench.motorsOn());
    }

    @Test
    void commands_that_make_no_sense_are_ignored() {
        bench.plotter().resume();
        bench.plotter().hold();
        bench.plotter().cancel();
        bench.plotter().permit(3);
        draw(plan);
        bench.plotter().resume();
        bench.plotter().release();
        bench.runUntil(60, this::finished);
        assertDrawnOnce();
        assertEquals(0, count(Held.class));
        assertNotEquals(Connection.ERROR, state().connection());
    }

    protected Bench bench() {
        return bench;
    }

    protected void draw(Trajectory trajectory) {
        bench.plotter().draw(new PlotRequest("job", trajectory, PlanMark.START, ALL));
    }

    protected PlotterState state() {
        return bench.plotter().state();
    }

    protected boolean finished() {
        return count(Finished.class) > 0;
    }

    protected int count(Class<? extends PlotterNotice> kind) {
        return (int) bench.notices().stream().filter(kind::isInstance).count();
    }

    protected <T extends PlotterNotice> Optional<T> last(Class<T> kind) {
        return bench.notices().reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private boolean progressNeverFallsBack() {
        List<Progress> all = bench.notices().stream()
                .filter(Progress.class::isInstance)
                .map(Progress.class::cast)
                .toList();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).timeS() < all.get(i - 1).timeS()
                    || all.get(i).mark().compareTo(all.get(i - 1).mark()) < 0) {
                return false;
            }
        }
        return all.size() > 15 * plan.durationS();
    }

    protected InkJudge.Verdict verdict() {
        return Sheets.judge(strokes, bench.ink().strokes(), begun);
    }

    Trajectory plan() {
        return plan;
    }

    /** What is drawn from now on is judged. */
    void beginAnew() {
        begun = bench.nanoTime();
    }

    void assertDrawnOnce() {
        InkJudge.Verdict verdict = verdict();
        assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
        assertTrue(verdict.sourceFromInk().distanceMm() <= 0.03, verdict.toString());
        assertTrue(Math.abs(verdict.surplus()) <= 0.005, verdict.toString());
        assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
        assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
    }

    /** Nothing is missing; so much may be there twice. */
    void assertDrawnWith(double mostDoubledMm) {
        InkJudge.Verdict verdict = verdict();
        assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
        assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
        assertTrue(verdict.doubledMm() <= mostDoubledMm, verdict.toString());
    }

    void assertHome() {
        assertPenAt(0, 0);
        if (proves()) {
            assertEquals(0, bench.counter(1));
            assertEquals(0, bench.counter(2));
        }
    }

    void assertPenAt(double xMm, double yMm) {
        assertEquals(xMm, bench.penXMm(), 0.02);
        assertEquals(yMm, bench.penYMm(), 0.02);
    }

    boolean can(Capability capability) {
        return bench.plotter().capabilities().contains(capability);
    }

    boolean proves() {
        return can(Capability.PROVES_POSITION);
    }

    boolean known() {
        return state().trust() == PositionTrust.KNOWN;
    }

    /** What is to be drawn from now on, in place of {@link #strokes}. */
    void expect(Trajectory instead) {
        plan = instead;
        strokes = IntStream.range(0, instead.route().strokeCount())
                .mapToObj(instead.route()::stroke)
                .toList();
    }
}
