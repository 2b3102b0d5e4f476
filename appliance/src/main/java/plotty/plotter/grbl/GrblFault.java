package plotty.plotter.grbl;

import java.util.OptionalInt;
import plotty.plotter.drive.BoardFault;

/** A fault of a GRBL board, which may have raised an alarm or begun anew. */
final class GrblFault extends BoardFault {
    private static final long serialVersionUID = 1L;

    private static final int NO_ALARM = 0;

    private final int alarm;
    private final boolean reset;

    private GrblFault(String message, String heard, int alarm, boolean reset) {
        super(message, heard);
        this.alarm = alarm;
        this.reset = reset;
    }

    GrblFault(String message) {
        this(message, "", NO_ALARM, false);
    }

    GrblFault(String message, String heard) {
        this(message, heard, NO_ALARM, false);
    }

    /** The board raised an alarm: it stands still and obeys nothing but a reset. */
    static GrblFault alarm(int code) {
        return new GrblFault(Explanation.ofAlarm(code), "ALARM:" + code, code, false);
    }

    /** The board began anew without being told to. */
    static GrblFault resetByItself(String banner) {
        return new GrblFault("The plotter was reset.", banner, NO_ALARM, true);
    }

    static GrblFault silence() {
        return new GrblFault("The plotter does not answer.");
    }

    OptionalInt alarm() {
        return alarm == NO_ALARM ? OptionalInt.empty() : OptionalInt.of(alarm);
    }

    /** Whether it began anew, so that nothing is left of what it knew. */
    boolean reset() {
        return reset;
    }
}
