package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.settings.Key;
import plotty.appliance.settings.Surroundings;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_shows_every_option_and_examples() {
        assertEquals(0, run("--help"));
        for (Key key : Key.values()) {
            assertTrue(text(out).contains(key.option()), key.option());
        }
        assertTrue(text(out).contains("Examples:"));
    }

    @Test
    void the_version_is_one_line() {
        assertEquals(0, run("--version"));
        assertTrue(text(out).startsWith("ploTTY Appliance "), text(out));
    }

    @Test
    void a_wrong_command_line_ends_with_2_and_a_sentence() {
        assertEquals(2, run("--plottr", "sim"));
        assertEquals("Unknown option '--plottr'. Did you mean '--plotter'? See --help.\n", text(err));
    }

    @Test
    void a_wrong_configuration_ends_with_2_and_its_line() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "server:\n  port: x\n");
        assertEquals(2, run("--config", file.toString()));
        assertTrue(text(err).startsWith("plotty.yaml, line 2: server.port"), text(err));
    }

    @Test
    void a_wrong_configuration_is_told_on_the_boot_partition_until_it_is_mended() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "server:\n  port: x\n");
        Path notes = Files.createDirectories(folder.resolve("boot"));
        Path note = notes.resolve("configuration-mistake.txt");
        Surroundings unit = new Surroundings(Map.of("RUNTIME_DIRECTORY", folder + ":" + notes), List.of(), Set.of());
        String[] start = {"--config", file.toString(), "--plotter", "sim", "--data", "/proc/x"};
        assertEquals(2, run(unit, start));
        assertTrue(Files.readString(note).contains("    plotty.yaml, line 2: server.port"), Files.readString(note));
        Files.writeString(file, "server:\n  port: 0\n");
        assertEquals(1, run(unit, start));
        assertFalse(Files.exists(note));
    }

    @Test
    void a_page_s_port_that_is_taken_ends_with_1_and_says_which() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertEquals(1, run("--port", port, "--plotter", "sim", "--data", folder.toString()));
            assertTrue(text(err).contains("port " + port), text(err));
        }
    }

    @Test
    void a_data_folder_that_cannot_be_used_ends_with_1_and_says_which() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertEquals(1, run("--port", "0", "--plotter", "sim", "--data", file.toString()));
        assertTrue(text(err).contains(file.toString()), text(err));
    }

    @Test
    void why_a_data_folder_cannot_be_used_is_said_in_words() throws IOException {
        assertEquals(1, run("--port", "0", "--plotter", "sim", "--data", "/proc/x"));
        assertEquals(
                "The data folder /proc/x cannot be used: /proc/x cannot be made. Choose another one with --data.\n",
                text(err));
    }

    private int run(String... arguments) {
        return run(Surroundings.NONE, arguments);
    }

    private int run(Surroundings surroundings, String... arguments) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        surroundings)
                .run(List.of(arguments));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
