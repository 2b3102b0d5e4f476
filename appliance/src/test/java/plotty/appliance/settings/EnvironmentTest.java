package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    Path folder;

    @Test
    void the_command_line_wins_over_the_environment_which_wins_over_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("plotty.yaml"), "server: {port: 81, host: '::1'}\nlimits: {upload_mb: 3}\n");
        Map<String, String> environment = Map.of("PLOTTY_SERVER_PORT", "82", "PLOTTY_SERVER_HOST", "0.0.0.0");
        Configuration configuration =
                read(environment, "--config", file.toString(), "--port", "83").configuration();
        assertEquals(83, configuration.server().port());
        assertEquals("0.0.0.0", configuration.server().host());
        assertEquals(3L * 1024 * 1024, configuration.uploadBytes());
    }

    @Test
    void every_key_has_a_variable_of_its_own() {
        Map<String, String> variables = new HashMap<>();
        for (Key key : Key.values()) {
            variables.put(key.variable(), "x");
        }
        assertEquals(Key.values().length, variables.size());
        Conclusion conclusion = read(variables);
        assertEquals(Set.of(Key.values()), conclusion.settings().values().keySet());
    }

    @Test
    void the_values_of_a_list_are_joined_by_commas() {
        Configuration configuration = read(Map.of(
                        "PLOTTY_SERVER_MORE_PORTS", "81, 82",
                        "PLOTTY_SERVER_TRUSTED_PROXIES", "192.0.2.0/24"))
                .configuration();
        assertEquals(List.of(81, 82), configuration.server().morePorts());
        assertEquals(Set.of("192.0.2.0/24"), configuration.server().trustedProxies());
    }

    @Test
    void the_plotter_is_described_word_by_word() {
        PlotterSettings plotter = read(Map.of("PLOTTY_PLOTTER_PORT", "sim:grbl", "PLOTTY_PLOTTER_WIDTH_MM", "123"))
                .configuration()
                .plotters()
                .getFirst();
        assertEquals(new PlotterChoice.Simulated(Family.GRBL, 1), plotter.choice());
        assertEquals(123, plotter.model(Family.GRBL).profile().widthMm(), 0.01);
    }

    @Test
    void an_empty_variable_sets_nothing() {
        assertEquals(
                8080,
                read(Map.of("PLOTTY_SERVER_PORT", "")).configuration().server().port());
    }

    @Test
    void a_mistake_is_told_with_its_variable() {
        assertEquals(
                List.of("PLOTTY_SERVER_PORT must be a whole number from 0 to 65535, not 'x'."),
                read(Map.of("PLOTTY_SERVER_PORT", "x")).remarks().mistakes());
    }

    @Test
    void a_variable_that_means_nothing_is_a_warning() {
        Conclusion conclusion = read(Map.of("PLOTTY_SERVER_PROT", "80", "PATH", "/bin"));
        assertEquals(
                List.of("The environment's PLOTTY_SERVER_PROT sets nothing. Did you mean 'PLOTTY_SERVER_PORT'?"),
                conclusion.remarks().warnings());
    }

    @Test
    void a_secret_may_stand_in_a_file_of_its_own() throws IOException {
        Path key = secret("key", "open-sesame\n");
        assertEquals(
                Optional.of("open-sesame"),
                read(Map.of("PLOTTY_WEBSOCKET_API_KEY_FILE", key.toString()))
                        .configuration()
                        .access()
                        .configuredKey());
    }

    @Test
    void a_secret_s_file_is_found_beside_the_configuration_and_first_among_systemd_s_credentials() throws IOException {
        secret("key", "beside");
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "websocket: {api_key_file: key}");
        assertEquals(
                Optional.of("beside"),
                read(Map.of(), "--config", file.toString())
                        .configuration()
                        .access()
                        .configuredKey());
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("key"), "from systemd");
        assertEquals(
                Optional.of("from systemd"),
                read(Map.of("CREDENTIALS_DIRECTORY", credentials.toString()), "--config", file.toString())
                        .configuration()
                        .access()
                        .configuredKey());
    }

    @Test
    void a_secret_that_others_may_read_is_refused_with_the_command_that_helps() throws IOException {
        Path key = secret("key", "open-sesame");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        String mistake = read(Map.of("PLOTTY_WEBSOCKET_API_KEY_FILE", key.toString()))
                .remarks()
                .mistakes()
                .getFirst();
        assertTrue(mistake.endsWith("(rw-r--r--). Run: chmod 600 " + key), mistake);
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "websocket:\n  api_key: open-sesame\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        mistake =
                read(Map.of(), "--config", file.toString()).remarks().mistakes().getFirst();
        assertEquals(
                "plotty.yaml, line 2: websocket.api_key is a secret, but others may read this file (rw-r-----). Run: chmod"
                        + " 600 " + file
                        + " Or put it into a file of its own and name that with 'websocket.api_key_file'.",
                mistake);
    }

    @Test
    void a_secret_stands_in_no_message() throws IOException {
        Path file = secret("plotty.yaml", "websocket: {api_key: [open-sesame]}\n");
        Conclusion conclusion =
                read(Map.of("PLOTTY_NOTIFICATIONS_EMAIL_PASSWORD", "swordfish"), "--config", file.toString());
        String everything = conclusion.remarks() + " " + conclusion.settings();
        assertFalse(everything.contains("sesame"), everything);
        assertFalse(everything.contains("swordfish"), everything);
        assertEquals(1, conclusion.remarks().mistakes().size());
    }

    @Test
    void a_secret_in_two_places_is_one_too_many() throws IOException {
        Path key = secret("key", "a");
        assertEquals(
                List.of("PLOTTY_WEBSOCKET_API_KEY_FILE and PLOTTY_WEBSOCKET_API_KEY are both set: remove one of them."),
                read(Map.of("PLOTTY_WEBSOCKET_API_KEY", "b", "PLOTTY_WEBSOCKET_API_KEY_FILE", key.toString()))
                        .remarks()
                        .mistakes());
    }

    @Test
    void a_private_key_that_everybody_may_read_is_a_warning() throws IOException {
        Path key = secret("key.pem", "…");
        Map<String, String> environment =
                Map.of("PLOTTY_TLS_CERTIFICATE", key.toString(), "PLOTTY_TLS_KEY", key.toString());
        assertEquals(List.of(), read(environment).remarks().warnings());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(
                List.of("PLOTTY_TLS_KEY names a private key that everybody may read (rw-r--r--). Run: chmod o= " + key),
                read(environment).remarks().warnings());
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Conclusion read(Map<String, String> environment, String... arguments) {
        return Conclusion.of(Arguments.parse(List.of(arguments)), new Surroundings(environment, List.of()));
    }
}
