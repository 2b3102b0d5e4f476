package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of server-sent events that keeps what it hears. */
final class EventReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<Told> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    /** An event as it came; its id is empty where it had none. */
    record Told(String event, String id, JsonNode data) {}

    EventReader(HttpClient http, URI address, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/event-stream",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            stream = answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        String event = "";
        String id = "";
        JsonNode data = JSON.nullNode();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = JSON.readTree(line.substring(6));
                } else if (line.isEmpty() && !data.isNull()) {
                    heard.add(new Told(event, id, data));
                    event = "";
                    id = "";
                    data = JSON.nullNode();
                }
            }
            heard.add(new Told("end", "", JSON.nullNode()));
        } catch (IOException e) {
            heard.add(new Told("end", e.toString(), JSON.nullNode()));
        }
    }

    Told next() {
        try {
            Told next = heard.poll(30, TimeUnit.SECONDS);
            return next == null ? fail("nothing heard for 30 s") : next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Told next(String event) {
        return next(told -> told.event().equals(event));
    }

    Told next(Predicate<Told> wanted) {
        Told next = next();
        while (!wanted.test(next)) {
            next = next();
        }
        return next;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
