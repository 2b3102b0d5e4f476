package plotty.appliance.support;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs here and how full it is: the process, the machine, the data folder. */
public final class MachineTexts {
    private static final List<String> ABOUT_JAVA =
            List.of("java.vendor.version", "java.runtime.version", "java.vm.name", "os.name", "os.version", "os.arch");
    private static final List<String> OF_THE_MACHINE = List.of(
            "/proc/version",
            "/etc/os-release",
            "/proc/device-tree/model",
            "/proc/uptime",
            "/proc/loadavg",
            "/proc/meminfo",
            "/sys/class/thermal/thermal_zone0/temp",
            "/sys/fs/cgroup/memory.pressure",
            "/proc/pressure/io",
            "/proc/mounts");
    private static final List<String> OF_THE_PROCESS = List.of("/proc/self/status", "/proc/self/limits");
    private static final int MOST_FILES = 300;
    private static final int MOST_CRASHES = 24;
    private static final int MOST_OF_A_FILE = 64 * 1024;

    private MachineTexts() {}

    /** What of which version runs. */
    public static void versions(PrintWriter out, String version) {
        out.println("ploTTY Appliance " + version);
        ABOUT_JAVA.forEach(name -> out.println(name + " = " + System.getProperty(name, "")));
        out.println("processors = " + Runtime.getRuntime().availableProcessors());
        out.println();
        out.println("Libraries:");
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                .filter(name -> name.endsWith(".jar"))
                .sorted()
                .forEach(name -> out.println("  " + name));
    }

    /** What each thread of this process does. */
    public static void threads(PrintWriter out) {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        out.println(all.size() + " threads; those that serve one request are not among them");
        all.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().getName()))
                .forEach(each -> thread(out, each.getKey(), each.getValue()));
    }

    private static void thread(PrintWriter out, Thread thread, StackTraceElement[] frames) {
        out.println();
        out.printf("\"%s\" %s%n", thread.getName(), thread.getState());
        for (StackTraceElement frame : frames) {
            out.println("    at " + frame);
        }
    }

    /** Memory and what else the kernel tells of this process. */
    public static void process(PrintWriter out) {
        Runtime java = Runtime.getRuntime();
        out.printf(
                "Java's heap: %d kB used, %d kB taken, %d kB at most%n",
                (java.totalMemory() - java.freeMemory()) / 1024, java.totalMemory() / 1024, java.maxMemory() / 1024);
        OF_THE_PROCESS.forEach(file -> file(out, Path.of(file)));
    }

    /** What the machine tells of itself, and how full its disk is. */
    public static void machine(PrintWriter out, Path data) throws IOException {
        FileStore disk = Files.getFileStore(data);
        out.printf(
                "Disk of %s (%s, %s): %d MB, %d MB free%s%n",
                data,
                disk.name(),
                disk.type(),
                disk.getTotalSpace() >> 20,
                disk.getUsableSpace() >> 20,
                disk.isReadOnly() ? ", read-only" : "");
        OF_THE_MACHINE.forEach(file -> file(out, Path.of(file)));
    }

    private static void file(PrintWriter out, Path file) {
        out.println();
        out.println("== " + file);
        try {
            text(out, file);
        } catch (IOException e) {
            out.println("(not there)");
        }
    }

    /** The end of a text file, as far as it is not too long. */
    static void text(PrintWriter out, Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            in.skipNBytes(Math.max(0, size - MOST_OF_A_FILE));
            bytes = in.readNBytes(MOST_OF_A_FILE);
        }
        out.println(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).replace("\0", ""));
    }

    /** Names and sizes of what lies in the data folder, two levels deep: no contents. */
    public static void listing(PrintWriter out, Path data) throws IOException {
        out.printf("%12s  %-20s  %s%n", "bytes", "changed", "in " + data);
        for (Path entry : entries(data)) {
            line(out, data, entry);
            if (Files.isDirectory(entry)) {
                for (Path inner : entries(entry)) {
                    line(out, data, inner);
                }
            }
        }
    }

    private static void line(PrintWriter out, Path data, Path file) throws IOException {
        String size = Files.isDirectory(file) ? "folder" : Long.toString(Files.size(file));
        out.printf(
                "%12s  %-20s  %s%n",
                size, Files.getLastModifiedTime(file).toInstant().toString().substring(0, 19), data.relativize(file));
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.sorted().limit(MOST_FILES).forEach(entries::add);
        }
        return entries;
    }

    /** Adds the reports of crashes that there are: those that the units keep, and Java's own. */
    public static void crashes(Bundle bundle, Path data) {
        try {
            addCrashes(bundle, data);
        } catch (IOException e) {
            bundle.with("crashes.txt", "reports of crashes", _ -> {
                throw e;
            });
        }
    }

    private static void addCrashes(Bundle bundle, Path data) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(data, data.resolve("crashes"))) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{*-crash.txt,hs_err*}")) {
                    files.forEach(file -> {
                        // A link may lead to what is none of ours, where root makes the bundle; a pipe would never end.
                        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                            found.add(file);
                        }
                    });
                } catch (DirectoryIteratorException e) {
                    throw e.getCause();
                }
            }
        }
        found.stream()
                .sorted(Comparator.comparing((Path file) -> file.getFileName().toString())
                        .reversed())
                .limit(MOST_CRASHES)
                .forEach(file ->
                        bundle.with("crashes/" + file.getFileName(), "what led to a crash", out -> text(out, file)));
    }
}
