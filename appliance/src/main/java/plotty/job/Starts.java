package plotty.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import plotty.job.JobRefusedException.Reason;
import plotty.job.JobSettings.QueueStart;

/** Which waiting job is started on which plotter, and when. Touched by the jobs' thread only. */
final class Starts {
    /** How long the queue waits after a failed start. */
    private static final Duration REST = Duration.ofSeconds(10);

    private QueueStart queueStart;
    private final JobQueue queue;
    private final Map<String, Runner> runners;
    private final Journal journal;
    private final Desk desk;
    private final JobThread thread;
    /** Those on which the queue starts nothing by itself now: a start is under way or has just failed. */
    private final Set<Runner> resting = new HashSet<>();

    Starts(
            QueueStart queueStart,
            JobQueue queue,
            Map<String, Runner> runners,
            Journal journal,
            Desk desk,
            JobThread thread) {
        this.queueStart = queueStart;
        this.queue = queue;
        this.runners = runners;
        this.journal = journal;
        this.desk = desk;
        this.thread = thread;
    }

    /** Starts a waiting job if its plotter is free; if it is still being planned, as soon as it is. */
    CompletableFuture<Job> start(OpenJob job, String reason) {
        Runner runner = readyFor(job);
        if (isLeftBehind(job)) {
            return desk.planAgain(job, true);
        }
        if (job.planned()) {
            return runner.start(job, reason, Optional.empty());
        }
        job.startOn = idleFor(job);
        return journal.settled(job);
    }

    /** Starts a planned job at a place of its plan. */
    CompletableFuture<Job> startAt(OpenJob job, Jobs.Place place) {
        if (!(place instanceof Jobs.Place.LayerStart)) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job has not been started: it can begin at a layer, and nowhere else.");
        }
        Runner runner = readyFor(job);
        if (!job.planned() || isLeftBehind(job)) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job is still being planned: start it at a layer when it is.");
        }
        return runner.start(job, "started at a layer", Optional.of(place));
    }

    private Runner readyFor(OpenJob job) {
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
        return runner;
    }

    /** Planned for a plotter that is not there, though any would do. */
    private boolean isLeftBehind(OpenJob job) {
        return job.options.device().isEmpty()
                && job.device.map(device -> !runners.containsKey(device)).orElse(false);
    }

    /** The idle plotters that a job may go to. */
    Set<String> idleFor(OpenJob job) {
        Optional<String> wanted = isLeftBehind(job) ? Optional.empty() : job.device.or(() -> job.options.device());
        return runners.values().stream()
                .filter(Runner::isIdle)
                .map(runner -> runner.plotter().id())
                .filter(device -> wanted.isEmpty() || wanted.get().equals(device))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Runner runnerFor(OpenJob job) {
        Optional<String> device = isLeftBehind(job) ? Optional.empty() : job.device.or(() -> job.options.device());
        Optional<Runner> named = device.map(runners::get);
        if (device.isPresent() && named.isEmpty()) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The plotter %s of this job is not there any more.".formatted(device.get()));
        }
        Collection<Runner> all = runners.values();
        return named.or(() -> all.stream().filter(Runner::isIdle).findFirst())
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new JobRefusedException(Reason.CONFLICT, "There is no plotter: connect one."));
    }

    private static boolean isFor(OpenJob job, Runner runner) {
        return job.device.equals(Optional.of(runner.plotter().id()));
    }

    /** Has somebody else start the head of the queue from now on. */
    void queueStart(QueueStart other) {
        queueStart = other;
    }

    /** Starts what may start by itself. */
    void pump() {
        for (Runner runner : List.copyOf(runners.values())) {
            if (runner.isIdle() && !resting.contains(runner)) {
                Optional<OpenJob> next = queue.waiting().stream()
                        .filter(job -> job.planned() && isFor(job, runner))
                        .filter(job -> isWanted(job) || queueStart == QueueStart.AUTO)
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
            CompletableFuture<Job> started =
                    runner.start(job, wanted ? "started as asked for" : "next in the queue", Optional.empty());
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
        desk.pump();
    }
}
