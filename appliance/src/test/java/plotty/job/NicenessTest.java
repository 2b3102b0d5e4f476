package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Planning leaves the processor to those who draw. */
@EnabledOnOs(OS.LINUX)
class NicenessTest {
    @TempDir
    Path folder;

    @Test
    void a_thread_becomes_nice_and_the_others_stay_as_they_are() throws Exception {
        int usual = nice();
        FutureTask<Integer> there = new FutureTask<>(() -> {
            Niceness.give(10);
            return nice();
        });
        Thread.ofPlatform().start(there);
        assertEquals(10, there.get(20, TimeUnit.SECONDS));
        assertEquals(usual, nice());
    }

    @Test
    void the_thread_that_plans_is_nice() {
        try (JobBench bench = JobBench.in(folder)) {
            bench.planned("line", JobBench.LONG_LINE);
            assertEquals(10, niceOf("planner"));
        }
    }

    /** The 19th field of proc(5)'s stat; the second is the thread's name in brackets. */
    private static int nice() {
        return nice(Path.of("/proc/thread-self/stat"));
    }

    private static int nice(Path stat) {
        try {
            String line = Files.readString(stat);
            return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The nicest of the threads of that name: another test's may not have ended yet. */
    private static int niceOf(String thread) {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(task -> task.resolve("stat"))
                    .filter(stat -> nameOf(stat).equals(thread))
                    .flatMapToInt(NicenessTest::niceOfLiving)
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing if the thread has ended since its name was read. */
    private static IntStream niceOfLiving(Path stat) {
        try {
            return IntStream.of(nice(stat));
        } catch (UncheckedIOException ended) {
            return IntStream.empty();
        }
    }

    private static String nameOf(Path stat) {
        try {
            String line = Files.readString(stat);
            return line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
        } catch (IOException e) {
            return "ended: " + e.getMessage();
        }
    }
}
