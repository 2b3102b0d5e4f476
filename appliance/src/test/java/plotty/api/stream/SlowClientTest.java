package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.event.Channel;
import plotty.event.Event;

class SlowClientTest {
    /** Long enough that the buffers of the line hold only some of the events. */
    private static final String TEXT = "x".repeat(16_000);

    @TempDir
    Path folder;

    private FrontDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.VIEWER);
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
    }

    @Test
    void of_progress_a_slow_client_gets_the_latest_and_nobody_waits_for_it() {
        int last = 4000;
        try (StreamClient slow = StreamClient.asleep(http, door.uri("/ws")).subscribe("jobs");
                StreamClient quick = new StreamClient(http, door.uri("/ws")).subscribe("jobs")) {
            quick.untilPong();
            for (int i = 1; i <= last; i++) {
                door.database().events().publish(new Note(i, false));
            }
            quick.next(message -> message.path("number").asInt() == last);
            slow.wakeUp();
            int heard = 1;
            JsonNode note = slow.next();
            while (note.path("number").asInt() != last) {
                note = slow.next();
                heard++;
            }
            assertTrue(heard < last, "all " + heard + " were sent");
        }
    }

    @Test
    void a_client_for_which_state_changes_pile_up_is_closed_and_may_come_back() {
        try (StreamClient slow = StreamClient.asleep(http, door.uri("/ws")).subscribe("jobs")) {
            for (int i = 0; i < 40; i++) {
                int from = 50 * i;
                door.database()
                        .write(transaction -> {
                            for (int number = from; number < from + 50; number++) {
                                transaction.append(new Note(number, true));
                            }
                            return null;
                        })
                        .join();
            }
            slow.wakeUp();
            assertEquals(1013, slow.closeCode());
        }
    }

    private record Note(int number, boolean durable) implements Event {
        @Override
        public String type() {
            return "note";
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
            out.writeStringField("text", TEXT);
        }
    }
}
