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
 * @param estimateS planned time, once planned
 * @param layers of the drawing, once analyzed
 * @param warnings of the reader and the placement
 * @param device id of the plotter it is assigned to, once assigned
 * @param metrics how far it is
 * @param phases P00 to P06
 * @param uncertain the window that a crash left in doubt
 * @param error why it failed
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
        Optional<String> error) {

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
     * @param remaining planned time that is left
     * @param currentLayer from 1; 0 before the first
     * @param totalLayers that are plotted
     * @param pointsPlotted points passed
     * @param totalPoints points in all
     * @param penDownTime time that the pen was down so far
     * @param totalTime time since the start, pauses left out
     */
    public record JobMetrics(
            double progress,
            Duration remaining,
            int currentLayer,
            int totalLayers,
            int pointsPlotted,
            int totalPoints,
            Duration penDownTime,
            Duration totalTime) {}

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
