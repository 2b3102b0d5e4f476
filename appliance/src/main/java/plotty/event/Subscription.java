package plotty.event;

import java.util.Optional;
import java.util.Set;

/** One listener's place in the log. Taken from by one thread at a time. */
public interface Subscription extends AutoCloseable {

    /** Number of the last durable event before the first that this subscription gives. */
    long startSeq();

    /** The next event, if there is one now. */
    Optional<Published> poll();

    /** Chooses other channels from now on. */
    void channels(Set<Channel> channels);

    /** Whether durable events piled up past the bound, so that this subscription was cut off. */
    boolean overrun();

    @Override
    void close();
}
