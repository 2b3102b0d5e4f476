package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.job.JobRefusedException.Reason;

/**
 * Decides by the state machine what becomes of a job, writes it down with its events, and shows it to everybody once it is on
 * the disk. Touched by the jobs' thread only; changes go to the disk in the order in which they were decided.
 */
final class Journal {
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration UPDATE_EVERY = Duration.ofSeconds(1);

    private final int maxEnded;
    private final JobQueue queue;
    private final JobStore store;
    private final JobFiles files;
    private final JobThread thread;
    private final InstantSource clock;
    private final OpenView view;
    private final Map<String, CompletableFuture<Job>> lastSaves = new HashMap<>();
    /** Jobs that are to be written once more. */
    private final Set<String> retried = new HashSet<>();

    Journal(
            int maxEnded,
            JobQueue queue,
            JobStore store,
            JobFiles files,
            JobThread thread,
            InstantSource clock,
            OpenView view) {
        this.maxEnded = maxEnded;
        this.queue = queue;
        this.store = store;
        this.files = files;
        this.thread = thread;
        this.clock = clock;
        this.view = view;
    }

    /** The job cannot be drawn: a phase failed, and the job with it. */
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
        Instant now = clock.instant();
        boolean waits = OpenJob.waitsForLayer(to.causes());
        job.status = to.status();
        job.stopReason = waits ? job.stopReason.or(() -> Optional.of(to.reason())) : Optional.empty();
        job.reason = Optional.of(job.stopReason
                .filter(stop -> !stop.equals(to.reason()))
                .map(stop -> "%s (%s)".formatted(stop, to.reason()))
                .orElse(to.reason()));
        job.causes = to.causes();
        if (to.status() == JobStatus.RUNNING) {
            job.startedAt = job.startedAt.or(() -> Optional.of(now));
            job.startOn = Set.of();
            job.device.ifPresent(queue::forgetStarts);
        }
        if (to.status().ended()) {
            job.endedAt = Optional.of(now);
            job.error = to.status() == JobStatus.FAILED ? Optional.of(to.reason()) : Optional.empty();
            job.phases = to.status() == JobStatus.COMPLETED ? job.phases : job.phases.end(now, to.reason());
            queue.remove(job);
        }
        Job seen = job.view();
        List<JobEvent> events = List.of(
                from == to.status()
                        ? JobEvent.Updated.of(seen, "causes", to.reason())
                        : JobEvent.StateChanged.of(seen, from, to.reason()));
        CompletableFuture<Job> saved = save(job, events);
        if (to.status().ended()) {
            publishProgress(job);
            var _ = saved.whenCompleteAsync((_, problem) -> ended(job, events, problem), thread);
        }
        return saved;
    }

    /** An end must reach the disk: after it nothing else will be written about the job. */
    private void ended(OpenJob job, List<JobEvent> events, Throwable problem) {
        if (problem == null) {
            prune();
        } else {
            thread.after(
                    RETRY,
                    () -> heed(save(job, events).whenCompleteAsync((_, again) -> ended(job, events, again), thread)));
        }
    }

    /** Writes a job and what happened to it; shows it to everybody once it is on the disk. */
    CompletableFuture<Job> save(OpenJob job, List<JobEvent> events) {
        return save(job, List.of(job), events);
    }

    /** Writes a new job with the request that asked for it, if that must not make a second one. */
    CompletableFuture<Job> saveNew(OpenJob job, List<JobEvent> events, Optional<Once> asked) {
        return save(job, List.of(job), events, asked);
    }

    /** The same for several at once; the future gives the first. */
    CompletableFuture<Job> save(OpenJob first, List<OpenJob> jobs, List<JobEvent> events) {
        return save(first, jobs, events, Optional.empty());
    }

    private CompletableFuture<Job> save(
            OpenJob first, List<OpenJob> jobs, List<JobEvent> events, Optional<Once> asked) {
        List<SavedJob> rows = jobs.stream().map(OpenJob::saved).toList();
        List<JobEvent> all = new ArrayList<>(events);
        for (OpenJob job : jobs) {
            all.addAll(PhaseEvents.between(job.id, job.device, job.toldPhases, job.phases));
            job.toldPhases = job.phases;
        }
        Map<String, Long> order = queue.order();
        CompletableFuture<Job> saved = store.save(
                        rows, all, asked, () -> rows.forEach(row -> view.show(row.job(), order)))
                .thenApplyAsync(_ -> view.find(first.id).orElse(rows.getFirst().job()), thread);
        lastSaves.put(first.id, saved);
        jobs.forEach(job -> job.unsaved = false);
        var _ = saved.whenCompleteAsync(
                (_, problem) -> {
                    lastSaves.remove(first.id, saved);
                    if (problem != null) {
                        jobs.forEach(job -> job.unsaved = true);
                        jobs.forEach(this::saveLater);
                    }
                },
                thread);
        return saved;
    }

    /** The job once all that was decided about it is on the disk. */
    CompletableFuture<Job> settled(OpenJob job) {
        if (job.unsaved && !job.status.ended()) {
            return save(job, List.of(JobEvent.Updated.of(job.view(), "causes", "written down late")));
        }
        CompletableFuture<Job> last = lastSaves.get(job.id);
        return last != null
                ? last
                : CompletableFuture.completedFuture(view.find(job.id).orElseGet(job::view));
    }

    /** What was decided and could not be written is written as soon as the disk takes it; an end is seen to elsewhere. */
    private void saveLater(OpenJob job) {
        if (!job.status.ended() && retried.add(job.id)) {
            thread.after(RETRY, () -> {
                retried.remove(job.id);
                if (job.unsaved && queue.all().contains(job)) {
                    var _ = settled(job);
                }
            });
        }
    }

    private void prune() {
        heed(store.prune(maxEnded).thenAccept(ids -> ids.forEach(this::deleteFiles)));
    }

    /** Deletes the files of a job without keeping anybody waiting. */
    void deleteFiles(String id) {
        Thread.ofVirtual().name("delete-" + id).start(() -> files.delete(id));
    }

    /** Tells everybody how far a job is, if that is not too soon after the last time. */
    void progress(OpenJob job) {
        view.metrics(job.id, job.view().metrics());
        if (clock.instant().isAfter(job.toldProgressAt.plus(PROGRESS_EVERY))) {
            publishProgress(job);
        }
    }

    private void publishProgress(OpenJob job) {
        Instant now = clock.instant();
        Job seen = job.view();
        job.toldProgressAt = now;
        store.events().publish(new JobEvent.Progress(job.id, seen.metrics(), seen.device()));
        if (now.isAfter(job.toldUpdateAt.plus(UPDATE_EVERY))) {
            job.toldUpdateAt = now;
            store.events().publish(JobEvent.Updated.progress(seen));
        }
    }

    /** The pen came to another layer. */
    void layerChanged(OpenJob job, int layer) {
        job.phases = job.phases.layer(layer, clock.instant());
        heed(save(job, List.of()));
    }

    /** What nobody waits for is at least told when it fails. */
    void heed(CompletableFuture<?> future) {
        var _ = future.whenComplete((_, problem) -> {
            if (problem != null) {
                tell(cause(problem));
            }
        });
    }

    /** What went wrong, without the wrapping of futures. */
    static Throwable cause(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static void tell(Throwable problem) {
        switch (problem) {
            case JobRefusedException refused -> Logger.info("not done: {}", refused.getMessage());
            case RejectedExecutionException _ -> Logger.debug("the service ended before something was told");
            default -> Logger.error(problem, "what happened to a job could not be written");
        }
    }

    /** Shows a job as it is taken up from the disk. */
    void show(OpenJob job) {
        view.show(job.view(), queue.order());
    }
}
