package plotty.job;

import plotty.job.JobRefusedException.Reason;

/** Keeps everybody's hands off the plotters for as long as they are not to be started. Thread-safe. */
final class Caution {
    private volatile boolean careful;

    Caution(boolean careful) {
        this.careful = careful;
    }

    /** All goes as usual from now on. */
    void end() {
        careful = false;
    }

    /** Throws {@link JobRefusedException} with the reason while nothing may move. */
    void requireMotion() {
        if (careful) {
            throw new JobRefusedException(
                    Reason.CONFLICT,
                    "The service is in safe mode and touches no plotter: end that first, on the page.");
        }
    }

    /** The same for an order to a job, if it would move something; to bring something to rest is always allowed. */
    void require(JobAction action) {
        switch (action) {
            case START, RESUME -> requireMotion();
            case PAUSE, CANCEL, STOP -> {}
        }
    }
}
