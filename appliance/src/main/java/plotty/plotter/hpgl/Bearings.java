package plotty.plotter.hpgl;

import java.util.Optional;
import plotty.motion.MachineProfile;
import plotty.plotter.PositionTrust;

/**
 * Where the origin is, how far the machine goes, and what may be believed of it. An HP-GL plotter finds its coordinates by
 * itself when it is switched on, so a plotter that was reset knows its place; but not whether the paper still lies as before,
 * so in the middle of a drawing that is not enough.
 */
final class Bearings {
    /** Where the origin is taken to be on a plotter that does not tell its limits. */
    private static final Spot UNTOLD = new Spot(0, 0);

    private final HpglSettings settings;
    private volatile MachineProfile profile;
    private Frame frame;
    private boolean metBefore;
    private boolean believed;

    Bearings(HpglSettings settings) {
        this.settings = settings;
        this.profile = settings.profile();
        this.frame = new Frame(settings.model(), UNTOLD);
    }

    /** The machine with the work area that its paper leaves. Any thread. */
    MachineProfile profile() {
        return profile;
    }

    Frame frame() {
        return frame;
    }

    /**
     * Takes in what was found of a plotter, and leaves a mark on it.
     *
     * @param before the trust before
     * @param requestOpen whether a drawing is under way
     * @return the trust that the position deserves
     */
    PositionTrust take(Meeting.Acquaintance met, PositionTrust before, boolean requestOpen) {
        Optional<HardLimits> limits = met.board().limits();
        limits.ifPresent(found -> profile = Frame.within(settings.profile(), settings.model(), found));
        boolean first = !metBefore;
        metBefore = true;
        PositionTrust trust;
        if (met.mark().isPresent()) {
            OriginMark mark = met.mark().get();
            frame = new Frame(settings.model(), mark.origin());
            boolean doubted = !mark.believed() || (!first && !believed);
            trust = !doubted
                    ? PositionTrust.KNOWN
                    : !first && before == PositionTrust.LOST ? PositionTrust.LOST : PositionTrust.SUSPECT;
        } else {
            Spot corner =
                    limits.map(found -> Frame.corner(settings.model(), found)).orElse(UNTOLD);
            frame = new Frame(settings.model(), corner);
            boolean mayBelieve = first ? settings.assumeOriginAtStart() : !requestOpen;
            trust = mayBelieve ? PositionTrust.KNOWN : PositionTrust.LOST;
        }
        believed = trust == PositionTrust.KNOWN;
        mark(met.board());
        return trust;
    }

    /** Something happened after which the position may be wrong. */
    void doubt() {
        believed = false;
    }

    /** Leaves word on the plotter of what is believed; at rest only. */
    void mark(HpglBoard board) {
        board.mark(new OriginMark(frame.origin(), believed));
    }

    /** The present place is the origin from now on. */
    void setOrigin(HpglBoard board, Spot here) {
        frame = new Frame(settings.model(), here);
        believed = true;
        mark(board);
    }
}
