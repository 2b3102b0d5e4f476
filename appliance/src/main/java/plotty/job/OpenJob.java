package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import plotty.drawing.DrawingWarning;
import plotty.job.Job.JobLayer;

/** A job that may still change. Touched by the jobs' thread only; everybody else sees a {@link #view}. */
final class OpenJob {
    final String id;
    final Instant createdAt;
    JobOptions options;
    Optional<List<Integer>> chosenLayers = Optional.empty();
    long place;
    JobStatus status = JobStatus.QUEUED;
    Set<PauseCause> causes = Set.of();
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> endedAt = Optional.empty();
    /** The whole plan, once planned. */
    Optional<Pace.Work> work = Optional.empty();
    /** How its plotter keeps its plans' time, and what was seen of it in this job. */
    Pace pace = Pace.UNKNOWN;

    Optional<Pace> seenPace = Optional.empty();
    List<JobLayer> layers = List.of();
    List<DrawingWarning> warnings = List.of();
    Optional<String> device = Optional.empty();
    Phases phases = Phases.pending();
    /** The phases as everybody was told last. */
    Phases toldPhases = phases;

    Optional<String> error = Optional.empty();
    /** Why it is paused, in words. */
    Optional<String> reason = Optional.empty();
    /** What a person is to do before the layer that it waits for. */
    Optional<String> stopReason = Optional.empty();
    /** The stroke before which a person has done what the stop there asks for, or wants to begin; -1 is none. */
    int stopMade = -1;

    Optional<String> planHash = Optional.empty();
    int totalLayers;
    int totalPoints;
    Optional<JobMark> mark = Optional.empty();
    Optional<PlotMeter.Reading> reading = Optional.empty();
    Ink ink = Ink.STRAIGHT;

    /** Whether the window between the two marks is in doubt, because the service ended between them. */
    boolean inDoubt;

    /**
     * Plotters on which it shall start as soon as it is planned, because somebody asked while they were idle. One on which
     * another job was started since is none of them: its sheet is used. Never outlives the process.
     */
    Set<String> startOn = Set.of();

    /** Whether the disk may not know of the last change, because a write failed. */
    boolean unsaved;

    /** When everybody was told last how far it is. */
    Instant toldProgressAt = Instant.MIN;

    /** The same of the less frequent news. */
    Instant toldUpdateAt = Instant.MIN;

    /** Counts what makes a plan worthless, so that a late plan is known as such. */
    int revision;

    OpenJob(String id, Instant createdAt, JobOptions options) {
        this.id = id;
        this.createdAt = createdAt;
        this.options = options;
    }

    static OpenJob of(SavedJob saved) {
        Job job = saved.job();
        OpenJob open = new OpenJob(job.id(), job.createdAt(), job.options());
        open.chosenLayers = saved.chosenLayers();
        open.place = saved.place();
        open.status = job.status();
        open.causes = job.causes();
        open.startedAt = job.startedAt();
        open.endedAt = job.endedAt();
        open.work = saved.work();
        open.layers = job.layers();
        open.warnings = job.warnings();
        open.device = job.device();
        open.phases = new Phases(job.phases());
        open.toldPhases = open.phases;
        open.error = job.error();
        open.reason = job.reason();
        open.stopReason = waitsForLayer(open.causes) ? open.reason : Optional.empty();
        open.planHash = saved.planHash();
        open.totalLayers = job.metrics().totalLayers();
        open.totalPoints = job.metrics().totalPoints();
        open.mark = saved.mark();
        open.ink = saved.ink();
        open.reading = saved.mark().map(mark -> PlotMeter.Reading.of(mark, open.work));
        return open;
    }

    SavedJob saved() {
        return new SavedJob(view(), place, chosenLayers, planHash, work, mark, ink);
    }

    boolean planned() {
        return planHash.isPresent();
    }

    /** Its plan is worth nothing any more. */
    void unplan() {
        revision++;
        planHash = Optional.empty();
        work = Optional.empty();
        device = Optional.empty();
        totalLayers = 0;
        totalPoints = 0;
        phases = phases.reset(List.of(Phases.ANALYZE, Phases.OPTIMIZE, Phases.PLAN, Phases.PLOT));
    }

    /** What {@link #unplan} takes away. */
    record Plan(
            Optional<String> hash,
            Optional<Pace.Work> work,
            Optional<String> device,
            int totalLayers,
            int totalPoints,
            Phases phases) {}

    Plan plan() {
        return new Plan(planHash, work, device, totalLayers, totalPoints, phases);
    }

    /** Its plan is worth what it was before {@link #unplan}; one that has been begun since is not. */
    void planAsBefore(Plan plan) {
        revision++;
        planHash = plan.hash();
        work = plan.work();
        device = plan.device();
        totalLayers = plan.totalLayers();
        totalPoints = plan.totalPoints();
        phases = plan.phases();
    }

    /** As everybody sees it, without its position in the queue. */
    Job view() {
        return new Job(
                id,
                options,
                status,
                causes,
                0,
                createdAt,
                startedAt,
                endedAt,
                estimateS(),
                layers,
                warnings,
                device,
                metrics(),
                phases.list(),
                inDoubt && status == JobStatus.PAUSED
                        ? mark.map(known -> new Job.Uncertain(known.doneS(), known.aheadS()))
                        : Optional.empty(),
                error,
                status == JobStatus.PAUSED ? reason : Optional.empty(),
                ink.skipped());
    }

    private OptionalDouble estimateS() {
        return work.isPresent() ? OptionalDouble.of(pace.guess(work.get()).seconds()) : OptionalDouble.empty();
    }

    private Job.JobMetrics metrics() {
        Job.JobMetrics planned = PlotMeter.metrics(work, totalLayers, totalPoints, reading);
        if (work.isEmpty() || status.ended()) {
            return planned;
        }
        Pace.Work left = work.get().minus(reading.map(PlotMeter.Reading::work).orElse(Pace.Work.NONE));
        Pace.Guess guess = seenPace.orElse(pace).guess(left);
        return planned.leaving(seconds(guess.seconds()), seconds(guess.sigmaS()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static boolean waitsForLayer(Set<PauseCause> causes) {
        return causes.contains(PauseCause.PEN_CHANGE) || causes.contains(PauseCause.LAYER_PAUSE);
    }

    /** How it stands before it is let go on: what is put back if that cannot be written down. */
    record Standing(
            JobStatus status,
            Set<PauseCause> causes,
            Optional<String> reason,
            Optional<String> stopReason,
            int stopMade,
            Optional<JobMark> mark,
            Optional<PlotMeter.Reading> reading,
            Ink ink,
            boolean inDoubt,
            Phases phases) {}

    Standing standing() {
        return new Standing(status, causes, reason, stopReason, stopMade, mark, reading, ink, inDoubt, phases);
    }

    void standAgain(Standing before) {
        startedAt = before.status() == JobStatus.QUEUED ? Optional.empty() : startedAt;
        status = before.status();
        causes = before.causes();
        reason = before.reason();
        stopReason = before.stopReason();
        stopMade = before.stopMade();
        mark = before.mark();
        reading = before.reading();
        ink = before.ink();
        inDoubt = before.inDoubt();
        phases = before.phases();
    }
}
