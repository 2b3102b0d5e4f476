package plotty.appliance;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in reverse: one failure never skips the rest. Used by one thread at a time. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Remembers something to close and gives it back. */
    <T extends AutoCloseable> T later(T opened) {
        open.push(opened);
        return opened;
    }

    /** Closes everything that was not closed yet. The first failure is thrown at the end, the others are suppressed in it. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (failure == null) {
                    failure = new IllegalStateException("Something did not stop cleanly", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The same after a failure; what fails now, too, is suppressed in that. */
    void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
