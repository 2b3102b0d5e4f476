package plotty.api.stream.compact;

import java.time.Duration;
import java.util.Optional;
import plotty.job.Job.JobMetrics;
import plotty.job.JobEvent;

/** Progress events of a job that a test makes up. */
final class Progressing {
    static final String JOB = "0199a2b4-7d1e-7c3a-9f52-6b8d1c2e3f40";

    private Progressing() {}

    /** Of a drawing of 200,000 points that takes three hours, at this share of its time. */
    static JobEvent.Progress at(double share, int points) {
        double wholeS = 3 * 3600;
        return new JobEvent.Progress(
                JOB,
                new JobMetrics(
                        share,
                        Duration.ofMillis(Math.round((1 - share) * wholeS * 1000)),
                        3,
                        5,
                        points,
                        200_000,
                        Duration.ofMillis(Math.round(0.8 * share * wholeS * 1000)),
                        Duration.ofMillis(Math.round(share * wholeS * 1000)),
                        Optional.of(Duration.ofMillis(Math.round((1 - share) * wholeS * 20)))));
    }
}
