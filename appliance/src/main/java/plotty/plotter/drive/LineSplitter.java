package plotty.plotter.drive;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Cuts what comes from a board into lines, at any run of carriage returns and line feeds; never gives an empty one. */
public final class LineSplitter {
    /** A line longer than this is cut: no answer of the board is. */
    private static final int LONGEST = 300;

    private final StringBuilder current = new StringBuilder();
    private final Queue<String> lines = new ArrayDeque<>();

    public void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            char c = (char) (bytes[i] & 0xff);
            if (c == '\r' || c == '\n') {
                endLine();
            } else {
                current.append(c >= ' ' && c < 0x7f ? c : '?');
                if (current.length() == LONGEST) {
                    endLine();
                }
            }
        }
    }

    private void endLine() {
        if (!current.isEmpty()) {
            lines.add(current.toString());
            current.setLength(0);
        }
    }

    public Optional<String> next() {
        return Optional.ofNullable(lines.poll());
    }

    /** Forgets everything, also an unfinished line. */
    public void clear() {
        lines.clear();
        current.setLength(0);
    }
}
