package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import plotty.drawing.DrawingWarning;

/**
 * A job as it stands at one moment. Immutable; a change makes another one.
 *
 * @param id UUIDv7
 * @param options what the sender asked for
 * @param status where it is in its life
 * @param causes why it is paused; empty unless {@link JobStatus#PAUSED}
 * @param position place in the queue from 1; 0 if not queued
 * @param createdAt when it was received
 * @param startedAt when it first began to draw
 * @param endedAt when it ended
 * @param estimateS how long it takes in all, once planned: the plan's time, corrected by what the plotter's jobs really took
 * @param layers of the drawing, once analyzed
 * @param warnings of the reader and the placement
 * @param device id of the plotter it is assigned to, once assigned
 * @param metrics how far it is
 * @param phases P00 to P06
 * @param uncertain the window that a crash left in doubt
 * @param error why it failed
 * @param reason why it is paused and what to do, in words; empty unless {@link JobStatus#PAUSED}
 * @param skipped which of the points that the pen has passed are not drawn, because somebody had it go on elsewhere
 */
public record Job(
        String id,
        JobOptions options,
        JobStatus status,
        Set<PauseCause> causes,
        int position,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        OptionalDouble estimateS,
        List<JobLayer> layers,
        List<DrawingWarning> warnings,
        Optional<String> device,
        JobMetrics metrics,
        List<Phase> phases,
        Optional<Uncertain> uncertain,
        Optional<String> error,
        Optional<String> reason,
        List<PointRange> skipped) {

    /** The same at a position in the queue, and so far. */
    Job with(int otherPosition, JobMetrics otherMetrics) {
        return new Job(
                id,
                options,
                status,
                causes,
                otherPosition,
                createdAt,
                startedAt,
                endedAt,
                estimateS,
                layers,
                warnings,
                device,
                otherMetrics,
                phases,
                uncertain,
                error,
                reason,
                skipped);
    }

    public String name() {
        return options.name();
    }

    /**
     * A layer of a job.
     *
     * @param number from 1
     * @param name hostile text
     * @param color {@code #rrggbb}
     * @param strokes number of strokes
     * @param points number of points
     * @param plotted whether it is drawn (documentation layers are not)
     */
    public record JobLayer(int number, String name, String color, int strokes, int points, boolean plotted) {}

    /**
     * Seed 000's JobMetrics.
     *
     * @param progress share of the planned time done, 0 to 1
     * @param remaining time that is left: the plan's, corrected by what the plotter's jobs, and this one, really took
     * @param currentLayer from 1; 0 before the first
     * @param totalLayers that are plotted
     * @param pointsPlotted points passed
     * @param totalPoints points in all
     * @param penDownTime time that the pen was down so far
     * @param totalTime time since the start, pauses left out
     * @param remainingUncertainty how far {@code remaining} may be off, as one standard deviation; empty if nothing is left
     *     to be estimated
     */
    public record JobMetrics(
            double progress,
            Duration remaining,
            int currentLayer,
            int totalLayers,
            int pointsPlotted,
            int totalPoints,
            Duration penDownTime,
            Duration totalTime,
            Optional<Duration> remainingUncertainty) {

        /** The same with another estimate of what is left. */
        JobMetrics leaving(Duration left, Duration uncertainty) {
            return new JobMetrics(
                    progress,
                    left,
                    currentLayer,
                    totalLayers,
                    pointsPlotted,
                    totalPoints,
                    penDownTime,
                    totalTime,
                    Optional.of(uncertainty));
        }
    }

    /**
     * Some points, counted from 0 through all strokes in the order in which they are drawn.
     *
     * @param from the first of them
     * @param to the first after them; more than {@code from}
     */
    public record PointRange(int from, int to) {}

    /** What a crash left in doubt: the ink between two places, given as planned times, s. */
    public record Uncertain(double fromS, double toS) {}

    /**
     * One step of a job's life.
     *
     * @param id {@code P00} to {@code P06}
     * @param name what it does
     * @param status how it stands
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param errors sentences
     * @param warnings sentences
     * @param artifacts files made in it
     * @param subPhases of P05: one per layer
     */
    public record Phase(
            String id,
            String name,
            PhaseStatus status,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            List<String> errors,
            List<String> warnings,
            List<Artifact> artifacts,
            List<SubPhase> subPhases) {}

    /** How a phase stands. */
    public enum PhaseStatus {
        PENDING,
        RUNNING,
        COMPLETED,
        FAILED,
        SKIPPED
    }

    /** A file made for a job: {@code original}, {@code preview}, {@code plan}. */
    public record Artifact(String kind, String file, long bytes, String sha256) {}

    /** A layer within P05. */
    public record SubPhase(
            String id, String name, PhaseStatus status, Optional<Instant> startedAt, Optional<Instant> endedAt) {}
}
