package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.store.StoreException;

class ApplianceTest {
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="40mm" viewBox="0 0 60 40">
            <path d="M5 5 H55 V35 H5 Z M10 10 L50 30 M10 30 L50 10" fill="none" stroke="black"/></svg>
            """;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_drawing_comes_in_at_the_door_and_is_drawn() throws IOException {
        try (Appliance appliance = start("--sim-speed", "50")) {
            awaitDevice(appliance, "connected");
            JsonNode job = upload(appliance, "square", "&start=now");
            JsonNode done = awaitJob(appliance, job.get("id").asText(), "completed");
            assertEquals(100, done.at("/metrics/progress_percentage").asDouble());
            assertEquals(
                    done.at("/metrics/total_points").asInt(),
                    done.at("/metrics/points_plotted").asInt());
            assertTrue(done.get("error").isNull());
        }
    }

    @Test
    void the_demo_is_drawn_without_a_further_word() throws IOException {
        try (Appliance appliance = start("--sim-speed", "20", "--demo")) {
            appliance.demo();
            awaitJob(appliance, "demo", "running");
        }
    }

    @Test
    void the_demo_is_drawn_anew_after_a_run_that_was_stopped_in_the_middle_of_it() throws IOException {
        String first;
        try (Appliance appliance = start("--demo")) {
            appliance.demo();
            first = awaitJob(appliance, "demo", "running").get("id").asText();
        }
        try (Appliance appliance = start("--demo")) {
            appliance.demo();
            String second = awaitJob(appliance, "demo", "running").get("id").asText();
            assertNotEquals(first, second);
            awaitJob(appliance, first, "cancelled");
        }
    }

    @Test
    void stopping_in_the_middle_of_a_drawing_is_quick_and_loses_nothing() throws IOException {
        String id;
        long stopping;
        try (Appliance appliance = start()) {
            awaitDevice(appliance, "connected");
            id = upload(appliance, "square", "&start=now").get("id").asText();
            await(appliance, id, job -> job.at("/metrics/progress_percentage").asDouble() > 0);
            stopping = System.nanoTime();
        }
        Duration stopped = Duration.ofNanos(System.nanoTime() - stopping);
        assertTrue(stopped.toSeconds() < 5, stopped.toString());
        try (Appliance again = start()) {
            JsonNode job = get(again, "/api/v1/jobs/" + id);
            assertEquals("paused", job.get("status").asText());
            assertTrue(job.get("causes").toString().contains("power_loss"), job.toString());
            assertTrue(job.at("/metrics/progress_percentage").asDouble() > 0, job.toString());
            assertEquals(
                    id, awaitDevice(again, "connected").get("current_job_id").asText());
        }
    }

    @Test
    void two_appliances_never_share_a_data_folder() {
        try (Appliance first = start()) {
            assertTrue(first.port() > 0);
            assertThrows(StoreException.class, this::start);
        }
    }

    @Test
    void a_plotter_that_is_not_there_is_looked_for_and_told() throws IOException {
        try (Appliance appliance = start("--plotter", "ebb:" + folder.resolve("ttyNone"))) {
            JsonNode device = awaitDevice(appliance, "disconnected");
            assertTrue(device.get("error_message").asText().contains("ttyNone"), device.toString());
            assertEquals("ready", get(appliance, "/health/ready").get("status").asText());
        }
    }

    @Test
    void simulated_plotters_of_all_families_draw_at_once() throws IOException {
        Path config = Files.writeString(folder.resolve("plotty.yaml"), """
                plotters:
                  - {name: Left, port: sim, sim_speed: 10}
                  - {name: Right, port: 'sim:grbl', sim_speed: 10}
                  - {name: Old, port: 'sim:hpgl', sim_speed: 10}
                """);
        try (Appliance appliance = new Appliance(Configuration.of(Arguments.parse(List.of(
                "--config",
                config.toString(),
                "--port",
                "0",
                "--loopback-role",
                "admin",
                "--data",
                folder.resolve("data").toString()))))) {
            List<String> plotters = List.of("plotter-1", "plotter-2", "plotter-3");
            for (String id : plotters) {
                awaitAt(appliance, "/api/v1/devices/" + id, ApplianceTest::isConnected);
            }
            for (String id : plotters) {
                upload(appliance, "on-" + id, "&start=now&device=" + id);
            }
            for (String id : plotters) {
                awaitJob(appliance, "on-" + id, "completed");
            }
            assertEquals(
                    "pass", check(appliance, "plotter plotter-2").get("outcome").asText());
        }
    }

    private static boolean isConnected(JsonNode device) {
        return device.get("connection_status").asText().equals("connected");
    }

    private JsonNode check(Appliance appliance, String name) throws IOException {
        for (JsonNode check : get(appliance, "/health/ready").get("checks")) {
            if (check.get("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("there is no check " + name);
    }

    private Appliance start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--plotter", "sim", "--loopback-role", "admin"));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of(arguments));
        return new Appliance(Configuration.of(Arguments.parse(all)));
    }

    private JsonNode upload(Appliance appliance, String name, String query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri(appliance, "/api/v1/jobs?name=" + name + query))
                .header("Content-Type", "image/svg+xml")
                .POST(HttpRequest.BodyPublishers.ofString(SVG))
                .build();
        return body(201, request);
    }

    private JsonNode get(Appliance appliance, String path) throws IOException {
        return body(200, HttpRequest.newBuilder(uri(appliance, path)).build());
    }

    private JsonNode body(int status, HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(status, answer.statusCode(), answer.body());
            return json.readTree(answer.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static URI uri(Appliance appliance, String path) {
        return URI.create("http://127.0.0.1:" + appliance.port() + path);
    }

    private JsonNode awaitJob(Appliance appliance, String job, String status) throws IOException {
        return await(appliance, job, seen -> seen.get("status").asText().equals(status));
    }

    private JsonNode await(Appliance appliance, String job, Predicate<JsonNode> wanted) throws IOException {
        return awaitAt(appliance, "/api/v1/jobs/" + job, wanted);
    }

    private JsonNode awaitDevice(Appliance appliance, String status) throws IOException {
        return awaitAt(
                appliance,
                "/api/v1/devices/plotter-1",
                device -> device.get("connection_status").asText().equals(status)
                        && (status.equals("connected")
                                || !device.get("error_message").isNull()));
    }

    private JsonNode awaitAt(Appliance appliance, String path, Predicate<JsonNode> wanted) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode seen = get(appliance, path);
        while (!wanted.test(seen)) {
            assertTrue(System.nanoTime() < deadline, "not in time: " + seen);
            LockSupport.parkNanos(10_000_000);
            seen = get(appliance, path);
        }
        return seen;
    }
}
