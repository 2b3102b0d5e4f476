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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.plotter.find.FoundPort;

/** The whole service with {@code auto}; boards as processes on pseudo-terminals, plugged in and out. */
class PluggingInIT {
    /** An EBB is ready as soon as it is noticed; a second for the noise of a busy machine. */
    private static final Duration NOTICED = Duration.ofSeconds(2 + 1);
    /** An Arduino takes its time after each of two openings. */
    private static final Duration BOOTED = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, FoundPort> plugged = new ConcurrentSkipListMap<>();
    private final AtomicInteger pluggings = new AtomicInteger();

    @AfterEach
    void close() {
        http.close();
    }

    private Appliance start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                "0",
                "--loopback-role",
                "admin",
                "--data",
                folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        return new Appliance(Configuration.of(Arguments.parse(arguments)), () -> List.copyOf(plugged.values()));
    }

    /** A pseudo-terminal with a board appears under a name of the system. */
    private void plug(String name, BoardOnTerminal board, String ids, String serial, String socket) {
        try {
            Path link = folder.resolve(name);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, board.terminal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plugged.put(
                name,
                new FoundPort(
                        folder.resolve(name).toString(),
                        ids.substring(0, 4),
                        ids.substring(5),
                        serial,
                        socket,
                        Integer.toString(pluggings.incrementAndGet()),
                        "a board"));
    }

    private void unplug(String name, BoardOnTerminal board) throws IOException {
        unplug(name, board, "unplug");
    }

    private void unplug(String name, BoardOnTerminal board, String how) throws IOException {
        board.tell(how);
        plugged.remove(name);
        Files.deleteIfExists(folder.resolve(name));
    }

    private JsonNode get(Appliance appliance, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + appliance.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a device is as wanted, and tells how long that took. */
    private Duration awaitDevice(Appliance appliance, String id, Predicate<JsonNode> wanted) {
        return awaitDevice(appliance, id, NOTICED, wanted);
    }

    private Duration awaitDevice(Appliance appliance, String id, Duration within, Predicate<JsonNode> wanted) {
        long start = System.nanoTime();
        long deadline = start + within.toNanos();
        while (true) {
            JsonNode devices = get(appliance, "/api/v1/devices").get("devices");
            for (JsonNode device : devices) {
                if (device.get("id").asText().equals(id) && wanted.test(device)) {
                    return Duration.ofNanos(System.nanoTime() - start);
                }
            }
            assertTrue(System.nanoTime() < deadline, "not in time: " + devices);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static Predicate<JsonNode> is(String name, String connection) {
        return device -> device.get("name").asText().equals(name)
                && device.get("connection_status").asText().equals(connection);
    }

    @Test
    void boards_come_go_and_come_back_under_other_names_and_after_a_restart() throws IOException {
        try (BoardOnTerminal ada = BoardOnTerminal.start(folder, "ebb");
                BoardOnTerminal second = BoardOnTerminal.start(folder, "ebb")) {
            try (Appliance appliance = start()) {
                assertEquals(0, get(appliance, "/api/v1/devices").get("devices").size());
                assertTrue(get(appliance, "/health/ready").toString().contains("No plotter was found yet"));
                plug("ttyACM0", ada, "04d8:fd92", "Ada", "1-1:1.0");
                Duration came = awaitDevice(appliance, "plotter-1", is("Ada", "connected"));
                plug("ttyACM1", second, "04d8:fd92", "", "1-2:1.0");
                awaitDevice(appliance, "plotter-2", is("AxiDraw", "connected"));
                unplug("ttyACM0", ada);
                Duration went = awaitDevice(appliance, "plotter-1", is("Ada", "disconnected"));
                ada.tell("replug");
                plug("ttyACM7", ada, "04d8:fd92", "Ada", "1-4:1.0");
                Duration back = awaitDevice(appliance, "plotter-1", is("Ada", "connected"));
                awaitDevice(appliance, "plotter-2", is("AxiDraw", "connected"));
                System.out.printf("plugged in: %s, out: %s, in again: %s%n", came, went, back);
            }
            unplug("ttyACM7", ada);
            plugged.clear();
            try (Appliance again = start()) {
                awaitDevice(again, "plotter-1", is("Ada", "disconnected"));
                awaitDevice(
                        again,
                        "plotter-2",
                        device -> device.get("error_message").asText().startsWith("AxiDraw is not plugged in."));
                ada.tell("replug");
                plug("ttyACM1", ada, "04d8:fd92", "Ada", "1-1:1.0");
                plug("ttyACM0", second, "04d8:fd92", "", "1-2:1.0");
                awaitDevice(again, "plotter-1", is("Ada", "connected"));
                awaitDevice(again, "plotter-2", is("AxiDraw", "connected"));
            }
        }
    }

    @Test
    void a_drawing_goes_on_by_itself_when_its_board_comes_back_under_another_name() throws Exception {
        try (BoardOnTerminal ada = BoardOnTerminal.start(folder, "ebb");
                Appliance appliance = start()) {
            plug("ttyACM0", ada, "04d8:fd92", "Ada", "1-1:1.0");
            awaitDevice(appliance, "plotter-1", is("Ada", "connected"));
            upload(appliance, "square");
            awaitJob(
                    appliance,
                    "square",
                    job -> job.at("/metrics/progress_percentage").asDouble() > 10);
            unplug("ttyACM0", ada, "unplug power");
            awaitJob(appliance, "square", job -> job.get("status").asText().equals("paused"));
            ada.tell("replug");
            plug("ttyACM3", ada, "04d8:fd92", "Ada", "1-2:1.0");
            awaitJob(appliance, "square", job -> job.get("status").asText().equals("completed"));
        }
    }

    private void upload(Appliance appliance, String name) throws IOException, InterruptedException {
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="60mm" viewBox="0 0 60 60">
                <path d="M5 5 H55 V55 H5 Z" fill="none" stroke="black"/></svg>
                """;
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:%d/api/v1/jobs?name=%s&start=now".formatted(appliance.port(), name)))
                        .header("Content-Type", "image/svg+xml")
                        .POST(HttpRequest.BodyPublishers.ofString(svg))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private void awaitJob(Appliance appliance, String name, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        JsonNode job = get(appliance, "/api/v1/jobs/" + name);
        while (!wanted.test(job)) {
            assertTrue(System.nanoTime() < deadline, "not in time: " + job);
            LockSupport.parkNanos(20_000_000);
            job = get(appliance, "/api/v1/jobs/" + name);
        }
    }

    private void awaitNote(Appliance appliance, String note) {
        long deadline = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        while (!get(appliance, "/health/ready").toString().contains(note)) {
            assertTrue(System.nanoTime() < deadline, "this is not told: " + note);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void a_board_that_the_configuration_does_not_name_is_told_of_and_left_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "plotters: [{port: auto, serial: Ada}]");
        try (BoardOnTerminal bob = BoardOnTerminal.start(folder, "ebb");
                Appliance appliance = start("--config", file.toString())) {
            plug("ttyACM0", bob, "04d8:fd92", "Bob", "1-1:1.0");
            awaitNote(appliance, "Bob is plugged in, but is none of the plotters that the configuration names");
            awaitNote(appliance, "name it there: serial: Bob.");
            assertEquals(0, get(appliance, "/api/v1/devices").get("devices").size());
        }
    }

    @Test
    void a_GRBL_board_is_found_and_a_silent_port_beside_it_is_left_alone() throws IOException {
        try (BoardOnTerminal grbl = BoardOnTerminal.start(folder, "grbl");
                BoardOnTerminal silent = BoardOnTerminal.start(folder, "ebb")) {
            silent.tell("silent");
            try (Appliance appliance = start()) {
                plug("ttyUSB0", silent, "0403:6001", "A5", "1-1:1.0");
                plug("ttyUSB1", grbl, "1a86:7523", "", "1-2:1.0");
                awaitDevice(appliance, "plotter-1", BOOTED, is("GRBL plotter", "connected"));
                awaitNote(appliance, "ttyUSB0 (a board, USB 0403:6001) answers");
                assertEquals(1, get(appliance, "/api/v1/devices").get("devices").size());
            }
            try (Appliance again = start()) {
                awaitDevice(again, "plotter-1", BOOTED, is("GRBL plotter", "connected"));
            }
        }
    }
}
