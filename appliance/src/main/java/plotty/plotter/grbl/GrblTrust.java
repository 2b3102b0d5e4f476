package plotty.plotter.grbl;

import java.util.Optional;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;
import plotty.plotter.grbl.Handshake.Acquaintance;
import plotty.plotter.grbl.StatusReport.Point;

/** What a board that was just met lets us believe of the position. */
final class GrblTrust {
    private static final double NEAR_MM = 0.01;

    private final GrblSettings settings;
    private boolean metBefore;

    GrblTrust(GrblSettings settings) {
        this.settings = settings;
    }

    /**
     * The trust that the position deserves.
     *
     * @param origin where the origin is, in machine coordinates
     */
    record Verdict(PositionTrust trust, Point origin, boolean kept) {
        TrustMark mark() {
            return switch (trust) {
                case KNOWN -> TrustMark.KNOWN;
                case SUSPECT -> TrustMark.SUSPECT;
                case LOST -> TrustMark.NONE;
            };
        }
    }

    /**
     * Judges.
     *
     * @param remembered where the origin is as far as we remember, if the line was never lost and the board never began anew
     *     by itself
     * @param before what was known of the plotter before
     * @param requestOpen whether a drawing is under way
     */
    Verdict of(Acquaintance met, Optional<Point> remembered, PlotterState before, boolean requestOpen) {
        boolean first = !metBefore;
        metBefore = true;
        if (!met.slept()) {
            if (remembered.isPresent()) {
                return new Verdict(before.trust(), remembered.get(), true);
            }
            if (met.mark() == TrustMark.KNOWN || met.mark() == TrustMark.SUSPECT) {
                boolean doubted =
                        met.mark() == TrustMark.SUSPECT || (!first && before.trust() == PositionTrust.SUSPECT);
                return new Verdict(doubted ? PositionTrust.SUSPECT : PositionTrust.KNOWN, met.offset(), true);
            }
        }
        boolean parked = first
                ? settings.assumeOriginAtStart()
                : !requestOpen
                        && before.trust() == PositionTrust.KNOWN
                        && !before.motorsOn()
                        && Math.hypot(before.xMm(), before.yMm()) < NEAR_MM;
        boolean believable = parked && !met.doubted() && (met.mark() == TrustMark.PARKED || unused(met));
        return new Verdict(believable ? PositionTrust.KNOWN : PositionTrust.LOST, met.machine(), false);
    }

    /** Whether the board has not been moved since it was switched on, as far as it can tell. */
    private static boolean unused(Acquaintance met) {
        return met.mark() == TrustMark.NONE
                && Math.abs(met.machine().x()) < NEAR_MM
                && Math.abs(met.machine().y()) < NEAR_MM;
    }
}
