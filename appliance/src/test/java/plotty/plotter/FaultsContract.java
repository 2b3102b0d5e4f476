package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import plotty.motion.PlanMark;
import plotty.plotter.PlotterNotice.Abandoned;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Resumed;
import plotty.plotter.PlotterState.Connection;

/** {@link PlotterContract}, and one fault of each kind; {@link FaultTrials} has them at any moment. */
public abstract class FaultsContract extends PlotterContract {

    @Test
    void an_error_of_the_board_lifts_the_pen_and_resume_goes_on_exactly() {
        draw(plan());
        bench().after(1.7, () -> bench().failCommand(1));
        assertFaultIsHealed();
    }

    @Test
    void a_lost_reply_lifts_the_pen_and_resume_goes_on_exactly() {
        draw(plan());
        bench().after(1.7, () -> bench().dropReplies(1));
        assertFaultIsHealed();
    }

    @Test
    void rubbish_lifts_the_pen_and_resume_goes_on_exactly() {
        draw(plan());
        bench().after(1.7, () -> bench().garbleReplies(2));
        assertFaultIsHealed();
    }

    @Test
    void a_board_that_says_nothing_for_a_while_is_met_again() {
        draw(plan());
        bench().after(1.7, () -> bench().freeze(6));
        assertFaultIsHealed();
    }

    private void assertFaultIsHealed() {
        bench().runUntil(15, () -> last(Faulted.class).isPresent());
        assertTrue(last(Faulted.class).orElseThrow().resumable());
        bench().runUntil(15, () -> state().connection() == Connection.BUSY && (known() || !proves()));
        bench().runUntil(2, () -> !bench().penOnPaper());
        assertTrue(state().errorCount() > 0);
        resumeAndFinish();
    }

    /** Goes on after a fault, as a person does who sets the origin if the position is not known any more. */
    void resumeAndFinish() {
        boolean exactly = known();
        if (!exactly) {
            bench().runUntil(2, () -> !bench().penOnPaper());
            bench().pushToOrigin();
            bench().plotter().setOrigin();
            bench().runUntil(2, this::known);
        }
        bench().plotter().resume();
        bench().runUntil(60, this::finished);
        if (exactly) {
            assertDrawnOnce();
        } else {
            assertDrawnWith(mostUncertainMm());
        }
        assertHome();
    }

    @Test
    void a_pulled_cable_is_no_harm_if_the_board_kept_its_power() {
        draw(plan());
        bench().after(1.7, () -> bench().unplug(true));
        bench().runUntil(15, () -> last(Faulted.class).isPresent());
        assertEquals(Connection.DISCONNECTED, state().connection());
        assertTrue(state().message().isPresent());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.BUSY);
        assertTrue(known() || !proves(), state().trust().toString());
        resumeAndFinish();
    }

    @Test
    void a_board_that_was_reset_has_lost_its_position_until_the_origin_is_set() {
        draw(plan());
        bench().after(1.7, () -> bench().unplug(false));
        bench().runUntil(15, () -> last(Faulted.class).isPresent());
        PlanMark mark = last(Faulted.class).orElseThrow().mark();
        assertEquals(0, mark.stroke());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.BUSY);
        assertEquals(PositionTrust.LOST, state().trust());
        bench().plotter().resume();
        bench().plotter().setOrigin();
        bench().runUntil(2, () -> state().trust() == PositionTrust.KNOWN);
        assertEquals(0, count(Resumed.class));
        bench().plotter().cancel();
        bench().runUntil(15, () -> last(Abandoned.class).isPresent());
    }

    @Test
    void a_drawing_whose_board_was_reset_goes_on_once_its_origin_is_set() {
        draw(plan());
        bench().after(1.7, () -> bench().unplug(false));
        bench().runUntil(15, () -> last(Faulted.class).isPresent());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.BUSY);
        assertEquals(PositionTrust.LOST, state().trust());
        resumeAndFinish();
    }
}
