package plotty.job;

import java.util.Optional;
import java.util.function.UnaryOperator;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.Plotter;

/**
 * Changes of one plotter's speed and pen heights, each made to the one before, also if the plotter has not taken that up yet.
 * Touched by the jobs' thread only.
 */
final class Adjusting {
    private final Plotter plotter;
    /** What was ordered and is not seen to be in force yet. */
    private Optional<Adjustment> ordered = Optional.empty();

    Adjusting(Plotter plotter) {
        this.plotter = plotter;
    }

    /**
     * Changes what is adjusted, and gives what it is then.
     *
     * @throws JobRefusedException if the plotter cannot do that
     */
    Adjustment change(UnaryOperator<Adjustment> change) {
        look();
        Adjustment next = change.apply(ordered.orElseGet(plotter::adjustment));
        refuseWhatItCannot(next);
        ordered = Optional.of(next);
        plotter.adjust(next);
        return next;
    }

    /** The plotter may have taken up what was ordered. */
    void look() {
        ordered = ordered.filter(next -> !next.equals(plotter.adjustment()));
    }

    /** A job is over, and with it what was adjusted. */
    void over() {
        ordered = Optional.empty();
    }

    private void refuseWhatItCannot(Adjustment next) {
        boolean heights =
                next.penUpPercent().isPresent() || next.penDownPercent().isPresent();
        if (heights && !plotter.capabilities().contains(Capability.ADJUSTS_PEN_HEIGHT)) {
            throw refused(
                    "The pen heights of %s are its own: they cannot be changed from here.".formatted(plotter.name()));
        }
        int speed = next.speedPercent();
        if (speed != 100 && !plotter.capabilities().contains(Capability.ADJUSTS_SPEED_LIVE)) {
            throw refused("The speed of %s cannot be changed.".formatted(plotter.name()));
        }
        if (speed > plotter.fastestPercent()) {
            throw refused("The speed of %s can be changed to at most %d %% of the planned one, not to %d %%."
                    .formatted(plotter.name(), plotter.fastestPercent(), speed));
        }
    }

    private static JobRefusedException refused(String sentence) {
        return new JobRefusedException(Reason.INVALID, sentence);
    }
}
