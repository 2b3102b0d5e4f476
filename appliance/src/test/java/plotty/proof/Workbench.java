package plotty.proof;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole appliance on a table: the board as a process on a pseudo-terminal, the service as another, and a client on its
 * REST API.
 */
final class Workbench implements AutoCloseable {
    static final boolean LONG = Boolean.getBoolean("plotty.long");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern READY = Pattern.compile("ready: http://localhost:(\\d+)");

    private final Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Program board;
    private Program service;
    private int port;
    private int starts;

    private Workbench(Path folder, Program board) {
        this.folder = folder;
        this.board = board;
    }

    /** Sets a board up, with more arguments for it, and waits until its pseudo-terminal is there. */
    static Workbench withBoard(Path folder, String... boardArguments) {
        List<String> arguments =
                new ArrayList<>(List.of("--link", folder.resolve("ttyEBB").toString()));
        arguments.addAll(List.of("--ink", folder.resolve("ink.log").toString()));
        arguments.addAll(List.of(boardArguments));
        Program board =
                Program.start(folder, "board", Program.java(List.of(), "plotty.plotter.board.BoardMain", arguments));
        board.await("pseudo-terminal", Duration.ofSeconds(20), () -> Files.exists(folder.resolve("ttyEBB")));
        return new Workbench(folder, board);
    }

    /** Starts the service on the board, or on what a {@code --config} names; more arguments for it. */
    Workbench startService(String... arguments) {
        return startServiceBy(List.of(), arguments);
    }

    /** Starts the service under another program (strace …). */
    Workbench startServiceBy(List<String> wrapper, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of("--port", "0", "--loopback-role", "admin"));
        if (!List.of(arguments).contains("--config")) {
            all.addAll(List.of("--plotter", "ebb:" + folder.resolve("ttyEBB")));
        }
        all.addAll(List.of(arguments));
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(Program.java(
                List.of("-Dplotty.webroot=" + System.getProperty("plotty.webroot", "../webroot")),
                "plotty.appliance.Main",
                all));
        service = Program.start(folder, "service-" + ++starts, command);
        service.await(
                "readiness",
                Duration.ofSeconds(60),
                () -> READY.matcher(service.output()).find());
        Matcher matcher = READY.matcher(service.output());
        if (!matcher.find()) {
            throw new AssertionError("no URL");
        }
        port = Integer.parseInt(matcher.group(1));
        return this;
    }

    Program board() {
        return board;
    }

    Program service() {
        return service;
    }

    Path folder() {
        return folder;
    }

    Path inkLog() {
        return folder.resolve("ink.log");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    /** Sends a request and gives the answer, whatever its status. */
    HttpResponse<String> send(String method, String path, String mediaType, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", mediaType)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Uploads a drawing and gives the new job. */
    JsonNode submit(byte[] svg, String name, String query) {
        return expect(201, send("POST", "/api/v1/jobs?name=" + name + query, "image/svg+xml", svg));
    }

    JsonNode job(String id) {
        return expect(200, send("GET", "/api/v1/jobs/" + id, "text/plain", new byte[0]));
    }

    /** Gives an order, with more JSON fields as {@code "name":"value"}; a start once there is a plotter for it. */
    JsonNode control(String id, String action, String... fields) {
        if (action.equals("start")) {
            awaitPlotter();
        }
        StringBuilder json = new StringBuilder("{\"action\":\"").append(action).append('"');
        for (String field : fields) {
            json.append(',').append(field);
        }
        return expect(
                200,
                send(
                        "POST",
                        "/api/v1/jobs/" + id + "/control",
                        "application/json",
                        json.append('}').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    JsonNode device() {
        return expect(200, send("GET", "/api/v1/devices", "text/plain", new byte[0]))
                .get("devices")
                .get(0);
    }

    private void awaitPlotter() {
        service.await(
                "a plotter",
                Duration.ofSeconds(60),
                () -> !expect(200, send("GET", "/api/v1/devices?connection=connected,busy", "text/plain", new byte[0]))
                        .get("devices")
                        .isEmpty());
    }

    /** Waits until the job is as wanted and gives it. */
    JsonNode awaitJob(String id, String what, Duration limit, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        JsonNode job = job(id);
        while (!wanted.test(job)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("job not %s within %s: %s%n%s".formatted(what, limit, job, service.output()));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            job = job(id);
        }
        return job;
    }

    JsonNode awaitStatus(String id, String status, Duration limit) {
        return awaitJob(id, status, limit, job -> job.get("status").asText().equals(status));
    }

    /** Waits until the job is planned, so that it can be started. */
    JsonNode awaitPlanned(String id) {
        return awaitJob(
                id,
                "planned",
                Duration.ofSeconds(60),
                job -> !job.get("estimate_seconds").isNull());
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError("%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        board.close();
    }
}
