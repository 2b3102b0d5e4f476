package plotty.plotter.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;

/** An EBB on a pseudo-terminal in real time, with somebody who hears each command as it comes over the wire. */
public final class OverheardBoard implements AutoCloseable {
    private static final int POLL_MS = 5;
    private static final long REPLY_WAIT_NS = 1_000_000_000;

    /** Hears commands. */
    @FunctionalInterface
    public interface Ear {
        /**
         * A whole command was read from the wire; on the wire's thread.
         *
         * @param atNs when its last byte was there, on the clock of {@link System#nanoTime()}
         */
        void heard(String command, long atNs);
    }

    private final PseudoTerminal terminal = new PseudoTerminal();
    private final SerialLink line;
    private final Ear ear;
    private final StringBuilder begun = new StringBuilder();
    private volatile boolean closed;

    /**
     * Puts it on a terminal.
     *
     * @param link symbolic link that is made to the terminal
     */
    public OverheardBoard(Path link, Ear ear) throws IOException {
        this.ear = ear;
        SimulatedBoard<BenchBoard> board =
                new SimulatedBoard<>(BoardOptions.parse(List.of()).board(new InkLog()), 1);
        line = board.attach();
        Files.createSymbolicLink(link, terminal.path());
        Thread.ofPlatform().name("wire").daemon().start(this::carry);
        Thread.ofPlatform().name("wire-replies").daemon().start(this::carryReplies);
    }

    private void carry() {
        byte[] buffer = new byte[4096];
        try {
            while (!closed) {
                int count = terminal.read(buffer, POLL_MS);
                if (count > 0) {
                    hear(buffer, count, System.nanoTime());
                    line.write(Arrays.copyOf(buffer, count));
                }
            }
        } catch (IOException | LinkLostException e) {
            System.err.println("wire: " + e.getMessage());
        }
    }

    private void hear(byte[] buffer, int count, long atNs) {
        for (char letter : new String(buffer, 0, count, StandardCharsets.US_ASCII).toCharArray()) {
            if (letter == '\r') {
                ear.heard(begun.toString(), atNs);
                begun.setLength(0);
            } else {
                begun.append(letter);
            }
        }
    }

    private void carryReplies() {
        byte[] buffer = new byte[4096];
        try {
            while (!closed) {
                int count = line.read(buffer, REPLY_WAIT_NS);
                if (count > 0) {
                    terminal.write(buffer, count, POLL_MS);
                }
            }
        } catch (IOException | LinkLostException e) {
            System.err.println("wire: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
