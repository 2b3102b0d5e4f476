package plotty.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A small machine within this one, for one program: so much memory, one core, and a share of that. By control groups (the
 * kernel's admin-guide, cgroup-v1), which takes root.
 */
final class Cage implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    /** Short, so that a slow core is slow and does not stand still for long. */
    private static final long PERIOD_US = 20_000;

    /** The largest: what else runs on this machine is not what is tried here. */
    private static final String FIRST = "262144";

    private final Path memory;
    private final Path processor;
    private final Path core;
    /** Of the board, which stands for a machine of its own. */
    private final Path board;
    /** The other cores, for the board alone. */
    private final Path otherCores;

    /**
     * Makes it.
     *
     * @param memoryBytes pages of files count too
     * @param corePercent share of the time in which its one core is there for it
     */
    Cage(long memoryBytes, int corePercent) {
        String name = "plotty-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        memory = ROOT.resolve("memory").resolve(name);
        processor = ROOT.resolve("cpu").resolve(name);
        core = ROOT.resolve("cpuset").resolve(name);
        board = ROOT.resolve("cpu").resolve(name + "-board");
        otherCores = ROOT.resolve("cpuset").resolve(name + "-board");
        for (Path group : List.of(memory, processor, core)) {
            boolean there = Files.isWritable(group.getParent().resolve("cgroup.procs"));
            assumeTrue(there, "NOT TRIED: takes root and control groups (version 1) at " + group.getParent());
        }
        try {
            for (Path group : List.of(memory, processor, core, board, otherCores)) {
                Files.createDirectory(group);
            }
            Files.writeString(board.resolve("cpu.shares"), FIRST);
            Files.writeString(processor.resolve("cpu.shares"), FIRST);
            Files.writeString(memory.resolve("memory.limit_in_bytes"), Long.toString(memoryBytes));
            Files.writeString(processor.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_US));
            Files.writeString(processor.resolve("cpu.cfs_quota_us"), Long.toString(PERIOD_US * corePercent / 100));
            Files.writeString(core.resolve("cpuset.mems"), "0");
            Files.writeString(core.resolve("cpuset.cpus"), "0");
            Files.writeString(otherCores.resolve("cpuset.mems"), "0");
            int last = Runtime.getRuntime().availableProcessors() - 1;
            Files.writeString(otherCores.resolve("cpuset.cpus"), Math.min(1, last) + "-" + last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command has to begin with, to run in it. */
    List<String> wrapper() {
        String script =
                "for group; do [ \"$group\" = -- ] && break; echo $$ > \"$group/cgroup.procs\"; shift; done; shift; exec"
                        + " \"$@\"";
        return List.of("sh", "-c", script, "sh", memory.toString(), processor.toString(), core.toString(), "--");
    }

    /** Has the board's process served before all else. */
    void favour(Process running) {
        try {
            for (Path group : List.of(board, otherCores)) {
                Files.writeString(group.resolve("cgroup.procs"), Long.toString(running.pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it went: the most memory, how often that was not enough at once, how often and how long the core was taken away. */
    String figures() {
        String[] share = text(processor.resolve("cpu.stat")).split("\\s+", -1);
        return String.format(
                Locale.ROOT,
                "memory at most %.0f MB, limit met %s times; core taken away %s of %s times, %.1f s in all",
                Long.parseLong(text(memory.resolve("memory.max_usage_in_bytes"))) / 1048576.0,
                text(memory.resolve("memory.failcnt")),
                share[3],
                share[1],
                Long.parseLong(share[5]) / 1e9);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once nobody is in it any more. */
    @Override
    public void close() {
        try {
            for (Path group : List.of(memory, processor, core, board, otherCores)) {
                Files.deleteIfExists(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
