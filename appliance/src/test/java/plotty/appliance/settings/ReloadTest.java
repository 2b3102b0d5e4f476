package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobSettings.QueueStart;

class ReloadTest {
    @TempDir
    Path folder;

    private final List<Configuration> taken = new ArrayList<>();
    private Path file;
    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("plotty.yaml"), "server: {port: 0}\n");
        Arguments arguments = Arguments.parse(List.of("--config", file.toString()));
        reload = new Reload(
                Conclusion.of(arguments, Surroundings.NONE),
                () -> Conclusion.of(arguments, Surroundings.NONE),
                taken::add);
    }

    @Test
    void what_may_change_takes_effect_at_once() throws IOException {
        Files.writeString(file, "{server: {port: 0}, queue: {start: auto}, security: {allowed_hosts: [studio]}}");
        reload.run();
        assertEquals(1, taken.size());
        assertEquals(QueueStart.AUTO, taken.getFirst().jobs().queueStart());
        assertEquals(Set.of("studio"), taken.getFirst().server().allowedHosts());
    }

    @Test
    void what_cannot_change_waits_for_a_restart() throws IOException {
        Files.writeString(file, "{server: {port: 81}, plotter: {port: sim}}");
        reload.run();
        assertTrue(taken.isEmpty());
    }

    @Test
    void a_broken_file_changes_nothing() throws IOException {
        Files.writeString(file, "{queue: {start: auto}, server: {prot: 81}}");
        reload.run();
        Files.writeString(file, "{queue: ");
        reload.run();
        Files.delete(file);
        reload.run();
        assertTrue(taken.isEmpty());
    }

    @Test
    void the_same_file_again_does_nothing() {
        reload.run();
        assertTrue(taken.isEmpty());
    }

    @Test
    void what_was_changed_back_takes_effect_again() throws IOException {
        Files.writeString(file, "{server: {port: 0}, queue: {start: auto}}");
        reload.run();
        Files.writeString(file, "{server: {port: 0}}");
        reload.run();
        assertEquals(2, taken.size());
        assertEquals(QueueStart.MANUAL, taken.getLast().jobs().queueStart());
    }
}
