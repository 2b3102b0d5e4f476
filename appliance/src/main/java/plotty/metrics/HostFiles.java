package plotty.metrics;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tinylog.Logger;

/**
 * What Linux tells of itself in {@code /proc} and {@code /sys} (proc(5), and {@code thermal/sysfs-api} of the kernel's
 * documents). A file that is missing or strange makes its figure unknown, never an error: some machines have no
 * thermometer, and other systems none of these files.
 */
final class HostFiles {
    private static final double MB = 1024 * 1024;
    private static final double KB_PER_MB = 1024;

    private final Path root;
    private final Path data;

    /**
     * Reads from now on.
     *
     * @param root folder in which {@code proc} and {@code sys} lie: {@code /}, or one with recorded files
     * @param data a folder on the disk that is looked at
     */
    HostFiles(Path root, Path data) {
        this.root = root;
        this.data = data;
    }

    /**
     * Processor time since the machine was started, in ticks.
     *
     * @param busy of all processors
     * @param all of all processors, idle ones too
     */
    record CpuTime(long busy, long all) {

        /** Share that was busy since an earlier reading, %; empty if no time has passed. */
        OptionalDouble percentSince(CpuTime before) {
            long passed = all - before.all;
            return passed > 0
                    ? OptionalDouble.of(Math.clamp(100.0 * (busy - before.busy) / passed, 0, 100))
                    : OptionalDouble.empty();
        }
    }

    /** Memory of this process, MB. */
    record ProcessMemory(OptionalDouble residentMb, OptionalDouble anonymousMb) {}

    /** The disk with the data folder. */
    record Disk(OptionalDouble percent, OptionalDouble freeMb) {}

    /** The first line of {@code /proc/stat}: user nice system idle iowait irq softirq steal; guest times are in user's. */
    Optional<CpuTime> cpu() {
        return lines("proc/stat").stream()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .flatMap(HostFiles::cpuTime);
    }

    private static Optional<CpuTime> cpuTime(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length < 5) {
            return Optional.empty();
        }
        long all = 0;
        long idle = 0;
        for (int i = 1; i < Math.min(words.length, 9); i++) {
            OptionalDouble ticks = number(words[i]);
            if (ticks.isEmpty()) {
                return Optional.empty();
            }
            all += (long) ticks.getAsDouble();
            idle += i == 4 || i == 5 ? (long) ticks.getAsDouble() : 0;
        }
        return Optional.of(new CpuTime(all - idle, all));
    }

    /** By {@code MemAvailable}, which counts what the caches would give back. */
    OptionalDouble memoryPercent() {
        List<String> lines = lines("proc/meminfo");
        OptionalDouble total = kilobytes(lines, "MemTotal:");
        OptionalDouble available = kilobytes(lines, "MemAvailable:");
        return total.isPresent() && available.isPresent() && total.getAsDouble() > 0
                ? OptionalDouble.of(Math.clamp(100 * (1 - available.getAsDouble() / total.getAsDouble()), 0, 100))
                : OptionalDouble.empty();
    }

    /** Three means, over 1, 5 and 15 minutes. */
    List<OptionalDouble> loads() {
        List<OptionalDouble> loads = new ArrayList<>();
        String[] words = lines("proc/loadavg").stream().findFirst().orElse("").split(" ", -1);
        for (int i = 0; i < 3; i++) {
            loads.add(i < words.length ? number(words[i]) : OptionalDouble.empty());
        }
        return loads;
    }

    ProcessMemory processMemory() {
        List<String> lines = lines("proc/self/status");
        return new ProcessMemory(megabytes(kilobytes(lines, "VmRSS:")), megabytes(kilobytes(lines, "RssAnon:")));
    }

    /** The hottest zone, °C. */
    OptionalDouble temperatureC() {
        Path zones = root.resolve("sys/class/thermal");
        if (!Files.isDirectory(zones)) {
            return OptionalDouble.empty();
        }
        OptionalDouble hottest = OptionalDouble.empty();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(zones, "thermal_zone*")) {
            for (Path zone : each) {
                OptionalDouble milli = lines("sys/class/thermal/" + zone.getFileName() + "/temp").stream()
                        .findFirst()
                        .map(HostFiles::number)
                        .orElse(OptionalDouble.empty());
                if (milli.isPresent() && !(hottest.isPresent() && hottest.getAsDouble() > milli.getAsDouble() / 1000)) {
                    hottest = OptionalDouble.of(milli.getAsDouble() / 1000);
                }
            }
        } catch (IOException e) {
            Logger.debug(e, "the temperature cannot be read");
        }
        return hottest;
    }

    /** As {@code df} counts: what is kept for the administrator is neither used nor free. */
    Disk disk() {
        try {
            FileStore store = Files.getFileStore(data);
            double used = (double) store.getTotalSpace() - store.getUnallocatedSpace();
            double free = store.getUsableSpace();
            return new Disk(
                    used + free > 0 ? OptionalDouble.of(100 * used / (used + free)) : OptionalDouble.empty(),
                    OptionalDouble.of(free / MB));
        } catch (IOException e) {
            Logger.debug(e, "the disk cannot be looked at");
            return new Disk(OptionalDouble.empty(), OptionalDouble.empty());
        }
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            Logger.trace(e, "{} cannot be read", file);
            return List.of();
        }
    }

    private static OptionalDouble kilobytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line ->
                        number(line.substring(name.length()).replace("kB", "").strip()))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble megabytes(OptionalDouble kilobytes) {
        return kilobytes.isPresent() ? OptionalDouble.of(kilobytes.getAsDouble() / KB_PER_MB) : OptionalDouble.empty();
    }

    private static OptionalDouble number(String word) {
        return word.strip().matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(word.strip()))
                : OptionalDouble.empty();
    }
}
