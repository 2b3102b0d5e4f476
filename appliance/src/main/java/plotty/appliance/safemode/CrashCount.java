package plotty.appliance.safemode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * How often the service has crashed since the machine was started: a start that no clean stop followed is a crash, found at the
 * next start. Kept in a small file that may be deleted at any time; a pulled plug begins anew, because the kernel's boot has
 * another id then. The file is replaced, never synced: what kills the process alone leaves the kernel's cache. Used by one
 * thread at a time.
 */
public final class CrashCount {
    /** Crashes that lie farther apart do not count together; whoever ran for so long has recovered. */
    static final Duration WITHIN = Duration.ofMinutes(10);

    static final String FILE = "crash-count";

    private static final int MOST_BYTES = 4096;
    private static final int MOST_CRASHES = 20;
    private static final String HEAD =
            "# Crashes of the service since the machine was started. Delete this to forget them.";

    private final List<Path> folders;
    private final Supplier<Optional<Moment>> clock;
    private Optional<Path> file = Optional.empty();
    private Moment started = new Moment("", 0);
    private List<Double> crashes = List.of();

    /**
     * A moment that no clock can shift.
     *
     * @param boot id of the present boot of the machine
     * @param uptimeS how long that has run, s
     */
    record Moment(String boot, double uptimeS) {
        private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
        private static final Path UPTIME = Path.of("/proc/uptime");

        /** Now, on Linux (proc(5)); else empty, and then nothing is counted. */
        static Optional<Moment> now() {
            try {
                String uptime = Files.readString(UPTIME).split(" ", -1)[0];
                return Optional.of(new Moment(Files.readString(BOOT).strip(), Double.parseDouble(uptime)));
            } catch (IOException | NumberFormatException e) {
                Logger.debug(e, "How long the machine has run cannot be read");
                return Optional.empty();
            }
        }
    }

    /**
     * Stands by.
     *
     * @param folders where the file may be kept: the first one that can be written is taken
     */
    CrashCount(List<Path> folders, Supplier<Optional<Moment>> clock) {
        this.folders = List.copyOf(folders);
        this.clock = clock;
    }

    /** Counts nothing, ever. */
    static CrashCount none() {
        return new CrashCount(List.of(), Optional::empty);
    }

    /** A service starts. Gives how many crashes there were within {@link #WITHIN} before, the one that this start follows too. */
    int start() {
        Optional<Moment> now = clock.get();
        if (now.isEmpty() || folders.isEmpty()) {
            return 0;
        }
        started = now.get();
        for (Path folder : folders) {
            Path candidate = folder.resolve(FILE);
            List<Double> known = crashesBefore(started, read(candidate));
            if (write(candidate, started, known, true)) {
                file = Optional.of(candidate);
                crashes = known;
                return known.size();
            }
        }
        Logger.warn("Crashes are not counted, because none of {} can be written", folders);
        return 0;
    }

    /** It has run for long enough, or somebody has looked after it: what was before is forgotten. */
    void forget() {
        crashes = List.of();
        file.ifPresent(path -> write(path, started, crashes, true));
    }

    /** It ends as it was told to. */
    void stop() {
        file.ifPresent(path -> write(path, started, List.of(), false));
    }

    private static List<Double> crashesBefore(Moment now, List<String> lines) {
        if (!lines.contains("boot " + now.boot())) {
            return List.of();
        }
        List<Double> known = new ArrayList<>();
        for (String line : lines) {
            seconds(line, "crash ")
                    .filter(at -> at <= now.uptimeS() && now.uptimeS() - at <= WITHIN.toSeconds())
                    .ifPresent(known::add);
        }
        if (lines.stream().anyMatch(line -> seconds(line, "running ").isPresent())) {
            known.add(now.uptimeS());
        }
        return known.subList(Math.max(0, known.size() - MOST_CRASHES), known.size());
    }

    private static Optional<Double> seconds(String line, String word) {
        return line.matches(word + "[0-9]{1,12}(\\.[0-9]{1,3})?")
                ? Optional.of(Double.valueOf(line.substring(word.length())))
                : Optional.empty();
    }

    /** What stands in the file; nothing if it is not there, or damaged. */
    private static List<String> read(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                return List.of();
            }
            try (Stream<String> lines =
                    Files.readString(path, StandardCharsets.ISO_8859_1).lines()) {
                return lines.toList();
            }
        } catch (IOException e) {
            Logger.warn("What {} says of earlier crashes cannot be read: {}", path, e.toString());
            return List.of();
        }
    }

    private static boolean write(Path path, Moment start, List<Double> crashes, boolean running) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        text.append("boot ").append(start.boot()).append('\n');
        if (running) {
            text.append(line("running", start.uptimeS()));
        }
        crashes.forEach(at -> text.append(line("crash", at)));
        Path draft = path.resolveSibling(FILE + ".new");
        try {
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            Logger.debug(e, "{} cannot be written", path);
            return false;
        }
    }

    private static String line(String word, double seconds) {
        return String.format(Locale.ROOT, "%s %.2f\n", word, seconds);
    }
}
