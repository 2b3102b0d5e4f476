package plotty.event;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One listener's place in the log. Taken from by one thread at a time; no method blocks.
 *
 * <p>Durable events come gapless within the chosen channels and in the order of their numbers. Of fast events with the same
 * type and key only the latest waits; none comes before a durable event that was published earlier, nor after one that was
 * published later. More than 1024 waiting events, or more than 80 Ki characters of them,
 * cut the subscription off.
 */
public interface Subscription extends AutoCloseable {

    /** Number of the last durable event before the first that this subscription gives. */
    long startSeq();

    /** The next event, if there is one now. Empty for ever once cut off or closed. */
    Optional<Published> poll();

    /**
     * Lets events pass by the line, where nothing waits in it: each wanted one is shown to the taker first, on the thread on
     * which this listener lives, and only what it does not take waits and wakes. For listeners of an {@link Audience}; others
     * are woken as ever.
     *
     * @param taker whether it has taken the event; must not block
     */
    void passTo(Predicate<Published> taker);

    /** Chooses other channels from now on; what waits of channels that are no longer chosen is dropped. */
    void channels(Set<Channel> channels);

    /**
     * Whether events piled up past the bound, so that this subscription was cut off: look when {@link #poll()} gives nothing.
     */
    boolean overrun();

    /** Stops listening. May be called more than once and from any thread. */
    @Override
    void close();
}
