package plotty.job;

import java.time.Duration;

/**
 * A request that must not make a second job if it is sent again, because its sender never heard the answer.
 *
 * @param asker who asks: the same key of somebody else is another one
 * @param key by which the sender knows the request again, hostile text of at most 255 characters
 * @param fingerprint of everything that is asked for: with the same key it must be the same
 */
public record Once(String asker, String key, String fingerprint) {

    /** For so long a key is known; after that it makes a new job. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** So many keys are known at most; the oldest ones go first. */
    public static final int MOST = 10_000;
}
