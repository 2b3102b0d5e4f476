package plotty.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.tinylog.Logger;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Plotter;

/** Where orders come in and it is settled which job is planned and started next. Touched by the jobs' thread only. */
final class Desk {
    /** How long the queue waits after a failed start. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final JobSettings settings;
    private final JobFiles files;
    private final JobThread thread;
    private final JobQueue queue = new JobQueue();
    private final Journal journal;
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Planning planning;
    /** Those on which the queue starts nothing by itself now: a start is under way or has just failed. */
    private final Set<Runner> resting = new HashSet<>();

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
        this.files = files;
        this.thread = thread;
        this.journal = new Journal(settings.maxEnded(), queue, store, files, thread, clock, view);
        this.planning = new Planning(this, journal, planner, plotters, thread, clock);
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

    List<String> devices() {
        return List.copyOf(runners.keySet());
    }

    private Optional<Runner> runnerOf(OpenJob job) {
        return runners.values().stream().filter(runner -> runner.has(job)).findFirst();
    }

    /** Takes up the jobs that an earlier life of the service left open; completes when that is on the disk. */
    CompletableFuture<Void> restore(List<SavedJob> left) {
        for (SavedJob saved : left) {
            OpenJob job = OpenJob.of(saved);
            queue.add(job);
            journal.show(job);
        }
        CompletableFuture<Void> taken =
                CompletableFuture.allOf(queue.all().stream().map(this::restore).toArray(CompletableFuture[]::new));
        pump();
        return taken;
    }

    private CompletableFuture<Job> restore(OpenJob job) {
        boolean begun = job.status != JobStatus.QUEUED;
        if (!begun) {
            return files.hasOriginal(job.id)
                    ? journal.settled(job)
                    : journal.fail(
                            job, Phases.ANALYZE, "The drawing of this job is not on the disk any more: send it again.");
        }
        if (job.planHash.isEmpty() || job.mark.isEmpty() || !files.hasPlan(job.id)) {
            return journal.fail(
                    job, Phases.PLOT, "The plan of this job is not on the disk any more: send the drawing again.");
        }
        job.inDoubt = job.mark.orElseThrow().inDoubt();
        job.device.map(runners::get).ifPresent(runner -> runner.adopt(job));
        CompletableFuture<Job> paused = journal.apply(job, new JobCommand.ServiceEnded());
        journal.show(job);
        return paused;
    }

    /** Takes a new job in, once its files are on the disk. */
    CompletableFuture<Job> receive(OpenJob job) {
        requireRoom();
        job.options = JobQueue.withName(job.options, queue.uniqueName(job.options.name(), Optional.empty()));
        job.startOn = job.options.startNow() ? idleFor(job) : Set.of();
        queue.add(job);
        CompletableFuture<Job> saved = journal.save(job, List.of(JobEvent.Updated.of(job.view(), "created", "")));
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
            case RESUME -> resume(job, runner, choice);
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

    private CompletableFuture<Job> resume(OpenJob job, Optional<Runner> runner, Jobs.UncertainChoice choice) {
        if (runner.isEmpty() && job.status == JobStatus.PAUSED) {
            throw new JobRefusedException(
                    Reason.CONFLICT,
                    "The plotter that drew this job (%s) is not there any more: connect it as before, or cancel the job."
                            .formatted(job.device.orElse("none")));
        }
        return runner.map(mine -> mine.resume(job, choice))
                .orElseGet(() -> journal.apply(job, new JobCommand.Resume()));
    }

    /** Starts a job if its plotter is free; if it is still being planned, as soon as it is. */
    CompletableFuture<Job> start(OpenJob job, String reason) {
        if (job.status != JobStatus.QUEUED) {
            return journal.apply(job, new JobCommand.Start(reason));
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
        job.startOn = idleFor(job);
        return journal.settled(job);
    }

    /** The idle plotters that a job may go to. */
    private Set<String> idleFor(OpenJob job) {
        Optional<String> wanted = job.device.or(() -> job.options.device());
        return runners.values().stream()
                .filter(Runner::isIdle)
                .map(runner -> runner.plotter().id())
                .filter(device -> wanted.isEmpty() || wanted.get().equals(device))
                .collect(Collectors.toUnmodifiableSet());
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
                headFor(runner).ifPresent(head -> journal.heed(start(head, "started by the button")));
            } else if (busy.get().status == JobStatus.RUNNING) {
                journal.heed(runner.pause(PauseCause.BUTTON));
            } else if (busy.get().status == JobStatus.PAUSED) {
                journal.heed(runner.resume(busy.get(), Jobs.UncertainChoice.REDRAW));
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
            if (runner.isIdle() && !resting.contains(runner)) {
                Optional<OpenJob> next = queue.waiting().stream()
                        .filter(job -> job.planned()
                                && job.device.equals(
                                        Optional.of(runner.plotter().id())))
                        .filter(job -> isWanted(job) || settings.queueStart() == JobSettings.QueueStart.AUTO)
                        .findFirst();
                next.ifPresent(job -> startByItself(runner, job));
            }
        }
    }

    /** Whether a planned job shall start by itself on the plotter that it was planned for. */
    private static boolean isWanted(OpenJob job) {
        return job.device.map(job.startOn::contains).orElse(false);
    }

    private void startByItself(Runner runner, OpenJob job) {
        boolean wanted = isWanted(job);
        job.startOn = Set.of();
        Optional<String> obstacle = runner.whyNotReady();
        if (obstacle.isEmpty()) {
            resting.add(runner);
            CompletableFuture<Job> started = runner.start(job, wanted ? "started as asked for" : "next in the queue");
            journal.heed(started.whenCompleteAsync((_, problem) -> restAfter(runner, problem), thread));
        } else if (wanted) {
            String sentence = "Not started: " + obstacle.get();
            job.phases = job.phases.reset(List.of(Phases.ARM)).warn(Phases.ARM, sentence);
            journal.heed(journal.save(job, List.of(JobEvent.Updated.of(job.view(), "waiting", sentence))));
        }
    }

    /** After a start that the disk refused the queue waits a while: the next would most likely fail as well. */
    private void restAfter(Runner runner, Throwable problem) {
        if (problem == null || Journal.cause(problem) instanceof JobRefusedException) {
            awake(runner);
        } else {
            thread.after(REST, () -> awake(runner));
        }
    }

    private void awake(Runner runner) {
        resting.remove(runner);
        pump();
    }

    /** Plans a job again whose plan cannot be used, and starts it then. */
    CompletableFuture<Job> planAgain(OpenJob job) {
        job.unplan();
        job.startOn = idleFor(job);
        CompletableFuture<Job> saved =
                journal.save(job, List.of(JobEvent.Updated.of(job.view(), "edited", "planned again")));
        pump();
        return saved;
    }

    /** Holds everything that moves; completes when all is at rest and on the disk. */
    CompletableFuture<Void> standStill() {
        closing = true;
        return CompletableFuture.allOf(
                runners.values().stream().map(Runner::standStill).toArray(CompletableFuture[]::new));
    }
}
