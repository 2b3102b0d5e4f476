package plotty.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open jobs as the disk knows them, with live metrics: what any thread may read without waiting. */
final class OpenView {
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    /** Ids in their order, each with the key of it. */
    private volatile Map<String, Long> order = Map.of();

    /** An open job with the key of its order among those of one priority. */
    record Placed(Job job, long place) {}

    /** Shows a job as it was committed, among the open ones with these ids, in order, each with the key of it. */
    void show(Job committed, Map<String, Long> inOrder) {
        order = inOrder;
        if (committed.status().ended()) {
            jobs.remove(committed.id());
        } else {
            jobs.put(committed.id(), committed);
        }
    }

    /** Shows how far a job is. */
    void metrics(String id, Job.JobMetrics metrics) {
        jobs.computeIfPresent(id, (_, job) -> job.with(job.position(), metrics));
    }

    /** All open jobs in order, those that wait with their position; one whose end is still on its way to the disk is last. */
    List<Job> list() {
        Set<String> ids = new LinkedHashSet<>(order.keySet());
        ids.addAll(jobs.keySet());
        List<Job> list = new ArrayList<>();
        int position = 0;
        for (String id : ids) {
            Job job = jobs.get(id);
            if (job != null) {
                boolean waits = job.status() == JobStatus.QUEUED;
                position += waits ? 1 : 0;
                list.add(job.with(waits ? position : 0, job.metrics()));
            }
        }
        return list;
    }

    /** The same with the keys of their order. */
    List<Placed> placed() {
        Map<String, Long> known = order;
        return list().stream()
                .map(job -> new Placed(job, known.getOrDefault(job.id(), Long.MAX_VALUE / 10)))
                .toList();
    }

    Optional<Job> find(String idOrName) {
        List<Job> list = list();
        return list.stream()
                .filter(job -> job.id().equals(idOrName))
                .findFirst()
                .or(() ->
                        list.stream().filter(job -> job.name().equals(idOrName)).findFirst());
    }
}
