package plotty.plotter.board.grbl;

/** What GRBL answers with {@code error:n} ({@code report.h}). */
final class GrblError extends Exception {

    private static final long serialVersionUID = 1;

    static final int EXPECTED_LETTER = 1;
    static final int BAD_NUMBER = 2;
    static final int INVALID_STATEMENT = 3;
    static final int NEGATIVE = 4;
    static final int SETTING_DISABLED = 5;
    static final int PULSE_TOO_SHORT = 6;
    static final int NOT_IDLE = 8;
    static final int LOCKED = 9;
    static final int SOFT_LIMITS_NEED_HOMING = 10;
    static final int LINE_OVERFLOW = 11;
    static final int TRAVEL_EXCEEDED = 15;
    static final int INVALID_JOG = 16;
    static final int UNSUPPORTED = 20;
    static final int MODAL_GROUP = 21;
    static final int NO_FEED = 22;
    static final int NOT_INTEGER = 23;
    static final int AXIS_CONFLICT = 24;
    static final int REPEATED = 25;
    static final int NO_AXIS_WORDS = 26;
    static final int LINE_NUMBER = 27;
    static final int VALUE_MISSING = 28;
    static final int NO_SUCH_SYSTEM = 29;
    static final int G53_MODE = 30;
    static final int AXIS_WORDS_UNUSED = 31;
    static final int NO_AXIS_IN_PLANE = 32;
    static final int INVALID_TARGET = 33;
    static final int ARC_RADIUS = 34;
    static final int NO_OFFSETS_IN_PLANE = 35;
    static final int UNUSED_WORDS = 36;
    static final int TOOL_LENGTH_AXIS = 37;
    static final int VALUE_TOO_LARGE = 38;

    private final int code;

    GrblError(int code) {
        super("error:" + code);
        this.code = code;
    }

    int code() {
        return code;
    }
}
