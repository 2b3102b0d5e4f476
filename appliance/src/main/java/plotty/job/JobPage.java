package plotty.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of jobs.
 *
 * @param jobs in the order of the list: those that are drawn or held, those that wait in the order of the queue, those that
 *     have ended, the latest first
 * @param next where the next part begins; empty at the end
 */
public record JobPage(List<Job> jobs, Optional<Place> next) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /**
     * A place in the list, right behind a job. It holds by what orders the list, not by a count: jobs that come or go
     * meanwhile shift nothing.
     */
    public sealed interface Place {

        /**
         * Behind an open job.
         *
         * @param rank 0 if it was begun, else its priority
         * @param place key of its order among those of one rank
         * @param id decides between equals
         */
        record Open(int rank, long place, String id) implements Place, Comparable<Open> {
            private static final Comparator<Open> ORDER = Comparator.comparingInt(Open::rank)
                    .thenComparingLong(Open::place)
                    .thenComparing(Open::id);

            static Open of(Job job, long place) {
                return job.status() == JobStatus.QUEUED
                        ? new Open(job.options().priority(), place, job.id())
                        : new Open(0, 0, job.id());
            }

            @Override
            public int compareTo(Open other) {
                return ORDER.compare(this, other);
            }
        }

        /** Behind an ended job, by the time of its end in ms since 1970 and its id. */
        record Ended(long endedAtMs, String id) implements Place {}

        /** A text without spaces from which {@link #of} makes the place again. */
        default String text() {
            return switch (this) {
                case Open(int rank, long place, String id) -> "o.%d.%d.%s".formatted(rank, place, id);
                case Ended(long endedAtMs, String id) -> "e.%d.%s".formatted(endedAtMs, id);
            };
        }

        /** The place that a text says; empty if it says none. */
        static Optional<Place> of(String text) {
            String id = "[0-9a-f-]{36}";
            String[] words = text.split("\\.", -1);
            if (text.matches("o\\.[0-9]{1,2}\\.[0-9]{1,18}\\." + id)) {
                return Optional.of(new Open(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3]));
            }
            return text.matches("e\\.[0-9]{1,18}\\." + id)
                    ? Optional.of(new Ended(Long.parseLong(words[1]), words[2]))
                    : Optional.empty();
        }
    }
}
