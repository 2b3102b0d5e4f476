package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;

/** The buttons of the box and of a board, in the service as it is wired. */
class BoxPanelIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = """
            <svg xmlns="http://www.w3.org/2000/svg" width="200mm" height="100mm" viewBox="0 0 200 100">
            <path d="M10 10 H190 V20 H10 V30 H190 V40 H10 V50 H190" fill="none" stroke="black"/></svg>""";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private Appliance start(String configuration) throws IOException {
        Path config = Files.writeString(folder.resolve("plotty.yaml"), configuration);
        return new Appliance(Configuration.of(Arguments.parse(List.of(
                "--config",
                config.toString(),
                "--port",
                "0",
                "--loopback-role",
                "admin",
                "--data",
                folder.resolve("data").toString()))));
    }

    private JsonNode ask(Appliance appliance, String method, String path, String mediaType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + appliance.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() < 300, () -> path + ": " + answer.body());
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode get(Appliance appliance, String path) {
        return ask(appliance, "GET", path, "", "");
    }

    private JsonNode await(Appliance appliance, String path, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (true) {
            JsonNode now = get(appliance, path);
            if (wanted.test(now)) {
                return now;
            }
            assertTrue(System.nanoTime() < deadline, () -> path + " stayed " + now);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void awaitStatus(Appliance appliance, String status) {
        await(appliance, "/api/v1/jobs/lines", job -> job.get("status").asText().equals(status));
    }

    /** A button that goes down in the first quarter of a second counts as stuck since before. */
    private static void leaveTheStart() {
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void awaitLight(Appliance appliance, String pattern) {
        await(
                appliance,
                "/api/v1/panel",
                panel -> panel.at("/leds/0/pattern").asText().equals(pattern));
    }

    private void queue(Appliance appliance) {
        await(
                appliance,
                "/api/v1/devices/plotter-1",
                device -> device.get("connection_status").asText().equals("connected"));
        ask(appliance, "POST", "/api/v1/jobs?name=lines", "image/svg+xml", LINES);
        await(
                appliance,
                "/api/v1/jobs/lines",
                job -> !job.get("estimate_seconds").isNull());
    }

    @Test
    void the_button_of_a_board_starts_pauses_and_resumes_without_any_other_panel() throws IOException {
        try (BoardOnTerminal board = BoardOnTerminal.start(folder, "ebb");
                Appliance appliance = start("plotter: {port: 'ebb:%s'}\n".formatted(board.terminal()))) {
            queue(appliance);
            board.tell("press");
            awaitStatus(appliance, "running");
            await(
                    appliance,
                    "/api/v1/jobs/lines",
                    job -> job.at("/metrics/progress_percentage").asDouble() > 1);
            board.tell("press");
            awaitStatus(appliance, "paused");
            assertEquals(
                    "button",
                    get(appliance, "/api/v1/jobs/lines").at("/causes/0").asText());
            assertEquals("none", get(appliance, "/api/v1/panel").get("kind").asText());
            // Just after a pause the button does nothing, so that a second press in panic does not lower the pen again.
            long calm = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < calm) {
                LockSupport.parkNanos(calm - System.nanoTime());
            }
            board.tell("press");
            awaitStatus(appliance, "running");
        }
    }

    @Test
    void the_simulated_panel_shows_what_is_drawn_and_cancels_it_and_each_press_is_taken_down() throws IOException {
        try (Appliance appliance = start("{plotter: {port: sim}, panel: {kind: simulated}}\n")) {
            queue(appliance);
            awaitLight(appliance, "ready");
            leaveTheStart();
            ask(appliance, "POST", "/api/v1/panel/buttons/pause/press", "application/json", "{\"for_ms\":100}");
            awaitStatus(appliance, "running");
            awaitLight(appliance, "plotting");
            ask(appliance, "POST", "/api/v1/panel/buttons/cancel/press", "application/json", "{\"for_ms\":5000}");
            awaitLight(appliance, "holding_cancel");
            awaitStatus(appliance, "cancelled");
            ask(appliance, "POST", "/api/v1/panel/buttons/cancel/release", "", "");
            awaitLight(appliance, "ready");
            await(
                    appliance,
                    "/api/v1/audit?action=cancel/press",
                    audit -> audit.get("entries").size() == 1);
        }
    }

    @Test
    void the_emergency_stop_ends_what_is_moved_by_hand() throws IOException {
        try (Appliance appliance = start("{plotter: {port: sim}, panel: {kind: simulated}}\n")) {
            awaitLight(appliance, "ready");
            leaveTheStart();
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> ask(
                            appliance,
                            "POST",
                            "/api/v1/devices/plotter-1/control",
                            "application/json",
                            "{\"action\":\"go_to\",\"x_mm\":290,\"y_mm\":210}"))
                    .handle((_, refused) -> String.valueOf(refused));
            await(
                    appliance,
                    "/api/v1/devices/plotter-1",
                    device -> device.at("/position/x").asDouble() > 10);
            ask(appliance, "POST", "/api/v1/panel/buttons/stop/press", "application/json", "{\"for_ms\":100}");
            await(
                    appliance,
                    "/api/v1/devices/plotter-1",
                    device -> device.get("position_trust").asText().equals("suspect"));
            assertTrue(said.join().contains("The plotter was stopped"), said::join);
            assertTrue(get(appliance, "/api/v1/devices/plotter-1")
                            .at("/position/x")
                            .asDouble()
                    < 280);
        }
    }

    @Test
    void a_panel_whose_chip_is_missing_is_a_warning_and_the_service_runs_on() throws IOException {
        try (Appliance appliance = start("{plotter: {port: sim}, panel: {kind: gpio, chip: [no-such-chip]}}\n")) {
            await(appliance, "/api/v1/panel", panel -> !panel.get("fault").isNull());
            JsonNode ready = get(appliance, "/health/ready");
            assertEquals("ready", ready.get("status").asText());
            assertTrue(ready.toString().contains("{\"name\":\"panel\",\"outcome\":\"warn\""), ready::toString);
            queue(appliance);
        }
    }
}
