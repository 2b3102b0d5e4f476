package plotty.plotter.board.grbl;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;

/**
 * The receive buffer and the line that the main loop gathers from it ({@code serial.c}, {@code protocol.c}): no spaces,
 * no comments, capitals, at most 79 characters.
 */
final class LineReader {

    static final int BUFFER = 128;
    private static final int LONGEST = 79;

    /** A whole line, without its end; too long ones are told apart. */
    record Line(String text, boolean overflow) {}

    private final ArrayDeque<Character> buffer = new ArrayDeque<>(BUFFER);
    private final StringBuilder line = new StringBuilder();
    private boolean bracketed;
    private boolean comment;
    private boolean overflow;
    private int lost;

    /** A byte arrives; without room it is lost. */
    void arrive(char c) {
        if (buffer.size() < BUFFER) {
            buffer.add(c);
        } else {
            lost++;
        }
    }

    void lose() {
        lost++;
    }

    /** How many bytes found no room, or no listener, so far. */
    int lost() {
        return lost;
    }

    int free() {
        return BUFFER - buffer.size();
    }

    boolean empty() {
        return buffer.isEmpty();
    }

    void clear() {
        buffer.clear();
        restart();
    }

    private void restart() {
        line.setLength(0);
        bracketed = false;
        comment = false;
        overflow = false;
    }

    /** Takes bytes out until a line is whole; empty if the buffer is before. */
    Optional<Line> next() {
        while (!buffer.isEmpty()) {
            char c = buffer.remove();
            if (c == '\n' || c == '\r') {
                Line whole = new Line(line.toString().toUpperCase(Locale.ROOT), overflow);
                restart();
                return Optional.of(whole);
            }
            gather(c);
        }
        return Optional.empty();
    }

    private void gather(char c) {
        if (bracketed || comment || overflow) {
            if (c == ')') {
                bracketed = false;
            }
        } else if (c == '(') {
            bracketed = true;
        } else if (c == ';') {
            comment = true;
        } else if (c > ' ' && c != '/') {
            if (line.length() >= LONGEST) {
                overflow = true;
            } else {
                line.append(c);
            }
        }
    }
}
