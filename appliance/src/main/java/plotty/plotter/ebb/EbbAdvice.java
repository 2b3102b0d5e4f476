package plotty.plotter.ebb;

import java.util.Optional;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What people are told to do about a trouble of an AxiDraw. */
final class EbbAdvice {
    static final String NO_SUPPLY = "The plotter's motors have no power: plug in its supply and switch it on.";
    static final String SUPPLY_FAILED =
            "The supply of the plotter's motors failed. Check it, and whether the carriage has moved.";
    static final String RESET = "The plotter was reset and has forgotten where its pen is.";
    static final String MOTORS_WENT_OFF = "The plotter's motors were switched off; the carriage may have moved.";
    static final String COUNTERS_CHANGED = "The plotter's counters were changed by somebody else.";

    private EbbAdvice() {}

    /** After a fault of a board that answers again. */
    static String after(PositionTrust trust) {
        return switch (trust) {
            case KNOWN -> " It answers again, with the pen up and its position proven: resume to go on.";
            case SUSPECT -> " Its pen is up; its position is in doubt: check the carriage and set the origin.";
            case LOST -> " It was reset: move the carriage to the origin, set the origin, then resume.";
        };
    }

    /** What stands against a move by hand, whatever it is. */
    static Optional<String> hindranceByHand(PlotterState state, boolean met, boolean moving) {
        if (!met || state.connection() == Connection.ERROR) {
            return Optional.of(state.message().orElse("The plotter is not connected."));
        }
        return moving ? Optional.of("The plotter is drawing: hold the drawing first.") : Optional.empty();
    }
}
