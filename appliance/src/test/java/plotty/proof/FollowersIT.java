package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred clients follow one job. */
class FollowersIT {
    private static final int FOLLOWERS = 100;

    @TempDir
    Path folder;

    @Test
    void a_hundred_clients_see_every_state_change_once_and_in_order() {
        TestDrawing drawing = TestDrawing.mixed(new Random(3), 60);
        HttpClient http = HttpClient.newHttpClient();
        try (Workbench bench = Workbench.withBoard(folder).startService()) {
            String id = bench.submit(drawing.svg(), "followed", "").get("id").asText();
            bench.awaitPlanned(id);
            List<Follower> followers = new ArrayList<>();
            URI stream = URI.create(bench.uri("/ws").toString().replace("http:", "ws:"));
            for (int i = 0; i < FOLLOWERS; i++) {
                Follower follower = new Follower(id);
                http.newWebSocketBuilder()
                        .buildAsync(stream, follower)
                        .join()
                        .sendText("{\"type\":\"subscribe\",\"channels\":[\"jobs\"]}", true)
                        .join();
                followers.add(follower);
            }
            bench.service()
                    .await(
                            "subscriptions",
                            Duration.ofSeconds(10),
                            () -> followers.stream().allMatch(follower -> follower.subscribed));
            bench.control(id, "start");
            bench.control(id, "pause");
            bench.control(id, "resume");
            bench.awaitStatus(id, "completed", Duration.ofSeconds(60));
            List<String> expected = List.of("QUEUED>RUNNING", "RUNNING>PAUSED", "PAUSED>RUNNING", "RUNNING>COMPLETED");
            bench.service()
                    .await(
                            "the last message",
                            Duration.ofSeconds(10),
                            () -> followers.stream().allMatch(follower -> follower.changes.size() >= expected.size()));
            followers.forEach(follower -> assertEquals(expected, follower.changes));
        } finally {
            http.shutdownNow();
        }
    }

    /** Keeps the state changes that it hears of one job. */
    private static final class Follower implements WebSocket.Listener {
        private static final ObjectMapper JSON = new ObjectMapper();
        private final String job;
        private final StringBuilder part = new StringBuilder();
        final List<String> changes = new CopyOnWriteArrayList<>();
        volatile boolean subscribed;

        Follower(String job) {
            this.job = job;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                take(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                boolean mine = message.path("job_id").asText().equals(job);
                if (mine && message.path("type").asText().equals("job_update")) {
                    subscribed = true;
                }
                if (mine && message.path("type").asText().equals("job_state_change")) {
                    changes.add(message.get("from_state").asText() + ">"
                            + message.get("to_state").asText());
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
