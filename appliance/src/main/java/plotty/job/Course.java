package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import plotty.motion.PlanMark;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.plotter.Capability;
import plotty.plotter.PlotRequest;

/** How a job goes through its plan: where it is, where it goes on, where it stops, and in what time. Jobs' thread only. */
final class Course {
    private final OpenJob job;
    private final InstantSource clock;
    private final Stopwatch stopwatch;
    private final Pacing pacing = new Pacing();

    private Optional<Trajectory> plan = Optional.empty();
    private Optional<Marks> marks = Optional.empty();
    private LayerStops stops = LayerStops.NONE;
    /** Where a plotter that holds the drawing is to go on, if not where it holds. */
    private Optional<PlanMark> jump = Optional.empty();

    Course(OpenJob job, InstantSource clock) {
        this.job = job;
        this.clock = clock;
        this.stopwatch = new Stopwatch(
                clock, job.reading.map(PlotMeter.Reading::totalTime).orElse(Duration.ZERO));
    }

    boolean isKnown() {
        return plan.isPresent();
    }

    /** Takes the plan in, for a machine with these capabilities. */
    void take(
            Trajectory trajectory,
            Set<Capability> capabilities,
            JobStore store,
            JobThread thread,
            DoubleConsumer permit) {
        plan = Optional.of(trajectory);
        marks = Optional.of(new Marks(job, trajectory, store, thread, permit));
        stops = LayerStops.of(trajectory.route(), job.options, capabilities);
    }

    private Trajectory plan() {
        return plan.orElseThrow();
    }

    private Marks marks() {
        return marks.orElseThrow();
    }

    /** What the plotter is told to draw from where the job is. */
    PlotRequest request() {
        marks().anew();
        JobMark mark = job.mark.orElseThrow();
        return new PlotRequest(job.id, plan(), mark.done(), mark.aheadS(), stops.strokes(), job.options.dryRun());
    }

    /** Where a resumed job goes on; what is in doubt may be skipped. */
    PlanMark placeToGoOn(boolean skipsDoubt) {
        JobMark mark = job.mark.orElseThrow();
        return skipsDoubt && job.inDoubt ? stops.bounded(mark.done(), mark.ahead()) : mark.done();
    }

    /** Where the ink ends, as far as that is sure. */
    PlanMark done() {
        return job.mark.map(JobMark::done).orElse(PlanMark.START);
    }

    /** The place that somebody asks for. */
    PlanMark at(Jobs.Place place) {
        return GoingOn.at(plan(), done(), place);
    }

    /** The layer, from 1, in which the ink ends. */
    int layerOfInk() {
        return GoingOn.layerOf(plan().route(), job.mark.orElseThrow().done());
    }

    /** The beginning of the layer after one; empty after the last. */
    Optional<PlanMark> afterLayer(int layer) {
        return GoingOn.afterLayer(plan().route(), layer);
    }

    /** The layer that the pen is on, from 1; 0 before the first. */
    int layer() {
        return job.reading.map(PlotMeter.Reading::layer).orElse(0);
    }

    /** The ink ends at a place, and goes on at another: the phases know it, and the plotter is to be told. */
    void goTo(PlanMark end, PlanMark place) {
        int layer = place.stroke() < plan().route().strokeCount()
                ? GoingOn.layerOf(plan().route(), place)
                : job.totalLayers + 1;
        job.phases = job.phases.goTo(layer, clock.instant());
        jump = Optional.of(place);
        leap(end, place);
        pacing.interrupt();
    }

    private void leap(PlanMark end, PlanMark place) {
        Route route = plan().route();
        job.ink = job.ink.goOn(PlotMeter.points(route, end), PlotMeter.points(route, place));
    }

    /** Where the plotter is to go on, if not where it holds; told once. */
    Optional<PlanMark> takeJump() {
        Optional<PlanMark> taken = jump;
        jump = Optional.empty();
        return taken;
    }

    /** Sets the marks to go on from a place, and the clock going. They count once the caller has saved the job. */
    void begin(PlanMark from) {
        marks().begin(from, stopwatch.total());
        boolean fromTheStart = from.equals(PlanMark.START) && job.startedAt.isEmpty();
        if (fromTheStart) {
            pacing.begin(stopwatch.total());
        } else {
            pacing.interrupt();
        }
        job.inDoubt = false;
        stopwatch.start();
    }

    /** Permits what is on the disk. */
    void permitSaved() {
        marks().permitSaved();
    }

    /** The stop at exactly this place, if there is one. */
    Optional<LayerStops.Stop> stopAt(PlanMark place) {
        return stops.at(place);
    }

    /** The same if no person has done yet what it asks for. */
    Optional<LayerStops.Stop> openStopAt(PlanMark place) {
        return stops.at(place).filter(_ -> job.stopMade != place.stroke());
    }

    /** The pen came so far. It tells of the plotter's pace only if all went as planned. */
    void reached(double timeS, PlanMark place, boolean asPlanned) {
        marks().reached(timeS, place, stopwatch.total());
        pace(asPlanned);
    }

    private void pace(boolean asPlanned) {
        if (asPlanned) {
            job.reading.ifPresent(pacing::reached);
            job.seenPace = Optional.of(pacing.seen(job.pace));
        } else {
            pacing.interrupt();
        }
    }

    /** The pen waits at exactly this place for more to be permitted. */
    void waitingAt(PlanMark place) {
        marks().waitingAt(place, stopwatch.total());
    }

    /** The pen rests, or is to go on, at exactly this place, and nothing is in doubt. The caller saves the job. */
    void restAt(PlanMark place) {
        stopwatch.stop();
        pacing.interrupt();
        marks().restAt(place, stopwatch.total());
        job.inDoubt = false;
    }

    /** The pen was held at exactly this place; completes when that is on the disk. */
    CompletableFuture<Void> heldAt(PlanMark place) {
        return marks().heldAt(place, stopwatch.total());
    }

    /** The ink is sure up to a place. If a person has had the pen sent elsewhere, that stays true. */
    void sureTo(PlanMark mark) {
        stopwatch.stop();
        pacing.interrupt();
        if (jump.isEmpty()) {
            marks().sureTo(mark, stopwatch.total());
        }
    }

    void stopClock() {
        stopwatch.stop();
    }

    /** All is drawn. The caller saves the job. */
    void finished(boolean asPlanned) {
        Instant now = clock.instant();
        stopwatch.stop();
        marks().finished(stopwatch.total());
        pace(asPlanned);
        job.phases = job.phases.drawn(now);
    }

    /** The ink ends at a place, and the rest of the last layer is left out. The caller saves the job. */
    void finishedEarly(PlanMark end) {
        leap(end, new PlanMark(plan().route().strokeCount(), 0));
        job.phases = job.phases.goTo(job.totalLayers + 1, clock.instant());
        finished(false);
    }

    /** What the time of the whole drawing teaches. */
    Optional<Pace> learned() {
        return job.options.dryRun() ? Optional.empty() : job.work.flatMap(whole -> pacing.learned(job.pace, whole));
    }

    /** No mark is written from now on. */
    void close() {
        marks.ifPresent(Marks::close);
    }
}
