package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The button on a plotter's own board: it pauses, goes on, or starts what is first in the queue. A board tells only that it
 * was pressed, and that a moment later. Touched by the jobs' thread only.
 */
final class BoardButton {
    /**
     * A panicked second press must not lower the pen again: for a second after a pause, and the half that a board at rest takes
     * to tell of it, the button does nothing.
     */
    static final Duration STAYS_PAUSED = Duration.ofMillis(1500);

    private final Runner runner;
    private final Desk desk;
    private final Journal journal;
    private final InstantSource clock;
    private Instant paused = Instant.MIN;

    BoardButton(Runner runner, Desk desk, Journal journal, InstantSource clock) {
        this.runner = runner;
        this.desk = desk;
        this.journal = journal;
        this.clock = clock;
    }

    /** The plotter came to rest, whoever wanted it. */
    void held() {
        paused = clock.instant();
    }

    /** Somebody pressed it. */
    void pressed() {
        Optional<OpenJob> busy = runner.job();
        try {
            if (busy.isPresent() && busy.get().status == JobStatus.RUNNING) {
                paused = clock.instant();
                journal.heed(runner.pause(PauseCause.BUTTON));
            } else if (clock.instant().isBefore(paused.plus(STAYS_PAUSED))) {
                Logger.info(
                        "the button of {} was pressed just after a pause: it does nothing then",
                        runner.plotter().name());
            } else if (busy.isPresent()) {
                journal.heed(runner.resume(busy.get(), Jobs.UncertainChoice.REDRAW));
            } else {
                desk.startHead(runner, "started by the button");
            }
        } catch (JobRefusedException e) {
            Logger.info(
                    "the button of {} was pressed in vain: {}", runner.plotter().name(), e.getMessage());
        }
    }
}
