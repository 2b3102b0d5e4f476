package plotty.appliance.panel;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import plotty.api.HealthResource.Outcome;
import plotty.panel.PanelFault;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/**
 * What is wrong with plotters and box, as far as an LED says it. Never blocks.
 *
 * @param plotters how those stand that the panel is for
 * @param health how the last health check came out
 */
record PanelFaults(Supplier<List<PlotterState>> plotters, Supplier<Outcome> health) {

    /** Of the plotter that the panel is for, or of all. */
    static PanelFaults of(Roster roster, Optional<String> device, Supplier<Outcome> health) {
        return new PanelFaults(
                () -> device.map(named -> roster.find(named).stream().toList()).orElseGet(roster::all).stream()
                        .map(WatchedPlotter::state)
                        .toList(),
                health);
    }

    /** All that there are now. With several plotters one that is switched off is no fault, as long as another is there. */
    Set<PanelFault> now() {
        Set<PanelFault> faults = EnumSet.noneOf(PanelFault.class);
        List<PlotterState> states = plotters.get();
        // In safe mode there is no plotter because of the box, and that is the news.
        if (states.stream().allMatch(PanelFaults::isAway) && health.get() != Outcome.FAIL) {
            faults.add(PanelFault.NO_PLOTTER);
        }
        for (PlotterState state : states) {
            if (state.connection() == PlotterState.Connection.ERROR) {
                faults.add(PanelFault.PLOTTER_ERROR);
            } else if (!isAway(state) && state.trust() != PositionTrust.KNOWN) {
                faults.add(PanelFault.NEEDS_ORIGIN);
            }
        }
        if (health.get() == Outcome.FAIL) {
            faults.add(PanelFault.BOX);
        }
        return faults;
    }

    private static boolean isAway(PlotterState state) {
        return switch (state.connection()) {
            case DISCONNECTED, OFFLINE -> true;
            case CONNECTED, BUSY, ERROR -> false;
        };
    }
}
