package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Plotter;

/**
 * Where everything about open jobs is decided and written down: commands, the queue, who is planned and started next. Touched
 * by the jobs' thread only; every change goes to the disk in the order in which it was decided.
 */
final class Desk {
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(100);
    private static final Duration UPDATE_EVERY = Duration.ofSeconds(1);

    private final JobSettings settings;
    private final JobStore store;
    private final JobFiles files;
    private final JobThread thread;
    private final InstantSource clock;
    private final OpenView view;
    private final JobQueue queue = new JobQueue();
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Job>> lastSaves = new HashMap<>();
    private final Planning planning;
    private Instant lastProgress = Instant.MIN;
    private Instant lastUpdate = Instant.MIN;
    private boolean closing;

    Desk(
            JobSettings settings,
            JobStore store,
            JobFiles files,
            Planner planner,
            List<Plotter> plotters,
            JobThread thread,
            InstantSource clock,
            OpenView view) {
        this.settings = settings;
        this.store = store;
        this.files = files;
        this.thread = thread;
        this.clock = clock;
        this.view = view;
        this.planning = new Planning(this, planner, plotters, thread, clock);
        for (Plotter plotter : plotters) {
            runners.put(plotter.id(), new Runner(plotter, this, store, files, thread, clock));
        }
    }

    JobQueue queue() {
        return queue;
    }

    Optional<Runner> runner(String device) {
        return Optional.ofNullable(runners.get(device));
    }

    List<String> devices() {
        return List.copyOf(runners.keySet());
    }

    private Optional<Runner> runnerOf(OpenJob job) {
        return runners.values().stream().filter(runner -> runner.has(job)).findFirst();
    }

    /** Takes up the jobs that an earlier life of the service left open. */
    void restore(List<SavedJob> left) {
        for (SavedJob saved : left) {
            OpenJob job = OpenJob.of(saved);
            queue.add(job);
            view.show(saved.job(), queue.all());
        }
        for (OpenJob job : queue.all()) {
            restore(job);
        }
        pump();
    }

    private void restore(OpenJob job) {
        boolean begun = job.status != JobStatus.QUEUED;
        if (!begun && !files.hasOriginal(job.id)) {
            heed(fail(job, Phases.ANALYZE, "The drawing of this job is not on the disk any more: send it again."));
        } else if (begun && (job.planHash.isEmpty() || job.mark.isEmpty() || !files.hasPlan(job.id))) {
            heed(fail(job, Phases.PLOT, "The plan of this job is not on the disk any more: send the drawing again."));
        } else if (begun) {
            job.inDoubt = job.mark.orElseThrow().inDoubt();
            job.device.map(runners::get).ifPresent(runner -> runner.adopt(job));
            heed(apply(job, new JobCommand.ServiceEnded()));
            view.show(job.view(), queue.all());
        }
    }

    /** Takes a new job in, once its files are on the disk. */
    CompletableFuture<Job> receive(OpenJob job) {
        requireRoom();
        boolean deviceIsIdle = job.options.device().isPresent()
                ? runner(job.options.device().get()).map(Runner::isIdle).orElse(false)
                : runners.values().stream().anyMatch(Runner::isIdle);
        job.options = JobQueue.withName(job.options, queue.uniqueName(job.options.name(), Optional.empty()));
        job.startWanted = job.options.startNow() && deviceIsIdle;
        queue.add(job);
        CompletableFuture<Job> saved = save(job, List.of(JobEvent.Updated.of(job.view(), "created", "")));
        return saved.whenCompleteAsync(
                (_, problem) -> {
                    if (problem != null) {
                        queue.remove(job);
                    }
                    pump();
                },
                thread);
    }

    /** Refuses more than the queue may hold. */
    void requireRoom() {
        if (queue.size() >= settings.maxOpen()) {
            throw new JobRefusedException(
                    Reason.CONFLICT,
                    "The queue is full: it holds %d jobs. Wait until some are done, or cancel some."
                            .formatted(settings.maxOpen()));
        }
    }

    OpenJob require(String idOrName) {
        return queue.find(idOrName)
                .orElseThrow(() ->
                        new JobRefusedException(Reason.UNKNOWN, "There is no open job \"%s\".".formatted(idOrName)));
    }

    /** Carries out somebody's order. */
    CompletableFuture<Job> control(
            String idOrName, JobAction action, Jobs.UncertainChoice choice, PauseCause pauseCause) {
        OpenJob job = require(idOrName);
        Optional<Runner> runner = runnerOf(job);
        return switch (action) {
            case START -> start(job, "started");
            case PAUSE ->
                runner.map(mine -> mine.pause(pauseCause))
                        .orElseGet(() -> apply(job, new JobCommand.Pause(pauseCause)));
            case RESUME -> resume(job, runner, choice);
            case CANCEL -> giveUp(job, runner, new JobCommand.Cancel());
            case STOP -> giveUp(job, runner, new JobCommand.Stop());
        };
    }

    private CompletableFuture<Job> giveUp(OpenJob job, Optional<Runner> runner, JobCommand command) {
        CompletableFuture<Job> answer = runner.map(mine -> mine.giveUp(command)).orElseGet(() -> apply(job, command));
        pump();
        return answer;
    }

    private CompletableFuture<Job> resume(OpenJob job, Optional<Runner> runner, Jobs.UncertainChoice choice) {
        if (runner.isEmpty() && job.status == JobStatus.PAUSED) {
            throw new JobRefusedException(
                    Reason.CONFLICT,
                    "The plotter that drew this job (%s) is not there any more: connect it as before, or cancel the job."
                            .formatted(job.device.orElse("none")));
        }
        return runner.map(mine -> mine.resume(job, choice)).orElseGet(() -> apply(job, new JobCommand.Resume()));
    }

    /** Starts a job if its plotter is free; if it is still being planned, as soon as it is. */
    CompletableFuture<Job> start(OpenJob job, String reason) {
        if (job.status != JobStatus.QUEUED) {
            return apply(job, new JobCommand.Start(reason));
        }
        Optional<Runner> own = runnerOf(job);
        if (own.isPresent()) {
            return own.get().start(job, reason);
        }
        Runner runner = runnerFor(job);
        if (!runner.isIdle()) {
            throw new JobRefusedException(
                    Reason.CONFLICT,
                    "%s is busy with \"%s\": start this job when that one is done."
                            .formatted(
                                    runner.plotter().name(),
                                    runner.job()
                                            .map(busy -> busy.options.name())
                                            .orElse("another job")));
        }
        runner.whyNotReady().ifPresent(sentence -> {
            throw new JobRefusedException(Reason.CONFLICT, sentence);
        });
        if (job.planned()) {
            return runner.start(job, reason);
        }
        job.startWanted = true;
        return settled(job);
    }

    private Runner runnerFor(OpenJob job) {
        Optional<String> device = job.device.or(() -> job.options.device());
        Optional<Runner> named = device.map(runners::get);
        if (device.isPresent() && named.isEmpty()) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The plotter %s of this job is not there any more.".formatted(device.get()));
        }
        return named.or(() -> runners.values().stream().filter(Runner::isIdle).findFirst())
                .or(() -> runners.values().stream().findFirst())
                .orElseThrow(() -> new JobRefusedException(Reason.CONFLICT, "There is no plotter: connect one."));
    }

    /** Whether a job that still waits is about to be drawn. */
    boolean isBeginning(OpenJob job) {
        return runnerOf(job).isPresent();
    }

    /** The button on a plotter was pressed: it pauses, goes on, or starts the head of the queue. */
    void pressed(Runner runner) {
        Optional<OpenJob> busy = runner.job();
        try {
            if (busy.isEmpty()) {
                headFor(runner).ifPresent(head -> heed(start(head, "started by the button")));
            } else if (busy.get().status == JobStatus.RUNNING) {
                heed(runner.pause(PauseCause.BUTTON));
            } else if (busy.get().status == JobStatus.PAUSED) {
                heed(runner.resume(busy.get(), Jobs.UncertainChoice.REDRAW));
            }
        } catch (JobRefusedException e) {
            Logger.info(
                    "the button of {} was pressed in vain: {}", runner.plotter().name(), e.getMessage());
        }
    }

    private Optional<OpenJob> headFor(Runner runner) {
        return queue.waiting().stream()
                .filter(job -> job.device.equals(Optional.of(runner.plotter().id())) && job.planned())
                .findFirst();
    }

    /** Gets going what can go: the next plan, and the next start. */
    void pump() {
        if (closing) {
            return;
        }
        planning.next();
        for (Runner runner : runners.values()) {
            if (runner.isIdle()) {
                Optional<OpenJob> next = queue.waiting().stream()
                        .filter(job -> job.planned()
                                && job.device.equals(
                                        Optional.of(runner.plotter().id())))
                        .filter(job -> job.startWanted || settings.queueStart() == JobSettings.QueueStart.AUTO)
                        .findFirst();
                next.ifPresent(job -> startByItself(runner, job));
            }
        }
    }

    private void startByItself(Runner runner, OpenJob job) {
        boolean wanted = job.startWanted;
        job.startWanted = false;
        Optional<String> obstacle = runner.whyNotReady();
        if (obstacle.isEmpty()) {
            heed(runner.start(job, wanted ? "started as asked for" : "next in the queue"));
        } else if (wanted) {
            heed(save(job, List.of(JobEvent.Updated.of(job.view(), "waiting", "Not started: " + obstacle.get()))));
        }
    }

    /** Nobody waits for a start that could only come long after somebody asked for it. */
    void forgetStarts(OpenJob started) {
        queue.waiting().stream()
                .filter(job -> job != started && job.device.equals(started.device))
                .forEach(job -> job.startWanted = false);
    }

    /** Plans a job again whose plan cannot be used, and starts it then. */
    CompletableFuture<Job> planAgain(OpenJob job) {
        job.unplan();
        job.startWanted = true;
        CompletableFuture<Job> saved = save(job, List.of(JobEvent.Updated.of(job.view(), "edited", "planned again")));
        pump();
        return saved;
    }

    CompletableFuture<Job> fail(OpenJob job, String phase, String sentence) {
        if (!job.status.ended()) {
            job.phases = job.phases.fail(phase, clock.instant(), sentence);
        }
        return apply(job, new JobCommand.Fail(sentence));
    }

    /** Decides by the state machine, and writes down what comes of it. */
    CompletableFuture<Job> apply(OpenJob job, JobCommand command) {
        return switch (JobMachine.next(job.status, job.causes, command)) {
            case Step.Refused refused ->
                CompletableFuture.failedFuture(new JobRefusedException(Reason.CONFLICT, refused.sentence()));
            case Step.Nothing _ -> settled(job);
            case Step.To to -> change(job, to);
        };
    }

    private CompletableFuture<Job> change(OpenJob job, Step.To to) {
        JobStatus from = job.status;
        Phases before = job.phases;
        Instant now = clock.instant();
        job.status = to.status();
        job.causes = to.causes();
        if (to.status() == JobStatus.RUNNING) {
            job.startedAt = job.startedAt.or(() -> Optional.of(now));
            job.startWanted = false;
            forgetStarts(job);
        }
        if (to.status().ended()) {
            job.endedAt = Optional.of(now);
            job.error = to.status() == JobStatus.FAILED ? Optional.of(to.reason()) : Optional.empty();
            job.phases = to.status() == JobStatus.COMPLETED ? job.phases : job.phases.end(now, to.reason());
            queue.remove(job);
        }
        Job seen = job.view();
        List<JobEvent> events = new ArrayList<>();
        events.add(
                from == to.status()
                        ? JobEvent.Updated.of(seen, "causes", to.reason())
                        : JobEvent.StateChanged.of(seen, from, to.reason()));
        events.addAll(PhaseEvents.between(job.id, before, job.phases));
        CompletableFuture<Job> saved = save(job, events);
        if (to.status().ended()) {
            publishProgress(job);
            saved.thenRunAsync(this::prune, thread).exceptionally(Desk::told);
        }
        return saved;
    }

    /** Writes a job and what happened to it; shows it to everybody once it is on the disk. */
    CompletableFuture<Job> save(OpenJob job, List<JobEvent> events) {
        return save(job, List.of(job), events);
    }

    /** The same for several at once; the future gives the first. */
    CompletableFuture<Job> save(OpenJob first, List<OpenJob> jobs, List<JobEvent> events) {
        List<SavedJob> rows = jobs.stream().map(OpenJob::saved).toList();
        CompletableFuture<Job> saved = store.save(rows, events)
                .thenApplyAsync(
                        _ -> {
                            rows.forEach(row -> view.show(row.job(), queue.all()));
                            return view.find(first.id).orElse(rows.getFirst().job());
                        },
                        thread);
        lastSaves.put(first.id, saved);
        var unused = saved.whenCompleteAsync((_, _) -> lastSaves.remove(first.id, saved), thread);
        return saved;
    }

    /** The job once all that was decided about it is on the disk. */
    CompletableFuture<Job> settled(OpenJob job) {
        CompletableFuture<Job> last = lastSaves.get(job.id);
        return last != null
                ? last
                : CompletableFuture.completedFuture(view.find(job.id).orElseGet(job::view));
    }

    private void prune() {
        heed(store.prune(settings.maxEnded()).thenAccept(ids -> ids.forEach(this::deleteFiles)));
    }

    /** Deletes the files of a job without keeping anybody waiting. */
    void deleteFiles(String id) {
        Thread.ofVirtual().name("delete-" + id).start(() -> files.delete(id));
    }

    /** Tells everybody how far a job is, if that is not too soon after the last time. */
    void progress(OpenJob job) {
        view.metrics(job.id, job.view().metrics());
        if (clock.instant().isAfter(lastProgress.plus(PROGRESS_EVERY))) {
            publishProgress(job);
        }
    }

    private void publishProgress(OpenJob job) {
        Instant now = clock.instant();
        Job seen = job.view();
        lastProgress = now;
        store.events().publish(new JobEvent.Progress(job.id, seen.metrics()));
        if (now.isAfter(lastUpdate.plus(UPDATE_EVERY))) {
            lastUpdate = now;
            store.events().publish(JobEvent.Updated.progress(seen));
        }
    }

    /** The pen came to another layer. */
    void layerChanged(OpenJob job, int layer) {
        Phases before = job.phases;
        job.phases = job.phases.layer(layer, clock.instant());
        heed(save(job, PhaseEvents.between(job.id, before, job.phases)));
    }

    /** What nobody waits for is at least told when it fails. */
    void heed(CompletableFuture<?> future) {
        future.exceptionally(Desk::told);
    }

    private static <T> T told(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        if (cause instanceof JobRefusedException) {
            Logger.info("not done: {}", cause.getMessage());
        } else {
            Logger.error(cause, "what happened to a job could not be written");
        }
        return null;
    }

    /** Holds everything that moves; completes when all is at rest and on the disk. */
    CompletableFuture<Void> standStill() {
        closing = true;
        return CompletableFuture.allOf(
                runners.values().stream().map(Runner::standStill).toArray(CompletableFuture[]::new));
    }
}
