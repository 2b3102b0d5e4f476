package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.plotter.PlotterNotice.Abandoned;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.PlotterNotice.StateChanged;
import plotty.plotter.PlotterState.Connection;

/** {@link ByHandContract}, and what becomes of a drawing that is given up while other things go wrong. */
public abstract class GivingUpContract extends ByHandContract {

    @Test
    void cancel_of_a_held_drawing_goes_home() {
        draw(plan());
        bench().after(1.7, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        bench().plotter().cancel();
        bench().runUntil(5, () -> last(Abandoned.class).isPresent());
        assertHome();
    }

    @Test
    void a_cable_pulled_as_a_held_drawing_is_cancelled_does_not_lose_the_cancel() {
        draw(plan());
        bench().after(1.7, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        bench().unplug(true);
        bench().plotter().cancel();
        bench().runUntil(15, () -> last(Abandoned.class).isPresent());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
    }

    @Test
    void a_reply_lost_as_a_held_drawing_is_cancelled_does_not_lose_the_cancel() {
        draw(plan());
        bench().after(1.7, bench().plotter()::hold);
        bench().runUntil(10, () -> last(Held.class).isPresent());
        bench().dropReplies(1);
        bench().plotter().cancel();
        bench().runUntil(15, () -> last(Abandoned.class).isPresent());
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
    }

    @Test
    void a_cable_pulled_on_the_way_home_ends_the_cancelled_drawing_and_the_next_is_drawn() {
        draw(plan());
        bench().after(1.7, bench().plotter()::cancel);
        bench().after(2.0, () -> bench().unplug(true));
        bench().runUntil(15, () -> last(Abandoned.class).isPresent());
        assertEquals(Connection.DISCONNECTED, lastStateBefore(Abandoned.class).connection());
        bench().plugIn();
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED);
        if (!known()) {
            assertFalse(can(Capability.PROVES_POSITION));
            bench().pushToOrigin();
            bench().plotter().setOrigin();
            bench().runUntil(2, this::known);
        }
        beginAnew();
        draw(plan());
        bench().runUntil(60, this::finished);
        assertDrawnOnce();
        assertHome();
        assertEquals(0, count(Faulted.class));
    }

    @Test
    void a_board_that_does_not_obey_an_emergency_stop_is_free_again_once_its_origin_is_set() {
        draw(plan());
        bench().after(1.7, () -> {
            bench().freeze(3);
            bench().plotter().stop();
        });
        bench().runUntil(15, () -> last(Abandoned.class).isPresent());
        assertEquals(PositionTrust.SUSPECT, last(Abandoned.class).orElseThrow().trust());
        bench().runUntil(15, () -> state().connection() == Connection.CONNECTED && !bench().penOnPaper());
        assertEquals(PositionTrust.SUSPECT, state().trust());
        bench().pushToOrigin();
        bench().plotter().setOrigin();
        bench().runUntil(2, this::known);
        draw(plan());
        bench().runUntil(60, this::finished);
        assertHome();
    }

    @Test
    void a_suspect_position_is_not_believed_after_the_motors_were_switched_off_and_the_service_restarted() {
        draw(plan());
        bench().after(1.7, bench().plotter()::stop);
        bench().runUntil(5, () -> last(Abandoned.class).isPresent());
        bench().after(0.1, bench().plotter()::close);
        bench().runUntil(4, () -> state().connection() == Connection.OFFLINE);
        if (can(Capability.RELEASES_MOTORS)) {
            assertFalse(bench().motorsOn());
        }
        bench().restart(true);
        bench().runUntil(5, () -> state().connection() == Connection.CONNECTED);
        assertFalse(state().trust().allowsAbsoluteMotion(), state().trust().toString());
    }

    private PlotterState lastStateBefore(Class<? extends PlotterNotice> kind) {
        List<PlotterNotice> before = bench().notices().stream()
                .takeWhile(notice -> !kind.isInstance(notice))
                .toList();
        return before.reversed().stream()
                .filter(StateChanged.class::isInstance)
                .map(StateChanged.class::cast)
                .findFirst()
                .orElseThrow()
                .state();
    }
}
