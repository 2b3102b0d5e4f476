package plotty.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What a user does beside the crowd: drawings go in and are drawn. */
final class RestClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    RestClient(int port) {
        this.port = port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient http() {
        return http;
    }

    /** Uploads a drawing, waits until it is planned, and gives its id. */
    String planned(String name, byte[] svg) throws IOException, InterruptedException {
        String id = send("POST", "/api/v1/jobs?name=" + name, "image/svg+xml", svg)
                .get("id")
                .asText();
        awaitJob(id, PATIENCE, job -> !job.get("estimate_seconds").isNull());
        return id;
    }

    /** Starts a job. */
    void start(String id) throws IOException, InterruptedException {
        control(id, "start");
    }

    /** Gives an order for a job. */
    void control(String id, String action) throws IOException, InterruptedException {
        send(
                "POST",
                "/api/v1/jobs/" + id + "/control",
                "application/json",
                "{\"action\":\"%s\"}".formatted(action).getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until a job is as wanted. */
    JsonNode awaitJob(String id, Duration limit, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        return await("/api/v1/jobs/" + id, limit, wanted);
    }

    /** Waits until what stands at a path is as wanted. */
    JsonNode await(String path, Duration limit, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode found = send("GET", path, "text/plain", new byte[0]);
            if (wanted.test(found)) {
                return found;
            }
            if (System.nanoTime() > end) {
                throw new IOException("waited in vain: " + found);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private JsonNode send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
