package plotty.appliance.safemode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.appliance.safemode.CrashCount.Moment;

class CrashCountTest {
    @TempDir
    Path folder;

    private String boot = "first";
    private double uptimeS = 100;

    @Test
    void a_start_that_no_stop_followed_is_a_crash() {
        assertEquals(0, life().start());
        assertEquals(1, later(5).start());
        assertEquals(2, later(5).start());
        assertEquals(3, later(5).start());
    }

    @Test
    void a_clean_stop_forgets_all() {
        life().start();
        CrashCount second = later(5);
        assertEquals(1, second.start());
        second.stop();
        assertEquals(0, later(5).start());
    }

    @Test
    void crashes_count_together_within_ten_minutes() {
        life().start();
        assertEquals(1, later(5).start());
        assertEquals(2, later(500).start());
        assertEquals(2, later(200).start(), "the first lies 700 s back");
    }

    @Test
    void a_crash_after_hours_of_running_is_the_first() {
        CrashCount steady = life();
        steady.start();
        later(5).start();
        CrashCount last = later(5);
        assertEquals(2, last.start());
        uptimeS += 600;
        last.forget();
        assertEquals(1, later(10_000).start());
    }

    @Test
    void a_pulled_plug_is_no_crash() {
        life().start();
        later(5).start();
        boot = "second";
        uptimeS = 3;
        assertEquals(0, life().start());
        assertEquals(1, later(5).start());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "boot first\nrunning x\ncrash -1\ncrash 1e9\n",
                "\0\0\0\0",
                "boot first\ncrash 99999\n",
                "running 3"
            })
    void a_damaged_file_costs_nothing(String text) throws IOException {
        Files.writeString(folder.resolve(CrashCount.FILE), text);
        assertEquals(0, life().start());
        assertEquals(1, later(5).start());
    }

    @Test
    void a_file_that_is_far_too_long_is_not_read() throws IOException {
        Files.writeString(folder.resolve(CrashCount.FILE), "boot first\n" + "crash 99\n".repeat(1000));
        assertEquals(0, life().start());
    }

    @Test
    void whoever_deletes_the_file_forgets_the_crashes() throws IOException {
        life().start();
        later(5).start();
        Files.delete(folder.resolve(CrashCount.FILE));
        assertEquals(0, later(5).start());
    }

    @Test
    void a_folder_that_cannot_be_written_leaves_it_to_the_next() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        List<Path> folders = List.of(blocked, folder);
        assertEquals(0, new CrashCount(folders, this::now).start());
        assertEquals(1, new CrashCount(folders, this::now).start());
        assertEquals(0, new CrashCount(List.of(blocked), this::now).start(), "it starts all the same");
    }

    @Test
    void without_a_clock_nothing_is_counted_and_nothing_written() {
        CrashCount blind = new CrashCount(List.of(folder), Optional::empty);
        assertEquals(0, blind.start());
        blind.forget();
        blind.stop();
        assertFalse(Files.exists(folder.resolve(CrashCount.FILE)));
    }

    private CrashCount life() {
        return new CrashCount(List.of(folder), this::now);
    }

    private CrashCount later(double seconds) {
        uptimeS += seconds;
        return life();
    }

    private Optional<Moment> now() {
        return Optional.of(new Moment(boot, uptimeS));
    }
}
