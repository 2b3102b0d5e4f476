package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Logger;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.api.FrontDoorWait;

/** Clients and log, which only admins see. */
class ForAdminsTest {
    @TempDir
    Path folder;

    private FrontDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.ADMIN);
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
    }

    @Test
    void who_is_connected_is_listed_and_can_be_sent_away() {
        try (StreamClient client = new StreamClient(http, door.uri("/ws")).subscribe("jobs", "system")) {
            client.next("system_status");
            client.untilPong();
            JsonNode listed = door.get("/api/v1/clients").at("/clients/0");
            assertEquals("plotty", listed.get("dialect").asText());
            assertEquals("anonymous", listed.get("principal").asText());
            assertEquals("admin", listed.get("role").asText());
            assertEquals("[\"jobs\",\"system\"]", listed.get("channels").toString());
            assertEquals(2, listed.get("messages_received").asInt());
            assertTrue(listed.get("messages_sent").asInt() >= 2);
            String id = listed.get("id").asText();
            assertEquals(
                    204, door.send("DELETE", "/api/v1/clients/" + id, "", "").statusCode());
            assertEquals(1008, client.closeCode());
            JsonNode after = door.get("/api/v1/clients");
            while (!after.get("clients").isEmpty()) {
                after = door.get("/api/v1/clients");
            }
            assertEquals(id, after.at("/recent/0/id").asText());
            assertEquals(
                    404, door.send("DELETE", "/api/v1/clients/" + id, "", "").statusCode());
        }
    }

    @Test
    void the_audit_log_says_who_ordered_what_over_a_web_socket() {
        String document = "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm'><path d='M0 0L1 1'/></svg>";
        try (StreamClient client = new StreamClient(http, door.uri("/ws")).subscribe("jobs")) {
            client.say("{\"type\":\"job_submit\",\"name\":\"leaf\",\"document\":\"" + document + "\"}");
            client.next("job_accepted");
            client.say("{\"type\":\"job_control\",\"job_id\":\"leaf\",\"action\":\"cancel\"}");
            client.next("job_state_change");
            client.say("{\"type\":\"job_control\",\"job_id\":\"leaf\",\"action\":\"pause\"}");
            client.next("error");
            for (int i = 0; i < 3; i++) {
                client.say("{\"type\":\"device_control\",\"device_id\":\"plotter-1\",\"action\":\"jog\",\"dx_mm\":1}");
                client.next("device_status");
            }
            client.untilPong();
        }
        String path = "/api/v1/audit?action=websocket";
        FrontDoorWait.until(() -> door.get(path).get("entries").size() >= 4);
        List<String> told = new ArrayList<>();
        door.get(path).get("entries").forEach(entry -> {
            assertEquals("anonymous", entry.get("who").asText());
            assertEquals("127.0.0.1", entry.get("address").asText());
            told.addFirst(
                    entry.get("action").asText() + " " + entry.get("outcome").asInt());
        });
        assertEquals(
                List.of(
                        "WebSocket: drawing leaf 200",
                        "WebSocket: job leaf: cancel 200",
                        "WebSocket: job leaf: pause 409",
                        "WebSocket: device plotter-1: jog 200"),
                told);
    }

    @Test
    void a_listener_of_server_sent_events_can_be_sent_away_with_a_word() {
        try (EventReader client = new EventReader(http, door.uri("/api/v1/events?channels=jobs"), "")) {
            client.next("snapshot");
            String id = door.get("/api/v1/clients").at("/clients/0/id").asText();
            door.send("DELETE", "/api/v1/clients/" + id, "", "");
            client.next("closed");
            client.next("end");
        }
    }

    @Test
    void the_log_is_told_live_and_can_be_asked_for() {
        String word = UUID.randomUUID().toString();
        try (StreamClient client = new StreamClient(http, door.uri("/ws")).subscribe("logs")) {
            client.untilPong();
            Logger.warn("something is odd: {}", word);
            JsonNode line =
                    client.next(message -> message.path("message").asText().contains(word));
            assertEquals("log", line.get("type").asText());
            assertEquals("warn", line.get("level").asText());
            assertEquals(ForAdminsTest.class.getName(), line.get("module").asText());
        }
        String path = "/api/v1/logs?limit=500&level=warn&module=plotty.api.stream";
        assertTrue(door.get(path).toString().contains(word));
        assertTrue(!door.get("/api/v1/logs?limit=500&level=error").toString().contains(word));
        assertEquals(400, door.send("GET", "/api/v1/logs?level=loud", "", "").statusCode());
    }

    @Test
    void others_see_none_of_it() {
        door.close();
        door = new FrontDoor(folder, Role.OPERATOR);
        assertEquals(403, door.send("GET", "/api/v1/logs", "", "").statusCode());
        assertEquals(403, door.send("GET", "/api/v1/clients", "", "").statusCode());
    }
}
