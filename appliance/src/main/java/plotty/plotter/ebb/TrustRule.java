package plotty.plotter.ebb;

import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;
import plotty.plotter.ebb.Handshake.Acquaintance;
import plotty.plotter.ebb.MotorFrame.Steps;

/** What a board that was just met lets us believe of the position. */
final class TrustRule {
    private final EbbSettings settings;
    private boolean metBefore;

    TrustRule(EbbSettings settings) {
        this.settings = settings;
    }

    /** Whether the board was neither reset nor released since we left our mark on it: its counters go on. */
    boolean kept(Acquaintance met) {
        boolean marked = met.node() == settings.nodeMark() || met.node() == settings.suspectMark();
        return marked && met.motorsMayBeOn();
    }

    /**
     * The trust that the position deserves.
     *
     * @param slipped whether the carriage may have moved while the counters did not, or the counters while it did not
     * @param before what was known of the plotter before
     * @param requestOpen whether a drawing is under way
     */
    PositionTrust in(Acquaintance met, boolean slipped, PlotterState before, boolean requestOpen) {
        boolean first = !metBefore;
        metBefore = true;
        if (kept(met)) {
            boolean doubted = met.node() == settings.suspectMark()
                    || slipped
                    || (!first && before.trust() == PositionTrust.SUSPECT);
            return doubted ? PositionTrust.SUSPECT : PositionTrust.KNOWN;
        }
        boolean fresh = met.node() == 0 && met.counters().equals(Steps.ORIGIN);
        boolean parked = first
                ? settings.assumeOriginAtStart()
                : !requestOpen && before.trust() == PositionTrust.KNOWN && !before.motorsOn();
        return fresh && parked ? PositionTrust.KNOWN : PositionTrust.LOST;
    }
}
