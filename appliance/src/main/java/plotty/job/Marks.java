package plotty.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/**
 * The two marks of a job that is drawn. Ink is permitted only up to an <em>ahead</em> mark that is on the disk. Each write
 * moves both marks; there is at most one on its way, so a slow disk holds the plotter and not the other way round. While the
 * disk is known to be slow, the window between the marks is as wide as it takes to draw without a stop. Touched by the jobs'
 * thread only.
 */
final class Marks {
    /** How far the two marks may be apart, as planned time with the pen down, on a disk that writes within a third of it. */
    static final double WINDOW_S = 1.0;
    /**
     * How many of the slowest writes the marks are apart on a slower one. What a write permits has to last until the next one is
     * done, which begins after it: two, and one for the way to rest and what else is written.
     */
    private static final double WINDOW_WRITES = 3;
    /** On a disk that is slower than a third of this the plotter waits. */
    private static final double MOST_WINDOW_S = 120;
    /** How much further the marks go with each write. */
    static final double STEP_S = 0.4;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final OpenJob job;
    private final Trajectory trajectory;
    private final PlotMeter meter;
    private final JobStore store;
    private final JobThread thread;
    private final DoubleConsumer permit;
    /** How far the plotter may draw, whatever the marks say now: what is permitted stays permitted. */
    private PlanMark permitted = PlanMark.START;

    private boolean writing;
    private boolean failing;
    /** Where the pen has come to while a mark was written: if the plotter waits there, it says nothing more. */
    private Optional<JobMark> passedBy = Optional.empty();
    /** Whether the plotter has come to rest for more to be permitted: then any more is worth a write. */
    private boolean waits;

    private boolean closed;

    /**
     * Keeps the marks of a job.
     *
     * @param permit told, on the jobs' thread, up to which planned time ink is permitted
     */
    Marks(OpenJob job, Trajectory trajectory, JobStore store, JobThread thread, DoubleConsumer permit) {
        this.job = job;
        this.trajectory = trajectory;
        this.meter = new PlotMeter(trajectory);
        this.store = store;
        this.thread = thread;
        this.permit = permit;
    }

    /**
     * Sets the marks to begin, or go on, at a place. They count once the caller has saved the job. What was permitted before
     * stays permitted: its ink may be on the paper.
     */
    void begin(PlanMark from, Duration total) {
        set(window(from, total).reachingTo(job.mark));
        set(reachingToPermitted(job.mark.orElseThrow()));
    }

    /** The plotter is told to draw anew: what it was permitted before counts no more. */
    void anew() {
        permitted = job.mark.orElseThrow().ahead();
    }

    /** The pen is sent to a place, and stays there until the job goes on. The caller saves the job. */
    void restAt(PlanMark place, Duration total) {
        job.reading = Optional.of(meter.at(timeAt(place), place).after(total));
        set(window(place, total).exact());
    }

    /** Permits what is on the disk: the caller has saved the job since the marks were set. */
    void permitSaved() {
        job.mark.ifPresent(this::permit);
    }

    /** The ink has come so far; writes if that is worth a write. */
    void reached(double timeS, PlanMark place, Duration total) {
        cameTo(timeS, place, total, false);
    }

    private void cameTo(double timeS, PlanMark place, Duration total, boolean waiting) {
        waits = waiting;
        job.reading = Optional.of(meter.at(timeS, place).after(total));
        JobMark next = reachingToPermitted(window(place, total));
        passedBy = Optional.of(next).filter(_ -> writing);
        if (!writing && !closed) {
            writeIfDue(next);
        }
    }

    private void writeIfDue(JobMark next) {
        if (isDue(next)) {
            set(next);
            write();
        }
    }

    /** The pen waits at exactly this place for more to be permitted. */
    void waitingAt(PlanMark place, Duration total) {
        cameTo(timeAt(place), place, total, true);
    }

    /** The pen was held or stumbled: the ink ends at this place, and nothing is in doubt. */
    CompletableFuture<Void> heldAt(PlanMark place, Duration total) {
        restAt(place, total);
        return store.saveMark(job.id, job.mark.orElseThrow());
    }

    /** The ink is sure up to this place only; what was permitted stays in doubt. The caller saves the job. */
    void sureTo(PlanMark place, Duration total) {
        JobMark last = job.mark.orElseThrow();
        set(window(place, total).exact().reachingTo(Optional.of(last)));
    }

    /** All is drawn. The caller saves the job. */
    void finished(Duration total) {
        PlanMark end = new PlanMark(trajectory.route().strokeCount(), 0);
        PlotMeter.Reading reading = meter.at(trajectory.durationS(), end).after(total);
        job.reading = Optional.of(reading);
        set(mark(end, trajectory.durationS(), end, trajectory.durationS(), reading));
    }

    /** No mark is written from now on. */
    void close() {
        closed = true;
    }

    /** The end of a stroke is the beginning of the next one: so the way there is within the window. */
    private PlanMark next(PlanMark place) {
        boolean ended = place.point() > 0
                && place.stroke() < trajectory.route().strokeCount()
                && place.point() >= trajectory.route().stroke(place.stroke()).size() - 1;
        return ended ? new PlanMark(place.stroke() + 1, 0) : place;
    }

    private JobMark window(PlanMark from, Duration total) {
        PlanMark done = next(from);
        double doneS = timeAt(done);
        PlanMark ahead = trajectory.markAt(Math.min(doneS + windowS(), trajectory.durationS()));
        if (ahead.compareTo(done) < 0) {
            ahead = done;
        }
        return mark(done, doneS, ahead, timeAt(ahead), meter.at(doneS, done).after(total));
    }

    private double windowS() {
        return Math.clamp(WINDOW_WRITES * store.times().slowestS(), WINDOW_S, MOST_WINDOW_S);
    }

    private void permit(JobMark mark) {
        permitted = mark.ahead().compareTo(permitted) > 0 ? mark.ahead() : permitted;
        permit.accept(mark.aheadS());
    }

    private JobMark reachingToPermitted(JobMark mark) {
        return mark.ahead().compareTo(permitted) < 0 ? mark.upTo(permitted, timeAt(permitted)) : mark;
    }

    private JobMark mark(PlanMark done, double doneS, PlanMark ahead, double aheadS, PlotMeter.Reading reading) {
        return new JobMark(
                job.planHash.orElseThrow(),
                done,
                doneS,
                ahead,
                aheadS,
                reading.layer(),
                reading.points(),
                reading.penDownS(),
                reading.totalTime().toNanos() / 1e9);
    }

    private double timeAt(PlanMark mark) {
        return mark.stroke() >= trajectory.route().strokeCount() ? trajectory.durationS() : trajectory.timeAt(mark);
    }

    private boolean isDue(JobMark next) {
        JobMark last = job.mark.orElseThrow();
        boolean reachesEnd = next.aheadS() >= trajectory.durationS() && last.aheadS() < trajectory.durationS();
        boolean follows = next.doneS() >= last.doneS() + WINDOW_S;
        boolean helps = waits && next.aheadS() > last.aheadS();
        return next.aheadS() >= last.aheadS() + STEP_S || reachesEnd || follows || helps;
    }

    private void set(JobMark mark) {
        passedBy = Optional.empty();
        job.mark = Optional.of(mark);
    }

    private void write() {
        writing = true;
        JobMark mark = job.mark.orElseThrow();
        var _ = store.saveMark(job.id, mark).whenCompleteAsync((_, problem) -> written(mark, problem), thread);
    }

    private void written(JobMark mark, Throwable problem) {
        writing = false;
        if (closed) {
            return;
        }
        if (problem == null) {
            failing = false;
            permit(mark);
            Optional<JobMark> since = passedBy;
            passedBy = Optional.empty();
            since.map(this::reachingToPermitted).ifPresent(this::writeIfDue);
            return;
        }
        if (!failing) {
            failing = true;
            Logger.error(problem, "the marks of job {} could not be written: the plotter waits for them", job.id);
        }
        thread.after(RETRY, () -> {
            if (!writing && !closed) {
                write();
            }
        });
    }
}
