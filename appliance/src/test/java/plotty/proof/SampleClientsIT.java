package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that were printed in the documents of the older monitoring follow a real appliance. They are run as they stand, but
 * for host and port, and for a prelude that stands here: what some leave to their reader, and imports that two lack. They need
 * Python's websockets (Debian: python3-websockets), Node.js, and npm for the packages ws and wscat.
 */
class SampleClientsIT {
    /** Node has no WebSocket of its own before version 22. What a sample leaves to the reader is printed. */
    private static final String BROWSER = """
            const { WebSocket: Line } = require('ws');
            globalThis.WebSocket = class extends Line {
              constructor(url) {
                super(url);
                this.on('open', () => console.log('open'));
                this.on('unexpected-response', (_, response) => console.log(`refused: ${response.statusCode}`));
                if (url.endsWith('/ws/monitor')) this.on('message', (text) => console.log(String(text)));
              }
            };
            globalThis.updateProgressBar = (message) => console.log(`progress ${message.job_id} ${message.progress}`);
            globalThis.showAlert = (message) => console.log(`alert ${message.message}`);
            """;

    private static final String JSON_IS_MISSING = "import json\n";

    /** The dashboard calls a method that its reader is to add. */
    private static final String DASHBOARD = JSON_IS_MISSING + """
            import asyncio
            asyncio_run = asyncio.run
            def run(main):
                PlotterDashboard.update_system_status = lambda self, data: print(f"System: {data['status']}")
                asyncio_run(main)
            asyncio.run = run
            """;

    @TempDir
    Path folder;

    private final List<Program> programs = new ArrayList<>();
    private String host = "";

    @BeforeEach
    void installed() throws IOException {
        Path clients = clients();
        if (!Files.isDirectory(clients.resolve("node_modules/wscat"))) {
            Files.createDirectories(clients);
            Program.run(List.of(
                    "npm",
                    "install",
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                    clients.toString(),
                    "ws@8",
                    "wscat@6"));
        }
        Program.run(List.of("/usr/bin/python3", "-c", "import websockets"));
    }

    @AfterEach
    void close() {
        programs.reversed().forEach(Program::close);
    }

    @Test
    void the_python_monitor_prints_every_message_and_each_change_of_a_job() {
        appliance("");
        Program monitor = python("monitor.py", "");
        monitor.await(
                "the state of the system", Duration.ofSeconds(20), () -> said(monitor, "Received: system_status"));
        String job = draw("sample");
        monitor.await("the end", Duration.ofSeconds(60), () -> said(monitor, "Job " + job + ": RUNNING → COMPLETED"));
        assertInOrder(
                monitor.output(),
                "Job " + job + ": QUEUED → RUNNING",
                "Received: job_progress: {'type': 'job_progress', 'timestamp': '",
                "Job " + job + ": RUNNING → COMPLETED");
    }

    @Test
    void the_python_dashboard_prints_states_of_jobs_and_of_the_system() {
        appliance("");
        Program dashboard = python("dashboard.py", DASHBOARD);
        dashboard.await("the state of the system", Duration.ofSeconds(20), () -> said(dashboard, "System: "));
        String job = draw("sample");
        dashboard.await(
                "the end", Duration.ofSeconds(60), () -> said(dashboard, "Job " + job + ": RUNNING → COMPLETED"));
        assertInOrder(dashboard.output(), "Job " + job + ": QUEUED → RUNNING", "Job " + job + ": RUNNING → COMPLETED");
    }

    @Test
    void the_python_alert_manager_listens_to_the_system_and_prints_nothing_while_all_is_well() {
        appliance("");
        Program witness = python("dashboard.py", DASHBOARD);
        Program alerts = python("alerts.py", JSON_IS_MISSING);
        awaitClients(2);
        String job = draw("sample");
        witness.await("the end", Duration.ofSeconds(60), () -> said(witness, "Job " + job + ": RUNNING → COMPLETED"));
        assertTrue(alerts.process().isAlive(), alerts::output);
        assertEquals("", alerts.output());
    }

    @Test
    void the_page_s_script_shows_changes_and_progress_of_a_job() {
        appliance("");
        Program page = node("monitor.js");
        page.await("connection", Duration.ofSeconds(20), () -> said(page, "open"));
        awaitClients(1);
        String job = draw("sample");
        page.await("the end", Duration.ofSeconds(60), () -> said(page, "Job " + job + ": RUNNING → COMPLETED"));
        assertInOrder(
                page.output(),
                "Job " + job + ": QUEUED → RUNNING",
                "progress " + job + " ",
                "Job " + job + ": RUNNING → COMPLETED");
    }

    @Test
    void with_authentication_the_key_in_the_address_opens_and_a_wrong_one_does_not() {
        appliance("websocket: {authenticate: true, api_key: your_api_key}\nsecurity: {loopback_role: none}\n");
        Program right = node("authenticated.js");
        right.await("connection", Duration.ofSeconds(20), () -> said(right, "open"));
        Program wrong =
                start("wrong.js", "node", BROWSER, text("authenticated.js").replace("your_api_key", "another"));
        wrong.await("refusal", Duration.ofSeconds(20), () -> said(wrong, "refused: 401"));
        Program none = node("monitor.js");
        none.await("refusal", Duration.ofSeconds(20), () -> said(none, "refused: 401"));
    }

    @Test
    void the_entity_monitor_welcomes_a_browser() {
        appliance("");
        Program page = node("connect.js");
        page.await(
                "welcome",
                Duration.ofSeconds(20),
                () -> said(page, "{\"type\":\"system:connected\",\"data\":{\"message\":"));
    }

    @Test
    void a_session_of_wscat_goes_as_printed() throws IOException {
        appliance("");
        List<String> printed = text("wscat.txt").lines().toList();
        String command = line(printed, "wscat -c ").replace("localhost:8000", host);
        String subscribe = line(printed, "> ").substring(2);
        Program wscat = Program.start(
                folder, "wscat", List.of("sh", "-c", "exec " + clients().resolve("node_modules/.bin") + "/" + command));
        programs.add(wscat);
        wscat.await("welcome", Duration.ofSeconds(20), () -> said(wscat, "system:connected"));
        Writer keys = wscat.process().outputWriter(StandardCharsets.UTF_8);
        keys.write(subscribe + "\n");
        keys.flush();
        wscat.await(
                "subscription",
                Duration.ofSeconds(20),
                () -> said(wscat, "{\"type\":\"system:subscribed\",\"data\":{\"filters\":[\"job\",\"pattern\"]"));
        String job = draw("sample");
        wscat.await("the job's end", Duration.ofSeconds(60), () -> said(wscat, "{\"type\":\"job:completed\""));
        assertInOrder(
                wscat.output(),
                "{\"type\":\"job:created\",\"data\":{",
                "{\"type\":\"job:updated\"",
                "{\"type\":\"job:completed\"");
        assertTrue(wscat.output().contains(job), wscat::output);
    }

    @Test
    void the_probe_with_curl_hears_that_there_is_a_server_and_what_its_key_lacks() {
        appliance("");
        Program probe = start("probe.sh", "sh", "", text("probe.sh"));
        probe.await("an answer", Duration.ofSeconds(20), () -> said(probe, "HTTP/1.1 "));
        probe.await("the reason", Duration.ofSeconds(20), () -> said(probe, "Sec-WebSocket-Key must be 16 bytes"));
        assertInOrder(probe.output(), "HTTP/1.1 400 Bad Request", "\"instance\":\"/ws\"");
    }

    @Test
    void only_the_channels_that_the_configuration_names_are_there() {
        appliance("websocket: {channels: [system]}\nsecurity: {loopback_role: admin}\n");
        Program page = node("monitor.js");
        Program witness = python("dashboard.py", DASHBOARD);
        witness.await("the state of the system", Duration.ofSeconds(20), () -> said(witness, "System: "));
        awaitClients(2);
        draw("unseen");
        witness.await(
                "the end",
                Duration.ofSeconds(60),
                () -> Program.run(List.of("curl", "-sS", "http://" + host + "/api/v1/jobs"))
                        .replaceAll("\\s", "")
                        .contains("\"status\":\"completed\""));
        assertTrue(!said(witness, "Job ") && !said(page, "Job "), () -> witness.output() + page.output());
    }

    @Test
    void what_the_dashboard_and_websocket_blocks_switch_off_is_not_there() {
        appliance("dashboard: {refresh_interval: 250}\nwebsocket: {enabled: false}\n");
        assertTrue(
                get("/api/v1/ui").contains("\"refresh_interval_ms\":250,\"websocket\":false"), () -> get("/api/v1/ui"));
        Program page = node("monitor.js");
        page.await("refusal", Duration.ofSeconds(20), () -> said(page, "refused: 404"));
    }

    private String get(String path) {
        return Program.run(List.of("curl", "-sS", "http://" + host + path));
    }

    private void appliance(String configuration) {
        Path file = folder.resolve("plotty.yaml");
        try {
            Files.writeString(file, configuration + "plotter: {port: sim, sim_speed: 20}\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of("--config", file.toString(), "--port", "0"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        if (configuration.isEmpty()) {
            arguments.addAll(List.of("--loopback-role", "admin"));
        }
        Program service = Program.start(folder, "service", Program.java(List.of(), "plotty.appliance.Main", arguments));
        programs.add(service);
        service.await("readiness", Duration.ofSeconds(60), () -> said(service, "ploTTY is ready"));
        host = service.output().replaceAll("(?s).*ready: http://(localhost:\\d+).*", "$1");
    }

    /** Has a drawing drawn and gives the job's id. */
    private String draw(String name) {
        try {
            Path file = folder.resolve(name + ".svg");
            Files.write(file, TestDrawing.mixed(new Random(5), 800).svg());
            String answer = Program.run(List.of(
                    "curl",
                    "-sS",
                    "-H",
                    "Content-Type: image/svg+xml",
                    "--data-binary",
                    "@" + file,
                    "http://" + host + "/api/v1/jobs?start=now&name=" + name));
            return answer.replaceAll("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many WebSockets are open. */
    private void awaitClients(int count) {
        programs.getLast()
                .await(
                        "%d clients".formatted(count),
                        Duration.ofSeconds(30),
                        () -> Program.run(List.of("curl", "-sS", "http://" + host + "/api/v1/metrics"))
                                .replaceAll("\\s", "")
                                .contains("\"active_connections\":" + count));
    }

    private Program python(String sample, String prelude) {
        return start(sample, "/usr/bin/python3 -u", prelude, text(sample));
    }

    private Program node(String sample) {
        return start(sample, "node", BROWSER, text(sample));
    }

    private Program start(String name, String interpreter, String prelude, String sample) {
        try {
            Path script =
                    Files.writeString(folder.resolve(name), prelude + sample.replaceAll("localhost:(8766|8000)", host));
            List<String> command =
                    new ArrayList<>(List.of("env", "NODE_PATH=" + clients().resolve("node_modules")));
            command.addAll(List.of(interpreter.split(" ", -1)));
            command.add(script.toString());
            Program program = Program.start(folder, name, command);
            programs.add(program);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path clients() {
        return Path.of(System.getProperty("plotty.scratch", "target"), "sample-clients")
                .toAbsolutePath();
    }

    private static String text(String sample) {
        try (InputStream in = SampleClientsIT.class.getResourceAsStream("samples/" + sample)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static boolean said(Program program, String text) {
        return program.output().contains(text);
    }

    private static void assertInOrder(String output, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = output.indexOf(part, from);
            assertTrue(at >= 0, () -> "'" + part + "' is missing, or too early, in:\n" + output);
            from = at + part.length();
        }
    }
}
