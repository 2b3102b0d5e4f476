package plotty.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands at the door. Thread-safe; may block for the disk or for a slow hash, so it is never asked on the event loop.
 */
public interface Guard {

    /**
     * Who asks. Wrong credentials are refused, also where none would have sufficed: their sender believes to be somebody.
     *
     * @throws AccessRefusedException if the credentials are wrong, or too many wrong ones came before
     */
    Principal identify(Credentials credentials);

    /**
     * Whether somebody who came in before still may what he might then: no when his login or key has ended, or his role or
     * plotters are less than they were. For those who stay, at a WebSocket. Never blocks.
     */
    default boolean stillHolds(Principal principal) {
        return true;
    }

    /**
     * Counts a request against what its sender may ask.
     *
     * @return how long to wait if it is too much; empty if it may be answered
     */
    default Optional<Duration> overLimit(Principal principal, InetAddress client) {
        return Optional.empty();
    }

    /**
     * Takes down what somebody did, allowed or not. Never blocks.
     *
     * @param action what was asked for, without secrets: {@code POST /api/v1/jobs}
     * @param outcome HTTP status, or what comes nearest to it
     */
    default void audit(Principal principal, InetAddress client, String action, int outcome) {}
}
