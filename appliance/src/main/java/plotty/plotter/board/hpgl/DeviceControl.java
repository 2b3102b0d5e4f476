package plotty.plotter.board.hpgl;

import java.util.ArrayList;
import java.util.List;

/**
 * The instructions that begin with {@code ESC .}: obeyed at once, past the buffer (manual, chapter 10), and the software
 * handshakes that they set up.
 */
final class DeviceControl {

    static final char ESCAPE = 27;

    private static final int UNKNOWN = 11;
    private static final int INVALID_BYTE = 12;
    private static final int OUT_OF_RANGE = 13;
    private static final int TOO_MANY = 14;
    private static final int OVERFLOW = 16;
    private static final int XON_ROOM = 128;

    /** What the control asks of the plotter behind it. */
    interface Plotter {
        void abortGraphics();

        int extendedStatus();
    }

    private enum At {
        OUTSIDE,
        ESCAPE,
        POINT,
        PARAMETERS
    }

    private final InputBuffer buffer;
    private final Plotter plotter;
    private final Voice voice;

    private At at = At.OUTSIDE;
    private char instruction;
    private final StringBuilder number = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();
    private boolean spoilt;

    private int error;
    private int threshold;
    private int enquiry;
    private String acknowledgement = "";
    private String xoff = "";
    private boolean modeTwo;
    private boolean stopped;
    private boolean owesAcknowledgement;
    private int turnaroundMillis;
    private String terminator = "\r";

    DeviceControl(InputBuffer buffer, Plotter plotter, Voice voice) {
        this.buffer = buffer;
        this.plotter = plotter;
        this.voice = voice;
        reset();
    }

    /** Defaults of {@code ESC.R}: no handshake, answers end with CR at once. */
    void reset() {
        threshold = 80;
        enquiry = 0;
        acknowledgement = "";
        xoff = "";
        modeTwo = false;
        stopped = false;
        owesAcknowledgement = false;
        turnaroundMillis = 0;
        terminator = "\r";
        at = At.OUTSIDE;
    }

    /** The plotter is switched on. */
    void restart() {
        reset();
        error = 0;
    }

    String terminator() {
        return terminator;
    }

    long turnaroundNanos() {
        return turnaroundMillis * 1_000_000L;
    }

    /** Whether there was an RS-232 error that nobody has asked for. */
    boolean failed() {
        return error != 0;
    }

    /** A byte arrives: a device control, a handshake, or one for the buffer. */
    void arrive(char c, long nanos) {
        switch (at) {
            case OUTSIDE -> outside(c, nanos);
            case ESCAPE -> {
                if (c == '.') {
                    at = At.POINT;
                } else {
                    at = At.OUTSIDE;
                    fail(UNKNOWN);
                }
            }
            case POINT -> begin(c, nanos);
            case PARAMETERS -> parameter(c);
        }
    }

    private void outside(char c, long nanos) {
        if (c == ESCAPE) {
            at = At.ESCAPE;
        } else if (enquiry != 0 && c == enquiry) {
            owesAcknowledgement = true;
            drained(nanos);
        } else if (c != 0) {
            if (!buffer.add(c)) {
                fail(OVERFLOW);
            }
            if (!xoff.isEmpty() && !stopped && buffer.free() <= threshold) {
                stopped = true;
                voice.say(xoff, nanos);
            }
        }
    }

    /** The buffer has more room now: what a handshake owes is paid. */
    void drained(long nanos) {
        if (stopped && buffer.free() >= Math.min(buffer.capacity(), threshold + XON_ROOM)) {
            stopped = false;
            voice.say(acknowledgement, nanos);
        }
        if (owesAcknowledgement && buffer.free() >= threshold) {
            owesAcknowledgement = false;
            voice.say(acknowledgement, nanos + turnaroundNanos());
        }
    }

    private void begin(char c, long nanos) {
        instruction = c;
        at = At.OUTSIDE;
        switch (c) {
            case 'B' -> answer(buffer.free(), nanos);
            case 'E' -> {
                answer(error, nanos);
                error = 0;
            }
            case 'L' -> answer(buffer.capacity(), nanos);
            case 'O' -> answer(plotter.extendedStatus(), nanos);
            case 'J' -> owesAcknowledgement = false;
            case 'K' -> {
                plotter.abortGraphics();
                drained(nanos);
            }
            case 'R' -> reset();
            case '(', ')', 'Y', 'Z' -> {}
            case '@', 'H', 'I', 'M', 'N' -> {
                at = At.PARAMETERS;
                parameters.clear();
                number.setLength(0);
                spoilt = false;
            }
            default -> fail(UNKNOWN);
        }
    }

    private void answer(int value, long nanos) {
        voice.say(value + terminator, nanos + turnaroundNanos());
    }

    private void parameter(char c) {
        if (c == ':') {
            if (!number.isEmpty()) {
                endParameter();
            }
            at = At.OUTSIDE;
            set();
        } else if (c == ';') {
            endParameter();
        } else if (c >= '0' && c <= '9') {
            number.append(c);
        } else if (c > ' ') {
            spoilt = true;
            fail(INVALID_BYTE);
        }
    }

    private void endParameter() {
        int value = number.isEmpty() || spoilt
                ? -1
                : Integer.parseInt(number.toString(), 0, Math.min(9, number.length()), 10);
        number.setLength(0);
        parameters.add(value);
        if (parameters.size() == 12) {
            fail(TOO_MANY);
        }
    }

    private int parameter(int index, int otherwise) {
        return index < parameters.size() && parameters.get(index) >= 0 ? parameters.get(index) : otherwise;
    }

    /** The characters from a parameter on; an omitted one ends them. */
    private String characters(int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < parameters.size() && parameters.get(i) > 0; i++) {
            text.append((char) (parameters.get(i) & 0x7F));
        }
        return text.toString();
    }

    private void set() {
        switch (instruction) {
            case 'H', 'I' -> {
                int block = parameter(0, 80);
                if (block > buffer.capacity()) {
                    fail(OUT_OF_RANGE);
                    block = 80;
                }
                threshold = block;
                enquiry = parameter(1, 0);
                acknowledgement = characters(2);
                modeTwo = instruction == 'I';
            }
            case 'N' -> xoff = modeTwo || enquiry == 0 ? characters(1) : "";
            case 'M' -> {
                turnaroundMillis = parameter(0, 0);
                String end = characters(3);
                terminator = end.isEmpty() ? "\r" : end;
            }
            default -> {}
        }
    }

    private void fail(int number) {
        error = number;
    }
}
