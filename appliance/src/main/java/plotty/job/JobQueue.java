package plotty.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The open jobs and their order: priority first, then place. Touched by the jobs' thread only. */
final class JobQueue {
    private static final Comparator<OpenJob> ORDER = Comparator.<OpenJob>comparingInt(job -> job.options.priority())
            .thenComparingLong(job -> job.place)
            .thenComparing(job -> job.id);

    private final Map<String, OpenJob> open = new LinkedHashMap<>();

    int size() {
        return open.size();
    }

    /** Adds a job behind all others of its priority, unless it brings its place along. */
    void add(OpenJob job) {
        if (job.place == 0) {
            job.place = 1
                    + open.values().stream()
                            .mapToLong(other -> other.place)
                            .max()
                            .orElse(0);
        }
        open.put(job.id, job);
    }

    void remove(OpenJob job) {
        open.remove(job.id);
    }

    /** The open job with this id or, failing that, this name. */
    Optional<OpenJob> find(String idOrName) {
        return Optional.ofNullable(open.get(idOrName))
                .or(() -> open.values().stream()
                        .filter(job -> job.options.name().equals(idOrName))
                        .findFirst());
    }

    /** Jobs that have been started first, then those that wait, in their order. */
    List<OpenJob> all() {
        return Stream.concat(open.values().stream().filter(job -> job.status != JobStatus.QUEUED), waiting().stream())
                .toList();
    }

    /** Their ids in that order, each with its place. */
    Map<String, Long> order() {
        Map<String, Long> order = new LinkedHashMap<>();
        all().forEach(job -> order.put(job.id, job.place));
        return Collections.unmodifiableMap(order);
    }

    /** Jobs that wait, the next one first. */
    List<OpenJob> waiting() {
        return open.values().stream()
                .filter(job -> job.status == JobStatus.QUEUED)
                .sorted(ORDER)
                .toList();
    }

    /**
     * Moves a waiting job to a position from 1; past the end is the end. Its priority follows that of its new neighbours as
     * far as the order asks for it.
     *
     * @return the jobs whose row changes
     */
    List<OpenJob> move(OpenJob job, int position) {
        List<OpenJob> order = new ArrayList<>(waiting());
        order.remove(job);
        int index = Math.clamp(position - 1L, 0, order.size());
        int atLeast = index > 0 ? order.get(index - 1).options.priority() : 1;
        int atMost = index < order.size() ? order.get(index).options.priority() : 9;
        job.options = job.options.withPriority(
                Math.clamp(job.options.priority(), Math.min(atLeast, atMost), Math.max(atLeast, atMost)));
        order.add(index, job);
        List<OpenJob> changed = new ArrayList<>();
        changed.add(job);
        for (int i = 0; i < order.size(); i++) {
            OpenJob other = order.get(i);
            if (other.place != i + 1 && other != job) {
                changed.add(other);
            }
            other.place = i + 1L;
        }
        return changed;
    }

    /**
     * A job was started on this plotter: whatever waits does not start there by itself any more, for that could only be long
     * after somebody asked for it, and on a sheet that is used. Other plotters remain to a job that may go to any.
     */
    void forgetStarts(String device) {
        for (OpenJob job : waiting()) {
            job.startOn =
                    job.startOn.stream().filter(other -> !other.equals(device)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** A name for people that no other open job has: control characters taken out, a number added if it is taken. */
    String uniqueName(String wanted, Optional<OpenJob> self) {
        String clean = cleaned(wanted);
        String name = clean;
        for (int number = 2; isTaken(name, self); number++) {
            String suffix = "-" + number;
            name = shortened(clean, JobOptions.MAX_NAME - suffix.length()) + suffix;
        }
        return name;
    }

    private boolean isTaken(String name, Optional<OpenJob> self) {
        return open.values().stream()
                .anyMatch(job -> job.options.name().equals(name) && !self.equals(Optional.of(job)));
    }

    private static String cleaned(String wanted) {
        StringBuilder name = new StringBuilder();
        wanted.codePoints()
                .map(point -> isPlain(point) ? point : ' ')
                .limit(10L * JobOptions.MAX_NAME)
                .forEach(name::appendCodePoint);
        String clean = name.toString().strip().replaceAll("\\s+", " ");
        clean = shortened(clean, JobOptions.MAX_NAME);
        return clean.isEmpty() || JobIds.looksLikeId(clean) ? "drawing" : clean;
    }

    private static String shortened(String name, int most) {
        return name.codePointCount(0, name.length()) > most
                ? name.substring(0, name.offsetByCodePoints(0, most)).strip()
                : name;
    }

    /** Not what hides, turns the direction of writing, or is half a character. */
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
