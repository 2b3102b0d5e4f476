package plotty.appliance.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.api.HealthResource.Outcome;
import plotty.panel.PanelFault;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What the lights of the box say is wrong. */
class PanelFaultsTest {
    private static PlotterState plotter(Connection connection, PositionTrust trust) {
        return new PlotterState(
                "plotter-1", connection, trust, 0, 0, true, true, "2.8.1", Optional.empty(), 0, Instant.EPOCH);
    }

    private static Set<PanelFault> faults(Outcome health, PlotterState... plotters) {
        return new PanelFaults(() -> List.of(plotters), () -> health).now();
    }

    @Test
    void a_plotter_that_is_ready_or_draws_is_no_fault() {
        assertEquals(Set.of(), faults(Outcome.PASS, plotter(Connection.CONNECTED, PositionTrust.KNOWN)));
        assertEquals(Set.of(), faults(Outcome.WARN, plotter(Connection.BUSY, PositionTrust.KNOWN)));
    }

    @Test
    void there_is_no_plotter_if_none_is_known_or_all_are_away() {
        PlotterState away = plotter(Connection.DISCONNECTED, PositionTrust.LOST);
        assertEquals(Set.of(PanelFault.NO_PLOTTER), faults(Outcome.PASS));
        assertEquals(Set.of(PanelFault.NO_PLOTTER), faults(Outcome.PASS, away, away));
        assertEquals(Set.of(), faults(Outcome.PASS, away, plotter(Connection.CONNECTED, PositionTrust.KNOWN)));
    }

    @Test
    void a_place_that_is_lost_or_in_doubt_needs_the_origin() {
        assertEquals(
                Set.of(PanelFault.NEEDS_ORIGIN),
                faults(Outcome.PASS, plotter(Connection.CONNECTED, PositionTrust.SUSPECT)));
        assertEquals(
                Set.of(PanelFault.NEEDS_ORIGIN),
                faults(Outcome.PASS, plotter(Connection.CONNECTED, PositionTrust.LOST)));
    }

    @Test
    void a_plotter_with_an_error_and_a_box_that_fails_are_told_together() {
        assertEquals(
                Set.of(PanelFault.PLOTTER_ERROR, PanelFault.BOX),
                faults(Outcome.FAIL, plotter(Connection.ERROR, PositionTrust.KNOWN)));
    }
}
