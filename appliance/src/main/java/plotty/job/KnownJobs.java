package plotty.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import plotty.job.JobRefusedException.Reason;

/** What is known of jobs, of open and of ended ones. Any thread; ended ones are read from the disk. */
final class KnownJobs {
    private final OpenView view;
    private final JobStore store;

    KnownJobs(OpenView view, JobStore store) {
        this.view = view;
        this.store = store;
    }

    /** Id of the job that is drawn or held on this plotter; never blocks. */
    Optional<String> jobOn(String device) {
        return view.list().stream()
                .filter(job -> job.status() == JobStatus.RUNNING || job.status() == JobStatus.PAUSED)
                .filter(job -> job.device().filter(device::equals).isPresent())
                .map(Job::id)
                .findFirst();
    }

    /** Open jobs in queue order, then ended ones, the latest first; no more are read from the disk than are wanted. */
    List<Job> list(Set<JobStatus> statuses, int limit) {
        List<Job> open = view.list();
        List<Job> found = new ArrayList<>(open.stream()
                .filter(job -> statuses.contains(job.status()))
                .limit(Math.max(0, limit))
                .toList());
        if (found.size() < limit) {
            Set<String> shown = open.stream().map(Job::id).collect(Collectors.toSet());
            store.ended(statuses, limit - found.size()).stream()
                    .map(SavedJob::job)
                    .filter(job -> !shown.contains(job.id()))
                    .forEach(found::add);
        }
        return found;
    }

    /** The job with this id or, failing that, this name: an open one, else the one that ended last. */
    Optional<Job> find(String idOrName) {
        return view.find(idOrName).or(() -> store.endedNamed(idOrName).map(SavedJob::job));
    }

    /** As the disk has it; what moves faster than the disk, metrics and position, as far as it is known. */
    Optional<Job> committed(String id) {
        return store.row(id)
                .map(SavedJob::job)
                .map(row -> view.find(id)
                        .filter(open -> open.status() == row.status())
                        .map(open -> row.with(open.position(), open.metrics()))
                        .orElse(row));
    }

    /** What to say to an order to a job that is not open. */
    JobRefusedException refusal(String idOrName, Function<Job, String> sentenceIfEnded) {
        return store.endedNamed(idOrName)
                .map(ended -> new JobRefusedException(Reason.CONFLICT, sentenceIfEnded.apply(ended.job())))
                .orElseGet(() -> unknown(idOrName));
    }

    static JobRefusedException unknown(String idOrName) {
        return new JobRefusedException(Reason.UNKNOWN, "There is no job \"%s\".".formatted(idOrName));
    }
}
