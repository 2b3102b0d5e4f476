package plotty.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import plotty.job.JobPage.Place;
import plotty.job.JobPage.Place.Ended;
import plotty.job.JobPage.Place.Open;
import plotty.job.JobRefusedException.Reason;
import plotty.job.OpenView.Placed;

/** What is known of jobs, of open and of ended ones. Any thread; ended ones are read from the disk. */
final class KnownJobs {
    /** No list is longer. */
    private static final int MOST = 100_000;

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

    /** A part of the list; no more are read from the disk than are wanted. */
    JobPage page(JobFilter filter, Optional<Place> after, int wanted) {
        int limit = Math.min(wanted, MOST);
        List<Placed> open = view.placed();
        List<Place> places = new ArrayList<>();
        List<Job> found = new ArrayList<>();
        Optional<Open> afterOpen =
                after.flatMap(place -> place instanceof Open there ? Optional.of(there) : Optional.empty());
        Optional<Ended> afterEnded =
                after.flatMap(place -> place instanceof Ended there ? Optional.of(there) : Optional.empty());
        if (afterEnded.isEmpty()) {
            open.stream()
                    .filter(placed -> filter.covers(placed.job()))
                    .sorted(Comparator.comparing(KnownJobs::placeOf))
                    .filter(placed -> afterOpen
                            .map(there -> placeOf(placed).compareTo(there) > 0)
                            .orElse(true))
                    .limit(limit + 1L)
                    .forEach(placed -> {
                        found.add(placed.job());
                        places.add(placeOf(placed));
                    });
        }
        Set<String> shown = open.stream().map(placed -> placed.job().id()).collect(Collectors.toSet());
        int asked = limit + 1 - found.size();
        List<SavedJob> rows = store.ended(filter, afterEnded, asked);
        for (SavedJob ended : rows) {
            if (!shown.contains(ended.job().id())) {
                found.add(ended.job());
                places.add(placeOf(ended));
            }
        }
        if (found.size() > limit) {
            return new JobPage(found.subList(0, limit), Optional.of(places.get(limit - 1)));
        }
        // A job that has just ended may stand in a row and among the open ones: then there are more rows than jobs.
        boolean more = asked > 0 && rows.size() == asked;
        return new JobPage(found, more ? Optional.of(placeOf(rows.getLast())) : Optional.empty());
    }

    private static Ended placeOf(SavedJob ended) {
        return new Ended(
                ended.job().endedAt().orElseThrow().toEpochMilli(), ended.job().id());
    }

    private static Open placeOf(Placed placed) {
        return Open.of(placed.job(), placed.place());
    }

    /** The open jobs in order; never blocks. */
    List<Job> open() {
        return view.list();
    }

    /** How many jobs there are of each status; those that there are none of are 0. */
    Map<JobStatus, Integer> count() {
        Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            counts.put(status, 0);
        }
        counts.putAll(store.countEnded());
        view.list().forEach(job -> counts.merge(job.status(), 1, Integer::sum));
        return counts;
    }

    /** The job with this id or, failing that, this name: an open one, else the one that ended last. */
    Optional<Job> find(String idOrName) {
        return view.find(idOrName).or(() -> store.endedNamed(idOrName).map(SavedJob::job));
    }

    int receivedSince(Instant since) {
        return store.receivedSince(since);
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

    /** Carries an order out; if the job is not open, says what is known of it. */
    Job orRefused(String idOrName, Supplier<Job> order, Function<Job, String> sentenceIfEnded) {
        try {
            return order.get();
        } catch (JobRefusedException e) {
            if (e.reason() != Reason.UNKNOWN) {
                throw e;
            }
            throw refusal(idOrName, sentenceIfEnded);
        }
    }

    /** What to say to an order to a job that is not open. */
    private JobRefusedException refusal(String idOrName, Function<Job, String> sentenceIfEnded) {
        return store.endedNamed(idOrName)
                .map(ended -> new JobRefusedException(Reason.CONFLICT, sentenceIfEnded.apply(ended.job())))
                .orElseGet(() -> unknown(idOrName));
    }

    static JobRefusedException unknown(String idOrName) {
        return new JobRefusedException(Reason.UNKNOWN, "There is no job \"%s\".".formatted(idOrName));
    }
}
