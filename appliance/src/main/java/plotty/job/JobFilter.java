package plotty.job;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs are wanted; what is empty leaves none out.
 *
 * @param statuses of these only
 * @param devices ids of plotters that they are assigned to or, as long as they are not, were sent for; empty for all jobs
 * @param name a part of their name, in any case of the letters a to z
 * @param since received then or later
 * @param until received before then
 */
public record JobFilter(
        Set<JobStatus> statuses,
        Set<String> devices,
        Optional<String> name,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** All jobs. */
    public static final JobFilter ALL = new JobFilter(
            EnumSet.allOf(JobStatus.class), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Keeps its own copies. */
    public JobFilter {
        statuses = Set.copyOf(statuses);
        devices = Set.copyOf(devices);
        name = name.map(JobFilter::folded);
    }

    /** The jobs of these statuses. */
    public static JobFilter of(Set<JobStatus> statuses) {
        return new JobFilter(statuses, ALL.devices, ALL.name, ALL.since, ALL.until);
    }

    /** The jobs for these plotters; for any if none is given. */
    public static JobFilter ofDevices(Set<String> devices) {
        return new JobFilter(ALL.statuses, devices, ALL.name, ALL.since, ALL.until);
    }

    boolean covers(Job job) {
        return statuses.contains(job.status())
                && (devices.isEmpty()
                        || job.device()
                                .or(job.options()::device)
                                .filter(devices::contains)
                                .isPresent())
                && name.map(folded(job.name())::contains).orElse(true)
                && since.map(from -> !job.createdAt().isBefore(from)).orElse(true)
                && until.map(to -> job.createdAt().isBefore(to)).orElse(true);
    }

    /** As SQLite's {@code lower} does it: other letters than A to Z stay as they are. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars()
                .forEach(c -> folded.append(c < 128 ? String.valueOf((char) c).toLowerCase(Locale.ROOT) : (char) c));
        return folded.toString();
    }
}
