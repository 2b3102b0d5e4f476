package plotty.job;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Plotter;

/** Where orders come in and it is settled which job is planned and started next. Touched by the jobs' thread only. */
final class Desk {
    private final JobSettings settings;
    private final JobFiles files;
    private final JobThread thread;
    private final JobQueue queue = new JobQueue();
    private final Journal journal;
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Planning planning;
    private final Starts starts;
    private final Paces paces;
    private final JobStore store;
    private final InstantSource clock;
    private boolean closing;

    Desk(
            JobSettings settings,
            JobStore store,
            JobFiles files,
            Planner planner,
            List<Plotter> plotters,
            Paces paces,
            JobThread thread,
            InstantSource clock,
            OpenView view) {
        this.settings = settings;
        this.files = files;
        this.thread = thread;
        this.journal = new Journal(settings.maxEnded(), queue, store, files, thread, clock, view);
        this.paces = paces;
        this.store = store;
        this.clock = clock;
        this.planning = new Planning(this, journal, planner, thread, clock);
        this.starts = new Starts(settings.queueStart(), queue, runners, journal, this, thread);
        for (Plotter plotter : plotters) {
            runners.put(plotter.id(), new Runner(plotter, this, journal, store, files, thread, clock));
        }
    }

    Journal journal() {
        return journal;
    }

    JobQueue queue() {
        return queue;
    }

    Optional<Runner> runner(String device) {
        return Optional.ofNullable(runners.get(device));
    }

    Runner requireRunner(String device) {
        return runner(device)
                .orElseThrow(
                        () -> new JobRefusedException(Reason.UNKNOWN, "There is no plotter \"%s\".".formatted(device)));
    }

    private Optional<Runner> runnerOf(OpenJob job) {
        return runners.values().stream().filter(runner -> runner.has(job)).findFirst();
    }

    /** Has nothing planned for now, or what waits for it again. */
    void planLater(boolean later) {
        planning.waits(later);
        pump();
    }

    /** Takes up the jobs that an earlier life of the service left open; completes when that is on the disk. */
    CompletableFuture<Void> restore(List<SavedJob> left, boolean fromCopy) {
        CompletableFuture<Void> taken = new Restoring(this, journal, files, fromCopy).restore(left);
        pump();
        return taken;
    }

    /** Takes a new job in, once its files are on the disk. */
    CompletableFuture<Job> receive(OpenJob job, Optional<Once> asked) {
        requireRoom();
        job.options = job.options.withName(queue.uniqueName(job.options.name(), Optional.empty()));
        job.startOn = job.options.startNow() && !planning.waits() ? starts.idleFor(job) : Set.of();
        queue.add(job);
        CompletableFuture<Job> saved =
                journal.saveNew(job, List.of(JobEvent.Updated.of(job.view(), "created", "")), asked);
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
                        .orElseGet(() -> journal.apply(job, new JobCommand.Pause(pauseCause)));
            case RESUME -> resume(job, choice);
            case CANCEL -> giveUp(job, runner, new JobCommand.Cancel());
            case STOP -> giveUp(job, runner, new JobCommand.Stop());
        };
    }

    private CompletableFuture<Job> giveUp(OpenJob job, Optional<Runner> runner, JobCommand command) {
        CompletableFuture<Job> answer =
                runner.map(mine -> mine.giveUp(command)).orElseGet(() -> journal.apply(job, command));
        pump();
        return answer;
    }

    private CompletableFuture<Job> resume(OpenJob job, Jobs.UncertainChoice choice) {
        return job.status == JobStatus.PAUSED || runnerOf(job).isPresent()
                ? present(job).resume(job, choice)
                : journal.apply(job, new JobCommand.Resume());
    }

    /** Starts a job if its plotter is free; if it is still being planned, as soon as it is. */
    CompletableFuture<Job> start(OpenJob job, String reason) {
        if (job.status != JobStatus.QUEUED) {
            return journal.apply(job, new JobCommand.Start(reason));
        }
        Optional<Runner> own = runnerOf(job);
        return own.isPresent() ? own.get().start(job, reason, Optional.empty()) : starts.start(job, reason);
    }

    /** Lets a paused job go on, or starts one that waits, at a place that somebody chose. */
    CompletableFuture<Job> goOnAt(String idOrName, Jobs.Place place) {
        OpenJob job = require(idOrName);
        if (job.status == JobStatus.QUEUED) {
            if (isBeginning(job)) {
                throw new JobRefusedException(Reason.CONFLICT, "The job is just about to be drawn: pause it first.");
            }
            return starts.startAt(job, place);
        }
        if (job.status == JobStatus.RUNNING) {
            throw new JobRefusedException(Reason.CONFLICT, "The job is being drawn: pause it first.");
        }
        return present(job).goOnAt(job, place);
    }

    /** Leaves the rest of the present layer of a job out. */
    CompletableFuture<Job> skipLayer(String idOrName) {
        OpenJob job = require(idOrName);
        if (job.status == JobStatus.QUEUED) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job has not been started: start it at the layer that you want instead.");
        }
        return present(job).skipLayer(job);
    }

    /** The runner of a begun job. */
    private Runner present(OpenJob job) {
        return runnerOf(job)
                .orElseThrow(() -> new JobRefusedException(
                        Reason.CONFLICT,
                        "The plotter that drew this job (%s) is not there any more: connect it as before, or cancel the job."
                                .formatted(job.device.orElse("none"))));
    }

    /** Whether a job that still waits is about to be drawn. */
    boolean isBeginning(OpenJob job) {
        return runnerOf(job).isPresent();
    }

    /** Has somebody else start the head of the queue from now on. */
    void queueStart(JobSettings.QueueStart other) {
        starts.queueStart(other);
        pump();
    }

    /** Gets going what can go: the next plan, and the next start. */
    void pump() {
        if (!closing) {
            planning.next();
            starts.pump();
        }
    }

    /** Plans a job again whose plan cannot be used, and starts it then if that is wanted. */
    CompletableFuture<Job> planAgain(OpenJob job, boolean startsThen) {
        job.unplan();
        job.startOn = startsThen ? starts.idleFor(job) : Set.of();
        CompletableFuture<Job> saved =
                journal.save(job, List.of(JobEvent.Updated.of(job.view(), "edited", "planned again")));
        pump();
        return saved;
    }

    /** A plotter turned out to be able to do other things than was thought: what waits for it is planned again. */
    void profileChanged(Runner runner) {
        Optional<String> device = Optional.of(runner.plotter().id());
        for (OpenJob job : queue.waiting()) {
            boolean concerned = job.planned() ? job.device.equals(device) : planning.isPlanning(job);
            if (concerned && !isBeginning(job)) {
                Set<String> startOn = job.startOn;
                journal.heed(planAgain(job, false));
                job.startOn = startOn;
            }
        }
    }

    /** A finished job taught how a plotter keeps its plans' time: what waits for it is estimated anew. */
    void learned(Runner runner, Pace pace) {
        String device = runner.plotter().id();
        journal.heed(paces.keep(device, runner.plotter().profile().name(), pace));
        List<OpenJob> waiting = queue.waiting().stream()
                .filter(job -> job.planned() && job.device.equals(Optional.of(device)))
                .toList();
        if (!waiting.isEmpty()) {
            waiting.forEach(job -> job.pace = pace);
            journal.heed(journal.save(waiting.getFirst(), waiting, List.of()));
        }
    }

    /** Estimates a job by what is known of its plotter. */
    void takePace(OpenJob job) {
        job.device.map(runners::get).map(Runner::plotter).ifPresent(plotter -> {
            job.pace = paces.of(plotter.id(), plotter.profile().name());
        });
    }

    /**
     * Takes a plotter in; a job that an earlier life of the service left open on it waits there again.
     *
     * @throws IllegalArgumentException if there is one with its id already
     */
    void add(Plotter plotter) {
        if (runners.containsKey(plotter.id())) {
            throw new IllegalArgumentException("there is a plotter '%s' already".formatted(plotter.id()));
        }
        Runner runner = new Runner(plotter, this, journal, store, files, thread, clock);
        runners.put(plotter.id(), runner);
        queue.all().stream()
                .filter(job -> job.status == JobStatus.PAUSED && job.device.equals(Optional.of(plotter.id())))
                .findFirst()
                .ifPresent(runner::adopt);
        queue.waiting().forEach(this::takePace);
        pump();
    }

    /** The plotters that are known, in the order in which they came. */
    List<Plotter> plotters() {
        return runners.values().stream().map(Runner::plotter).toList();
    }

    /** Emergency stop of what is moved by hand. */
    void stopHands() {
        runners.values().stream()
                .filter(Runner::isMovedByHand)
                .map(Runner::plotter)
                .forEach(Plotter::stop);
    }

    /** Holds everything that moves; completes when all is at rest and on the disk. */
    CompletableFuture<Void> standStill() {
        closing = true;
        return CompletableFuture.allOf(
                runners.values().stream().map(Runner::standStill).toArray(CompletableFuture[]::new));
    }
}
