package plotty.plotter.hpgl;

import java.util.Optional;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.BoardFault;

/** What people are told to do about a trouble. */
final class Advice {
    static final String OWN_FAULT = "The driver of the plotter met a fault of its own; the log has it.";
    static final String PLUG_IN = " Plug the plotter in; it is looked for.";
    static final String CHECK = " Check its cable and power; it is looked for.";

    private Advice() {}

    /** After a fault of a plotter that answers again. */
    static String after(PositionTrust trust) {
        return switch (trust) {
            case KNOWN -> " It answers again, with the pen up and its position proven: resume to go on.";
            case SUSPECT -> " Its pen is up; its position is in doubt: check pen and paper and set the origin.";
            case LOST ->
                " It was switched off or reset: check that the paper lies as before, move the pen to the origin, set the"
                        + " origin, then resume.";
        };
    }

    /** What stands against a new drawing. */
    static Optional<String> hindrance(PlotterState state, boolean met, boolean drawing) {
        if (!met || state.connection() == Connection.ERROR) {
            return Optional.of(state.message().orElse("The plotter is not connected."));
        }
        if (drawing) {
            return Optional.of("The plotter is busy with another drawing.");
        }
        return state.trust().allowsAbsoluteMotion()
                ? Optional.empty()
                : Optional.of("The plotter does not know where its pen is: move it to the origin and set the origin.");
    }

    /** Why a plotter could not be met, in words for people; what is a fault of ours is logged here. */
    static String reason(Throwable problem) {
        if (problem instanceof LinkLostException || problem instanceof BoardFault) {
            return problem.getMessage();
        }
        Logger.error(problem, "A fault of ours on the way to a plotter");
        return OWN_FAULT;
    }
}
