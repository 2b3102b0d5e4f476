package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;

class StreamTest {
    @TempDir
    Path folder;

    private FrontDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
    }

    @Test
    void subscribing_tells_first_how_everything_stands() {
        String id = door.submit("flower").get("id").asText();
        try (StreamClient client = client().subscribe("all")) {
            JsonNode system = client.next();
            assertEquals("system_status", system.get("type").asText());
            assertEquals("ready", system.get("status").asText());
            assertEquals("1.2.3", system.get("daemon_version").asText());
            assertEquals(1, system.get("queue_length").asInt());
            assertEquals(0, system.get("active_jobs").asInt());
            JsonNode machine = client.next();
            assertEquals("system_metrics", machine.get("type").asText());
            assertTrue(machine.get("memory_percent").asDouble() > 0, machine.toString());
            JsonNode panel = client.next();
            assertEquals("panel_update", panel.get("type").asText());
            assertEquals("pause", panel.at("/buttons/0/name").asText());
            JsonNode device = client.next();
            assertEquals("device_status", device.get("type").asText());
            assertEquals("plotter-1", device.get("device_id").asText());
            JsonNode job = client.next();
            assertEquals("job_update", job.get("type").asText());
            assertEquals(id, job.get("job_id").asText());
            assertEquals("queued", job.get("status").asText());
            assertTrue(job.get("metrics").has("progress_percentage"));
            assertTrue(job.get("timestamp").asText().endsWith("Z"));
        }
    }

    private void greetSoon() {
        door.close();
        door = new FrontDoor(folder, Role.OPERATOR, Duration.ofMillis(100));
    }

    @Test
    void a_client_that_says_nothing_gets_everything() {
        greetSoon();
        try (StreamClient client = client()) {
            client.next("system_status");
            client.next("device_status");
            door.submit("flower");
            client.next(message -> message.path("job_id").isTextual());
        }
    }

    @Test
    void a_client_that_was_greeted_and_then_subscribes_goes_on_hearing() {
        greetSoon();
        try (StreamClient client = client()) {
            client.next("system_status");
            client.next("device_status");
            client.subscribe("jobs").untilPong();
            String id = door.submit("flower").get("id").asText();
            client.next(message -> message.path("job_id").asText().equals(id));
        }
    }

    @Test
    void only_the_channels_that_were_asked_for_are_heard() {
        try (StreamClient client = client().subscribe("jobs")) {
            door.plotter().become(PlotterState.Connection.ERROR);
            door.submit("flower");
            client.next(message -> message.path("job_id").isTextual());
            assertAreOfJobs(client.untilPong());
        }
    }

    private static void assertAreOfJobs(List<JsonNode> messages) {
        messages.forEach(message -> assertTrue(message.get("type").asText().startsWith("job_"), message.toString()));
    }

    @Test
    void an_unsubscribed_channel_is_silent() {
        try (StreamClient client = client().subscribe("devices", "alerts")) {
            client.next("device_status");
            client.say("{\"type\":\"unsubscribe\",\"channels\":[\"device\"]}").untilPong();
            door.plotter().become(PlotterState.Connection.ERROR);
            door.plotter().tell(new PlotterNotice.Faulted(null, "Look.", plotty.plotter.PositionTrust.SUSPECT, true));
            assertEquals("device_alert", client.next().get("type").asText());
        }
    }

    @Test
    void the_pen_s_place_flows_to_the_page() {
        try (StreamClient client = client().subscribe("devices")) {
            client.next("device_status");
            door.plotter().tell(new PlotterNotice.Progress(1, null, 12.5, 7.25, false));
            JsonNode moved = client.next(message -> message.at("/position/x").asDouble() == 12.5);
            assertEquals(7.25, moved.at("/position/y").asDouble());
            assertEquals(false, moved.get("pen_up").asBoolean());
        }
    }

    @Test
    void an_order_is_answered_by_the_state_that_it_brings() {
        String id = door.submit("flower").get("id").asText();
        try (StreamClient client = client().subscribe("jobs")) {
            client.next("job_update");
            client.say("{\"type\":\"job_control\",\"job_id\":\"flower\",\"action\":\"CANCEL\"}");
            JsonNode change = client.next("job_state_change");
            assertEquals(id, change.get("job_id").asText());
            assertEquals("QUEUED", change.get("from_state").asText());
            assertEquals("CANCELLED", change.get("to_state").asText());
            client.say("{\"type\":\"job_control\",\"job_id\":\"" + id + "\",\"action\":\"pause\"}");
            assertEquals("CONFLICT", client.next("error").get("error_code").asText());
            client.say("{\"type\":\"job_control\",\"job_id\":\"tree\",\"action\":\"pause\"}");
            assertEquals("NOT_FOUND", client.next("error").get("error_code").asText());
        }
    }

    @Test
    void an_emergency_stop_does_not_wait_for_the_moves_before_it() {
        CompletableFuture<Void> jog = new CompletableFuture<>();
        door.plotter().moveUntil(jog);
        try (StreamClient client = client().subscribe("system")) {
            client.say("{\"type\":\"device_control\",\"device_id\":\"plotter-1\",\"action\":\"jog\",\"dx_mm\":5}");
            client.say("{\"type\":\"device_control\",\"device_id\":\"plotter-1\",\"action\":\"stop\"}");
            client.next("device_status");
            assertTrue(door.plotter().orders().contains("stop"));
            assertFalse(jog.isDone());
            jog.complete(null);
            client.next("device_status");
        }
    }

    @Test
    void who_may_only_look_is_told_so() {
        door.close();
        door = new FrontDoor(folder, Role.VIEWER);
        try (StreamClient client = client().subscribe("system")) {
            client.say("{\"type\":\"job_control\",\"job_id\":\"flower\",\"action\":\"pause\"}");
            assertEquals("FORBIDDEN", client.next("error").get("error_code").asText());
        }
    }

    @Test
    void a_job_s_status_is_answered_at_once() {
        String id = door.submit("flower").get("id").asText();
        try (StreamClient client = client().subscribe("alerts")) {
            client.say("{\"type\":\"request_job_status\",\"job_id\":\"flower\"}");
            assertEquals(id, client.next("job_update").get("job_id").asText());
            client.say("{\"type\":\"request_job_status\",\"job_id\":\"tree\"}");
            assertEquals("NOT_FOUND", client.next("error").get("error_code").asText());
        }
    }

    @Test
    void nonsense_is_answered_and_does_not_end_the_connection() {
        try (StreamClient client = client().subscribe("alerts")) {
            client.say("nonsense");
            assertEquals("INVALID_JSON", client.next("error").get("error_code").asText());
            client.say("{\"type\":\"dance\"}");
            JsonNode type = client.next("error");
            assertEquals("UNKNOWN_TYPE", type.get("error_code").asText());
            assertTrue(type.at("/details/known").toString().contains("subscribe"));
            client.subscribe("weather", "jobs");
            JsonNode channel = client.next("error");
            assertEquals("UNKNOWN_CHANNEL", channel.get("error_code").asText());
            assertTrue(channel.get("error_message").asText().contains("jobs, devices, system"));
            client.sayBinary(new byte[] {1, 2, 3});
            assertEquals(
                    "INVALID_MESSAGE", client.next("error").get("error_code").asText());
            door.submit("flower");
            client.next(message -> message.path("job_id").isTextual());
        }
    }

    @Test
    void more_than_a_hundred_messages_in_a_minute_end_the_connection_after_a_warning() {
        try (StreamClient client = client().subscribe("alerts")) {
            for (int i = 0; i < 99; i++) {
                client.say("{\"type\":\"ping\"}");
                client.next("pong");
            }
            client.say("{\"type\":\"ping\"}");
            assertEquals("RATE_LIMIT", client.next("error").get("error_code").asText());
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void the_system_s_status_is_told_when_the_queue_changes() {
        try (StreamClient client = client().subscribe("system")) {
            assertEquals(0, client.next("system_status").get("queue_length").asInt());
            door.submit("flower");
            JsonNode told = client.next(message -> message.path("queue_length").asInt() == 1);
            assertEquals(1, told.get("jobs_today").asInt());
            assertEquals("pass", told.get("health").asText());
            door.plotter().become(PlotterState.Connection.DISCONNECTED);
            client.next(message -> message.path("status").asText().equals("degraded"));
        }
    }

    private StreamClient client() {
        return new StreamClient(http, door.uri("/ws"));
    }
}
