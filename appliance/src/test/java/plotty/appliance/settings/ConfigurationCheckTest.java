package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
    @TempDir
    Path folder;

    private String said = "";

    @Test
    void what_was_set_is_shown_with_its_place() throws IOException {
        assertEquals(
                ConfigurationCheck.WELL,
                check(
                        "server:\n  port: 81\nplotters:\n  - {name: Ada, port: sim}\n",
                        Map.of("PLOTTY_QUEUE_START", "auto")));
        assertTrue(said.contains("\n  server.port       81    plotty.yaml, line 2\n"), said);
        assertTrue(said.contains("\n  queue.start       auto  PLOTTY_QUEUE_START\n"), said);
        assertTrue(said.contains("\n  plotters[1].name  Ada   plotty.yaml, line 4\n"), said);
        assertTrue(said.contains("\n  ports                81, 8765, 8766\n"), said);
        assertTrue(said.contains("\n  plotter-1            Ada, simulated, ebb\n"), said);
        assertTrue(said.endsWith("\nThe appliance starts with this.\n"), said);
    }

    @Test
    void parts_that_do_not_exist_are_told() throws IOException {
        assertEquals(ConfigurationCheck.WELL, check("retention: {job_history: 90}", Map.of()));
        assertTrue(said.contains("does not exist:\n  retention.job_history  90  plotty.yaml, line 1\n"), said);
    }

    @Test
    void a_warning_is_told_by_the_exit_code() throws IOException {
        assertEquals(ConfigurationCheck.WARNINGS, check("", Map.of("PLOTTY_PORT", "80")));
        assertTrue(said.contains("PLOTTY_PORT sets nothing."), said);
    }

    @Test
    void all_mistakes_are_told_at_once() throws IOException {
        assertEquals(
                ConfigurationCheck.MISTAKES,
                check("server:\n  prot: 81\n  port: x\nqueue: {start: soon}\nlogging: {level: loud}\n", Map.of()));
        assertTrue(said.contains("unknown key 'server.prot'. Did you mean 'server.port'?"), said);
        assertTrue(said.contains("plotty.yaml, line 3: server.port must be a whole number"), said);
        assertTrue(said.contains("plotty.yaml, line 4: queue.start must be one of manual, auto"), said);
        assertTrue(said.contains("plotty.yaml, line 5: logging.level must be one of trace"), said);
        assertTrue(said.endsWith("\nThe appliance does not start with this.\n"), said);
    }

    @Test
    void a_file_that_is_not_there_is_a_mistake_and_none_at_all_is_fine() {
        assertEquals(ConfigurationCheck.MISTAKES, check(Optional.of(folder.resolve("no.yaml")), Surroundings.NONE));
        Surroundings nothing = new Surroundings(Map.of(), List.of(folder.resolve("a.yaml"), folder.resolve("b.yaml")));
        assertEquals(ConfigurationCheck.WELL, check(Optional.empty(), nothing));
        assertTrue(
                said.startsWith("No configuration file: there is neither " + folder.resolve("a.yaml") + " nor "), said);
    }

    @Test
    void a_secret_is_not_shown() throws IOException {
        assertEquals(ConfigurationCheck.WELL, check("websocket: {api_key: open-sesame}", Map.of()));
        assertTrue(said.contains("websocket.api_key  (secret)"), said);
        assertFalse(said.contains("sesame"), said);
    }

    private int check(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return check(Optional.of(file), new Surroundings(environment, List.of()));
    }

    private int check(Optional<Path> file, Surroundings surroundings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = ConfigurationCheck.of(file, surroundings, new PrintStream(out, true, StandardCharsets.UTF_8));
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }
}
