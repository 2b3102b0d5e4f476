package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.event.Channel;
import plotty.event.Event;

class StreamCrowdTest {
    private static final int CLIENTS = 100;
    private static final int CHANGES = 300;

    @TempDir
    Path folder;

    @Test
    void each_of_a_hundred_clients_hears_every_change_once_and_in_order() {
        try (FrontDoor door = new FrontDoor(folder, Role.OPERATOR);
                HttpClient http = HttpClient.newHttpClient()) {
            List<StreamClient> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> new StreamClient(http, door.uri("/ws")).subscribe("jobs"))
                    .toList();
            clients.forEach(StreamClient::untilPong);
            for (int i = 0; i < CHANGES; i++) {
                Change change = new Change(i, true);
                var _ = door.database().write(transaction -> {
                    transaction.append(change);
                    return null;
                });
                door.database().events().publish(new Change(i, false));
            }
            for (StreamClient client : clients) {
                assertEquals(IntStream.range(0, CHANGES).boxed().toList(), changesHeard(client));
                client.close();
            }
        }
    }

    private static List<Integer> changesHeard(StreamClient client) {
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < CHANGES) {
            JsonNode message = client.next("job_state_change");
            numbers.add(message.get("number").asInt());
        }
        return numbers;
    }

    /** A change of state, or the progress between two of them. */
    private record Change(int number, boolean durable) implements Event {
        @Override
        public String type() {
            return durable ? "job_state_change" : "job_progress";
        }

        @Override
        public Channel channel() {
            return Channel.JOBS;
        }

        @Override
        public String key() {
            return "job-1";
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeNumberField("number", number);
        }
    }
}
