package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Happening;
import plotty.event.Published;

/** A process that writes is killed in the middle of it, again and again. */
class KillTest {

    private static final long SEED = 20261120;
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void what_was_acknowledged_before_a_kill_is_there_after_it() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String when = "seed " + SEED + ", round " + round;
            int acknowledged = writeAndKill(20 + random.nextInt(200));
            try (Database database = open()) {
                List<Integer> numbers = Ledger.numbers(database);
                assertTrue(numbers.size() >= acknowledged, () -> numbers.size() + " of " + acknowledged + ", " + when);
                assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers, when);
                List<Published> events = database.events().since(0, Integer.MAX_VALUE);
                assertEquals(numbers, events.stream().map(Happening::numberOf).toList(), when);
                assertEquals(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList(),
                        events.stream().map(Published::seq).toList(),
                        when);
                assertTrue(database.damage().isEmpty(), when);
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(List.of(), left.toList(), "kills leave nothing in the temporary folder");
        }
        try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
            assertEquals(1, libraries.count());
        }
    }

    /** Returns the last number that the process had acknowledged. */
    private int writeAndKill(int afterAcknowledgements) throws IOException, InterruptedException {
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + tmp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int heard = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A kill may cut the last line; a whole one ends in a dot.
                if (line.matches("\\d+\\.")) {
                    last = Integer.parseInt(line.substring(0, line.length() - 1));
                    heard++;
                }
                if (heard == afterAcknowledgements) {
                    // By its handle: the process object would throw away what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertTrue(last > 0, "the process has written something");
        return last;
    }

    private Database open() {
        return Database.open(folder.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
    }
}
