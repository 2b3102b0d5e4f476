package plotty.plotter.board;

/**
 * How replies are spelt: irregular in the legacy syntax, all alike in the regular one that {@code CU,10,1} selects
 * since 3.0 ({@code print_line_ending} in {@code UBW.c}).
 */
final class Replies {

    /** The end of a line in the legacy syntax. */
    enum Ending {
        NORMAL("\r\n"),
        REVERSED("\n\r");

        private final String characters;

        Ending(String characters) {
            this.characters = characters;
        }
    }

    private final Firmware firmware;
    private boolean regular;
    private boolean acknowledged = true;

    Replies(Firmware firmware) {
        this.firmware = firmware;
    }

    boolean regular() {
        return regular;
    }

    void regular(boolean on) {
        regular = on;
    }

    void acknowledged(boolean on) {
        acknowledged = on;
    }

    void reset() {
        regular = false;
        acknowledged = true;
    }

    /** A command was carried out. */
    String ok(String name) {
        return regular ? name + "\n" : okLine();
    }

    /** An {@code OK} alone; what is left of it where acknowledgements are off ({@code CU,1,0}). */
    String okLine() {
        if (regular) {
            return "\n";
        }
        if (acknowledged) {
            return "OK\r\n";
        }
        return firmware.atLeast(3, 0, 0) ? "\r\n" : "";
    }

    /** Data and nothing after it. */
    String data(String name, String data, Ending ending) {
        return regular ? name + "," + data + "\n" : data + ending.characters;
    }

    /** Data, and in the legacy syntax an {@code OK} behind it. */
    String dataOk(String name, String data, Ending ending) {
        return regular ? name + "," + data + "\n" : data + ending.characters + okLine();
    }

    /** Data with the command's name before it in either syntax. */
    String named(String name, String data, Ending ending) {
        return name + "," + data + (regular ? "\n" : ending.characters);
    }

    /**
     * An error line. Where a command says OK all the same, its place depends on when the firmware printed the error.
     */
    String error(String name, CommandError error) {
        if (error.bare()) {
            return error.getMessage() + error.ending();
        }
        String end = regular ? "\n" : "\r\n";
        String text = regular ? "," + error.getMessage() : error.getMessage();
        if (!error.ending().isEmpty()) {
            String ownEnd = regular ? "\n" : error.ending();
            return (regular ? name : "") + text + ownEnd + (error.afterOk() ? okLine() : "") + end;
        }
        return error.afterOk() ? ok(name) + text + end : (regular ? name : "") + text + end;
    }
}
