package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether, and since when, the line to a plotter is lost while it has a job. Touched by the jobs' thread only. */
final class Line {
    /** How long a line may be gone so that the job goes on by itself when it is back. */
    static final Duration GOES_ON_WITHIN = Duration.ofSeconds(30);

    private boolean wasGone;
    private Optional<Instant> lostAt = Optional.empty();

    /** The drawing goes on. */
    void holds() {
        wasGone = false;
        lostAt = Optional.empty();
    }

    /** The plotter stumbled, or told that the line is lost. */
    void lost(Instant now) {
        lostAt = Optional.of(now);
    }

    /** The plotter's state was seen. */
    void seen(boolean up) {
        wasGone |= !up;
    }

    /** Whether a line that is back now was gone for so short a time that the job may go on by itself. */
    boolean backInTime(Instant now) {
        return wasGone
                && lostAt.map(lost -> lost.plus(GOES_ON_WITHIN).isAfter(now)).orElse(false);
    }
}
