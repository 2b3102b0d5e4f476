package plotty.plotter.drive;

import java.util.Optional;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;

/** What people are told about a trouble, whatever the board; sentences that begin with a space follow upon another. */
public final class Advice {
    public static final String OWN_FAULT = "The driver of the plotter met a fault of its own; the log has it.";
    public static final String PLUG_IN = " Plug the plotter in; it is looked for.";
    public static final String CHECK = " Check its cable and power; it is looked for.";
    public static final String UNKNOWN_PLACE =
            "The plotter does not know where its pen is: move it to the origin and set the origin.";

    private Advice() {}

    /**
     * What stands against a new drawing; empty if nothing.
     *
     * @param met whether the board is there and was talked to
     * @param drawing whether another drawing is open
     */
    public static Optional<String> hindrance(PlotterState state, boolean met, boolean drawing) {
        if (!met || state.connection() == Connection.ERROR) {
            return Optional.of(state.message().orElse("The plotter is not connected."));
        }
        if (drawing) {
            return Optional.of("The plotter is busy with another drawing.");
        }
        return state.trust().allowsAbsoluteMotion() ? Optional.empty() : Optional.of(UNKNOWN_PLACE);
    }

    /** Why a board could not be met, in words for people; what is a fault of ours is logged here. */
    public static String reason(Throwable problem) {
        if (problem instanceof LinkLostException || problem instanceof BoardFault) {
            return problem.getMessage();
        }
        Logger.error(problem, "A fault of ours on the way to a board");
        return OWN_FAULT;
    }
}
