package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Access;
import plotty.access.Role;
import plotty.event.Channel;

/** Files that were written for the older monitoring are read as they are. */
class SampleConfigurationsTest {
    @TempDir
    Path folder;

    @Test
    void the_monitoring_file_opens_both_ports_and_asks_for_credentials() throws IOException {
        Configuration configuration = sample("monitoring.yaml").configuration();
        assertEquals("localhost", configuration.server().host());
        assertEquals(8765, configuration.server().port());
        assertEquals(List.of(8080, 8766), configuration.server().morePorts());
        assertEquals(new Access(Role.NONE, Role.NONE), configuration.access().roles());
        assertEquals(new Configuration.Page.On(Optional.empty(), Duration.ofSeconds(1)), configuration.page());
    }

    @Test
    void what_the_monitoring_file_says_of_mail_alerts_and_retention_is_kept_and_told_to_be_unused() throws IOException {
        Conclusion conclusion = sample("monitoring.yaml");
        assertEquals(
                List.of(
                        "monitoring.yaml, line 13: notifications.email.enabled = false",
                        "monitoring.yaml, line 14: notifications.email.smtp_server = smtp.gmail.com",
                        "monitoring.yaml, line 15: notifications.email.smtp_port = 587",
                        "monitoring.yaml, line 16: notifications.email.username = user@example.com",
                        "monitoring.yaml, line 19: notifications.slack.enabled = false",
                        "monitoring.yaml, line 20: notifications.slack.webhook_url = (secret)",
                        "monitoring.yaml, line 21: notifications.slack.channel = #plotting",
                        "monitoring.yaml, line 25: alerts.job_failure.enabled = true",
                        "monitoring.yaml, line 26: alerts.job_failure.channels = [email, slack]",
                        "monitoring.yaml, line 29: alerts.device_offline.enabled = true",
                        "monitoring.yaml, line 30: alerts.device_offline.threshold = 300",
                        "monitoring.yaml, line 31: alerts.device_offline.channels = [email]",
                        "monitoring.yaml, line 34: retention.job_history = 90",
                        "monitoring.yaml, line 35: retention.metrics_data = 30",
                        "monitoring.yaml, line 36: retention.alert_history = 60"),
                conclusion.remarks().inactive().stream().map(Setting::toString).toList());
        assertEquals(List.of(), conclusion.remarks().warnings());
    }

    @Test
    void the_websocket_block_sets_port_connections_heartbeat_and_channels() throws IOException {
        Configuration configuration = sample("websocket.yaml").configuration();
        assertEquals(8080, configuration.server().port());
        assertEquals(List.of(8766, 8765), configuration.server().morePorts());
        assertEquals(100, configuration.limits().webSockets());
        assertEquals(Duration.ofSeconds(30), configuration.limits().heartbeat());
        assertEquals(
                new Configuration.Live(true, EnumSet.of(Channel.JOBS, Channel.SYSTEM, Channel.DEVICES)),
                configuration.live());
        assertEquals(Role.VIEWER, configuration.access().roles().anonymous());
        assertEquals(Optional.empty(), configuration.access().configuredKey());
    }

    @Test
    void commands_of_hooks_are_kept_and_their_messages_are_sent_anyway() throws IOException {
        Conclusion conclusion = sample("hooks.yaml");
        assertEquals(
                List.of("hooks.RUNNING.command", "hooks.COMPLETED.command", "hooks.FAILED.command"),
                conclusion.remarks().inactive().stream()
                        .map(set -> set.place().replaceFirst(".*: ", ""))
                        .toList());
        assertEquals(List.of(), conclusion.remarks().warnings());
    }

    @Test
    void debug_mode_is_for_the_modules_that_are_named() throws IOException {
        LogLevels levels = sample("logging.yaml").configuration().logLevels();
        assertEquals("info", levels.level());
        assertEquals("debug", levels.packages().get("plotty.http"));
        assertEquals("debug", levels.packages().get("plotty.api.stream"));
    }

    @Test
    void all_samples_in_one_file_are_one_configuration() throws IOException {
        String all =
                text("monitoring.yaml") + "\n" + text("websocket.yaml") + text("hooks.yaml") + text("logging.yaml");
        Configuration configuration = read("all.yaml", all).configuration();
        assertEquals(8765, configuration.server().port());
        assertEquals(List.of(8080, 8766), configuration.server().morePorts());
    }

    @Test
    void authentication_is_asked_for_by_either_name_and_ours_wins() throws IOException {
        assertEquals(Role.NONE, anonymous("websocket: {authenticate: true}"));
        assertEquals(Role.NONE, anonymous("server: {enable_auth: true}"));
        assertEquals(Role.VIEWER, anonymous("server: {enable_auth: false}"));
        assertEquals(Role.VIEWER, anonymous("{server: {enable_auth: true}, security: {anonymous_role: viewer}}"));
        assertTrue(read("plotty.yaml", "{server: {enable_auth: true}, security: {anonymous_role: viewer}}")
                .remarks()
                .warnings()
                .getFirst()
                .startsWith("plotty.yaml, line 1: security.anonymous_role wins"));
    }

    @Test
    void the_key_of_old_clients_stands_in_a_private_file_and_is_shown_nowhere() throws IOException {
        Conclusion conclusion = read("plotty.yaml", "websocket: {api_key: open-sesame}");
        assertEquals(
                Optional.of("open-sesame"), conclusion.configuration().access().configuredKey());
        assertFalse(conclusion.settings().toString().contains("sesame"));
        assertFalse(conclusion.configuration().toString().contains("sesame"));
    }

    @Test
    void a_dashboard_that_is_not_enabled_serves_no_files_and_opens_no_port() throws IOException {
        Configuration configuration =
                read("plotty.yaml", "dashboard: {enabled: false, port: 9000}").configuration();
        assertEquals(new Configuration.Page.Off(), configuration.page());
        assertFalse(configuration.server().morePorts().contains(9000));
    }

    @Test
    void websockets_can_be_switched_off() throws IOException {
        Configuration configuration =
                read("plotty.yaml", "websocket: {enabled: false, port: 9000}").configuration();
        assertFalse(configuration.live().webSockets());
        assertFalse(configuration.server().morePorts().contains(9000));
    }

    @Test
    void what_is_usual_is_found_where_it_is_usual() throws IOException {
        Path machine = folder.resolve("plotty.yaml");
        Path user = Files.writeString(folder.resolve("monitoring.yaml"), "server: {port: 81}");
        Surroundings surroundings = new Surroundings(Map.of(), List.of(machine, user));
        assertEquals(81, port(surroundings));
        Files.writeString(machine, "server: {port: 82}");
        assertEquals(82, port(surroundings));
        assertEquals(83, port(surroundings, "--config", user.toString(), "--port", "83"));
    }

    @Test
    void thresholds_of_alerts_and_the_length_of_the_history_are_kept_for_later() throws IOException {
        assertEquals(
                List.of(
                        "monitoring.max_history_per_phase = 100",
                        "monitoring.alert_thresholds.execution_time_ms = 300000",
                        "monitoring.alert_thresholds.memory_usage_mb = 8192",
                        "monitoring.alert_thresholds.cpu_usage_percent = 95.0",
                        "monitoring.alert_thresholds.error_count = 10"),
                read("plotty.yaml", """
                        monitoring:
                          max_history_per_phase: 100
                          alert_thresholds:
                            {execution_time_ms: 300000, memory_usage_mb: 8192, cpu_usage_percent: 95.0, error_count: 10}
                        """).remarks().inactive().stream()
                        .map(set -> set.toString().replaceFirst(".*: ", ""))
                        .toList());
    }

    @Test
    void a_slip_of_the_pen_in_a_part_that_does_not_exist_is_found_too() throws IOException {
        assertEquals(
                List.of(
                        "plotty.yaml, line 2: unknown key 'alerts.job_failure.treshold'. Did you mean"
                                + " 'alerts.job_failure.threshold'? Known are alerts.job_failure.enabled,"
                                + " alerts.job_failure.threshold, alerts.job_failure.severity, alerts.job_failure.channels.",
                        "plotty.yaml, line 4: unknown key 'hooks.COMPLETE'. Did you mean 'hooks.COMPLETED'? Known are"
                                + " hooks.QUEUED, hooks.RUNNING, hooks.PAUSED, hooks.COMPLETED, hooks.FAILED,"
                                + " hooks.CANCELLED, hooks.NEW, hooks.PLOTTING, hooks.ABORTED."),
                read("plotty.yaml", """
                        alerts:
                          job_failure: {treshold: 3}
                        hooks:
                          COMPLETE:
                            - command: "true"
                        """).remarks().mistakes());
    }

    @Test
    void channels_that_do_not_exist_are_named() throws IOException {
        assertEquals(
                List.of(
                        "plotty.yaml, line 1: websocket.channels must be a list of jobs, devices, system, alerts, activity,"
                                + " pipeline, logs, all, not 'job s'. Did you mean 'jobs'?"),
                read("plotty.yaml", "websocket: {channels: [job s]}").remarks().mistakes());
        assertEquals(
                Set.of(Channel.JOBS),
                read("plotty.yaml", "websocket: {channels: [JOBS]}")
                        .configuration()
                        .live()
                        .channels());
    }

    @Test
    void the_example_names_every_key_and_differs_from_what_is_usual_only_where_it_says_so() throws IOException {
        String example = Files.readString(Path.of("plotty.example.yaml"));
        Conclusion conclusion = read("plotty.yaml", example);
        assertEquals(List.of(), conclusion.remarks().warnings());
        assertEquals("0.0.0.0", conclusion.configuration().server().host());
        assertEquals(Set.of("plotty.local"), conclusion.configuration().server().allowedHosts());
        for (Key key : Key.values()) {
            String name = key.path().substring(key.path().lastIndexOf('.') + 1);
            assertTrue(example.contains(name + ": "), key.path());
        }
    }

    @Test
    void every_line_of_the_example_may_be_made_effective() throws IOException {
        String example = Files.readString(Path.of("plotty.example.yaml"))
                .replaceAll("(?m)^# (data|tls|limits|  certificate|  key|  upload_mb):", "$1:")
                .replaceAll("(?m)^  # ([a-z_]+):", "  $1:")
                .replaceAll("(?m)^  api_key_file:.*\n", "");
        Conclusion conclusion = read("plotty.yaml", example);
        assertEquals(List.of(), conclusion.remarks().mistakes());
        assertEquals(443, conclusion.configuration().server().tlsPorts().getFirst());
        assertEquals(Path.of("/var/lib/plotty"), conclusion.configuration().data());
    }

    @Test
    void the_machine_is_measured_as_often_as_the_monitoring_asks_for() throws IOException {
        assertEquals(
                Duration.ofSeconds(10),
                read("plotty.yaml", "monitoring: {metrics_update_interval: 10.0}")
                        .configuration()
                        .metrics()
                        .every());
    }

    private Role anonymous(String text) throws IOException {
        return read("plotty.yaml", text).configuration().access().roles().anonymous();
    }

    private static int port(Surroundings surroundings, String... arguments) {
        return Conclusion.of(Arguments.parse(List.of(arguments)), surroundings)
                .configuration()
                .server()
                .port();
    }

    private Conclusion sample(String name) throws IOException {
        return read(name, text(name));
    }

    private Conclusion read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Conclusion.of(Arguments.parse(List.of("--config", file.toString())), Surroundings.NONE);
    }

    private static String text(String name) throws IOException {
        try (InputStream sample = SampleConfigurationsTest.class.getResourceAsStream(name)) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
