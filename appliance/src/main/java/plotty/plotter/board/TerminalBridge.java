package plotty.plotter.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;

/**
 * Carries bytes between a simulated board and a pseudo-terminal behind a symbolic link, by two threads, and tells the
 * board when a client opens it. While the board is unplugged there is no terminal and no link; when it is back there is
 * a new terminal at the same link.
 */
final class TerminalBridge implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int POLL_MILLIS = 20;
    private static final int BUFFER = 4096;

    private final SimulatedBoard<? extends Board> board;
    private final Path link;
    private final Thread thread;
    private volatile boolean closed;
    private PseudoTerminal terminal;
    private Openings openings;

    /** Makes the terminal and the link, so that a client may come as soon as this returns. */
    TerminalBridge(SimulatedBoard<? extends Board> board, Path link) throws IOException {
        this.board = board;
        this.link = link;
        this.terminal = plugIn();
        this.thread = new Thread(this::run, "terminal");
        thread.start();
    }

    private PseudoTerminal plugIn() throws IOException {
        PseudoTerminal fresh = new PseudoTerminal();
        if (Files.exists(link) && !Files.isSymbolicLink(link)) {
            fresh.close();
            throw new IOException(
                    "There is a file at " + link + " that is no symbolic link; name another with --link.");
        }
        openings = new Openings(fresh.path());
        Path name = link.toAbsolutePath();
        Path temporary = name.resolveSibling(name.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createSymbolicLink(temporary, fresh.path());
        Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return fresh;
    }

    private void run() {
        try {
            while (!closed) {
                if (terminal == null) {
                    terminal = plugIn();
                }
                carry();
                Files.deleteIfExists(link);
                openings.close();
                terminal.close();
                terminal = null;
                waitUntilPlugged();
            }
        } catch (IOException e) {
            System.err.println("board: the line broke: " + e.getMessage());
        }
    }

    /** Until the board is unplugged or this is closed. */
    private void carry() {
        SerialLink line = board.attach();
        Thread back = Thread.ofPlatform().name("replies").start(() -> carryReplies(line));
        byte[] buffer = new byte[BUFFER];
        try {
            while (!closed) {
                int count = terminal.read(buffer, POLL_MILLIS);
                if (openings.opened()) {
                    terminal.dropUnread();
                    board.with(b -> b.opened(board.nanoTime()));
                }
                if (count > 0) {
                    line.write(Arrays.copyOf(buffer, count));
                } else if (!back.isAlive()) {
                    break;
                }
            }
        } catch (LinkLostException e) {
            line.wake();
        } catch (IOException e) {
            System.err.println("board: " + e.getMessage());
        } finally {
            line.close();
            join(back);
        }
    }

    private void carryReplies(SerialLink line) {
        byte[] buffer = new byte[BUFFER];
        try {
            while (!closed) {
                int count = line.read(buffer, TimeUnit.SECONDS.toNanos(1));
                if (count > 0) {
                    terminal.write(buffer, count, POLL_MILLIS);
                }
            }
        } catch (LinkLostException e) {
            // The other thread sees that this one has ended.
        } catch (IOException e) {
            System.err.println("board: " + e.getMessage());
        }
    }

    private void waitUntilPlugged() {
        boolean[] plugged = {false};
        while (!closed && !plugged[0]) {
            LockSupport.parkNanos(LOOK_NANOS);
            board.with(b -> plugged[0] = b.plugged());
        }
    }

    private static void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the link away and hangs up. */
    @Override
    public void close() throws IOException {
        closed = true;
        join(thread);
        Files.deleteIfExists(link);
    }
}
