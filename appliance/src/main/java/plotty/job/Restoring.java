package plotty.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How the jobs are taken up that an earlier life of the service left open. Touched by the jobs' thread only. */
final class Restoring {
    private final Desk desk;
    private final Journal journal;
    private final JobFiles files;
    private final boolean fromCopy;

    /**
     * Restores jobs.
     *
     * @param fromCopy whether the rows are of the past
     */
    Restoring(Desk desk, Journal journal, JobFiles files, boolean fromCopy) {
        this.desk = desk;
        this.journal = journal;
        this.files = files;
        this.fromCopy = fromCopy;
    }

    /** Takes up the jobs that an earlier life of the service left open; completes when that is on the disk. */
    CompletableFuture<Void> restore(List<SavedJob> left) {
        for (SavedJob saved : left) {
            OpenJob job = OpenJob.of(saved);
            desk.takePace(job);
            desk.queue().add(job);
            journal.show(job);
        }
        return CompletableFuture.allOf(
                desk.queue().all().stream().map(this::restore).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Job> restore(OpenJob job) {
        boolean begun = job.status != JobStatus.QUEUED;
        if (!begun && fromCopy) {
            return journal.fail(job, Phases.ARM, Doubts.MAY_BE_DRAWN);
        }
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
        job.device.flatMap(desk::runner).ifPresent(runner -> runner.adopt(job));
        CompletableFuture<Job> paused = journal.apply(job, new JobCommand.ServiceEnded());
        if (fromCopy) {
            job.reason = Optional.of(Doubts.MAY_BE_FURTHER);
            journal.show(job);
            return journal.save(job, List.of(JobEvent.Updated.of(job.view(), "causes", Doubts.MAY_BE_FURTHER)));
        }
        journal.show(job);
        return paused;
    }
}
