package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Access;
import plotty.access.Role;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;
import plotty.drawing.svg.SvgReader;
import plotty.job.JobSettings;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void without_a_word_it_listens_on_this_machine_only_and_looks_for_a_real_plotter() {
        Configuration configuration = arguments();
        assertEquals("127.0.0.1", configuration.server().host());
        assertEquals(8080, configuration.server().port());
        assertEquals(List.of(8765, 8766), configuration.server().morePorts());
        assertEquals(
                new Access(Role.VIEWER, Role.VIEWER), configuration.access().roles());
        assertEquals(
                new PlotterChoice.Auto(Optional.empty()),
                onlyPlotter(configuration).choice());
        assertEquals(JobSettings.QueueStart.MANUAL, configuration.jobs().queueStart());
        assertEquals(64L * 1024 * 1024, configuration.uploadBytes());
    }

    @Test
    void a_hundred_followers_leave_room_for_some_more() {
        assertEquals(128, arguments().limits().webSockets());
    }

    @Test
    void a_drawing_of_just_the_size_that_may_be_uploaded_is_read_and_a_byte_more_is_not() throws IOException {
        ReadLimits limits = file("limits:\n  upload_mb: 1\n").jobs().limits();
        assertEquals(1, SvgReader.read(drawing(1024 * 1024), limits).strokeCount());
        assertThrows(DrawingException.class, () -> SvgReader.read(drawing(1024 * 1024 + 1), limits));
    }

    private static InputStream drawing(int bytes) {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M1 1h1'/></svg>";
        return new ByteArrayInputStream((svg + " ".repeat(bytes - svg.length())).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_file_sets_everything() throws IOException {
        Configuration configuration = file("""
                data: /srv/plotty
                server:
                  host: 0.0.0.0
                  port: 80
                  more_ports: [8765]
                  webroot: /usr/share/plotty/webroot
                  max_connections: 20
                  max_websockets: 7
                  heartbeat_seconds: 5
                plotter:
                  name: Big one
                  port: ebb:/dev/ttyACM3
                queue:
                  start: auto
                security:
                  loopback_role: admin
                  anonymous_role: none
                  allowed_hosts: [plotty.local, studio]
                limits:
                  upload_mb: 10
                """);
        assertEquals(Path.of("/srv/plotty"), configuration.data());
        assertEquals("0.0.0.0", configuration.server().host());
        assertEquals(80, configuration.server().port());
        assertEquals(List.of(8765), configuration.server().morePorts());
        assertEquals(Set.of("plotty.local", "studio"), configuration.server().allowedHosts());
        assertEquals(20, configuration.server().maxConnections());
        assertEquals(
                new Configuration.Page.On(Optional.of(Path.of("/usr/share/plotty/webroot")), Duration.ofSeconds(1)),
                configuration.page());
        assertEquals(7, configuration.limits().webSockets());
        assertEquals(Duration.ofSeconds(5), configuration.limits().heartbeat());
        assertEquals(Optional.of("Big one"), onlyPlotter(configuration).name());
        assertEquals(
                new PlotterChoice.Port(Family.EBB, Path.of("/dev/ttyACM3")),
                onlyPlotter(configuration).choice());
        assertEquals(JobSettings.QueueStart.AUTO, configuration.jobs().queueStart());
        assertEquals(new Access(Role.NONE, Role.ADMIN), configuration.access().roles());
        assertEquals(10L * 1024 * 1024, configuration.uploadBytes());
    }

    @Test
    void the_command_line_wins_over_the_file() throws IOException {
        Configuration configuration = file("server:\n  port: 80\n  host: '::1'\n", "--port", "81");
        assertEquals(81, configuration.server().port());
        assertEquals("::1", configuration.server().host());
    }

    @Test
    void whoever_takes_any_port_gets_no_fixed_ones_beside_it() {
        assertEquals(List.of(), arguments("--port", "0").server().morePorts());
    }

    @Test
    void the_simulator_is_chosen_by_name_and_has_a_speed() {
        assertEquals(
                new PlotterChoice.Simulated(Family.EBB, 20),
                onlyPlotter(arguments("--plotter", "sim", "--sim-speed", "20")).choice());
    }

    @Test
    void an_empty_file_or_group_sets_nothing() throws IOException {
        assertEquals(8080, file("").server().port());
        assertEquals(8080, file("# nothing\nserver:\n").server().port());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server:\\n  prot: 80|plotty.yaml, line 2: unknown key 'server.prot'. Did you mean 'server.port'?",
                "servr:\\n  port: 80|plotty.yaml, line 1: unknown key 'servr'. Did you mean 'server'?",
                "server:\\n  port: eighty|plotty.yaml, line 2: server.port must be a whole number from 0 to 65535, not 'eighty'.",
                "server:\\n  port: 70000|plotty.yaml, line 2: server.port must be a whole number from 0 to 65535, not 70000.",
                "server:\\n  port:|plotty.yaml, line 2: server.port has no value.",
                "server:\\n  port: [1, 2]|plotty.yaml, line 2: server.port must be one value, not a list.",
                "server: 80|plotty.yaml, line 1: 'server' must hold keys with values",
                "data: /a\\ndata: /b|plotty.yaml, line 2: 'data' stands here twice.",
                "security:\\n  loopback_role: admn|plotty.yaml, line 2: security.loopback_role must be one of none, viewer, operator, admin, not 'admn'. Did you mean 'admin'?",
                "plotter:\\n  port: simm|plotty.yaml, line 2: plotter.port must be auto, sim, ebb:DEVICE, grbl:DEVICE or hpgl:DEVICE, as in ebb:/dev/ttyACM0, not 'simm'. Did you mean 'sim'?",
                "plotter:\\n  sim_speed: fast|plotty.yaml, line 2: plotter.sim_speed must be a number from 0.1 to 1000, not 'fast'.",
                "data: {a: 1}|plotty.yaml, line 1: data must be a value, not a group of keys.",
                "- a\\n- b|plotty.yaml, line 1: the file must hold keys with values",
                "server:\\n\\tport: 80|plotty.yaml, line 2: "
            })
    void a_mistake_is_told_with_its_line(String text, String beginning) {
        String message = assertThrows(
                        ConfigurationException.class,
                        () -> file(text.replace("\\n", "\n").replace("\\t", "\t")))
                .getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    @Test
    void a_mistake_on_the_command_line_is_told_with_its_option() {
        assertEquals(
                "--port must be a whole number from 0 to 65535, not 'x'.",
                assertThrows(ConfigurationException.class, () -> arguments("--port", "x"))
                        .getMessage());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        String message = assertThrows(ConfigurationException.class, () -> arguments("--config", "/nowhere/plotty.yaml"))
                .getMessage();
        assertEquals("There is no configuration file /nowhere/plotty.yaml.", message);
    }

    private static PlotterSettings onlyPlotter(Configuration configuration) {
        assertEquals(1, configuration.plotters().size());
        return configuration.plotters().getFirst();
    }

    private static Configuration arguments(String... arguments) {
        return Configuration.of(Arguments.parse(List.of(arguments)));
    }

    private Configuration file(String text, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), text);
        List<String> all = new ArrayList<>(List.of("--config", file.toString()));
        all.addAll(List.of(arguments));
        return Configuration.of(Arguments.parse(all));
    }
}
