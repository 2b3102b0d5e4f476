package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Adds up the time in which a job is not paused. Not thread-safe. */
final class Stopwatch {
    private final InstantSource clock;
    private Duration before;
    private Optional<Instant> since = Optional.empty();

    Stopwatch(InstantSource clock, Duration before) {
        this.clock = clock;
        this.before = before;
    }

    void start() {
        if (since.isEmpty()) {
            since = Optional.of(clock.instant());
        }
    }

    void stop() {
        before = total();
        since = Optional.empty();
    }

    /** Never runs backwards, even if the clock is set. */
    Duration total() {
        Duration running =
                since.map(start -> Duration.between(start, clock.instant())).orElse(Duration.ZERO);
        return running.isNegative() ? before : before.plus(running);
    }
}
