package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.job.Job;
import plotty.job.JobEvent;
import plotty.plotter.PlotterState;

/** What ploTTY's dialect has beyond channels and orders. */
class DialectTest {
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
    void a_drawing_can_be_sent_in_a_message() {
        try (StreamClient client = client().subscribe("alerts")) {
            client.say(
                    "{\"type\":\"job_submit\",\"request_id\":\"r1\",\"name\":\"leaf\",\"format\":\"svg\",\"document\":"
                            + "\"<svg xmlns='http://www.w3.org/2000/svg' width='20mm' height='20mm' viewBox='0 0 20 20'>"
                            + "<path d='M2 2 L9 9'/></svg>\",\"options\":{\"priority\":2,\"fit\":\"page\",\"paper\":\"A5\"}}");
            JsonNode accepted = client.next("job_accepted");
            assertEquals("r1", accepted.get("request_id").asText());
            assertEquals("leaf", accepted.get("name").asText());
            JsonNode job = door.get("/api/v1/jobs/" + accepted.get("job_id").asText());
            assertEquals(2, job.get("priority").asInt());
            assertEquals("A5", job.get("paper").asText());

            client.say("{\"type\":\"job_submit\",\"name\":\"x\",\"document\":\"no drawing at all\"}");
            assertEquals("INVALID", client.next("error").get("error_code").asText());
            client.say("{\"type\":\"job_submit\",\"document\":\"<svg/>\",\"options\":{\"colour\":\"red\"}}");
            assertEquals(
                    "INVALID_MESSAGE", client.next("error").get("error_code").asText());
        }
    }

    @Test
    void the_names_of_the_pipeline_are_for_those_who_ask_for_them() {
        try (StreamClient pipeline = client().subscribe("pipeline");
                StreamClient everyday = client().subscribe("all")) {
            pipeline.untilPong();
            everyday.untilPong();
            String id = door.submit("flower").get("id").asText();
            assertEquals(id, pipeline.next("job_created").get("job_id").asText());
            JsonNode phase = pipeline.next("pipeline_progress");
            assertEquals(id, phase.get("job_id").asText());
            assertTrue(phase.get("phase").asText().startsWith("P0"));
            assertTrue(phase.get("progress").isNumber());
            assertTrue(pipeline.next("stage_progress").has("stage"));
            door.control(id, "cancel");
            assertEquals(
                    "cancelled", pipeline.next("job_completed").get("status").asText());
            everyday.next(message -> message.path("to_state").asText().equals("CANCELLED"));
            Set<String> others =
                    Set.of("job_created", "job_completed", "pipeline_progress", "stage_progress", "job_phase");
            everyday.untilPong()
                    .forEach(
                            each -> assertFalse(others.contains(each.get("type").asText())));
            pipeline.untilPong()
                    .forEach(each ->
                            assertNotEquals("job_update", each.get("type").asText()));
        }
    }

    @Test
    void how_a_drawing_comes_on_is_told_by_the_pipeline_s_names_too() {
        try (StreamClient client = client().subscribe("pipeline")) {
            client.untilPong();
            door.database().events().publish(progress("plotter-1", 0.25));
            assertEquals(25, client.next("pipeline_progress").get("progress").asDouble());
            JsonNode stage = client.next("stage_progress");
            assertEquals(0.25, stage.get("progress").asDouble());
            assertEquals(60, stage.get("eta_seconds").asInt());
        }
    }

    @Test
    void the_signals_of_the_plotters_are_told_at_once_to_who_asks() {
        try (StreamClient client = client().subscribe("alerts")) {
            client.say("{\"type\":\"request_sisas_update\"}");
            JsonNode update = client.next("sisas_metrics_update");
            assertEquals("plotter-1", update.at("/signals/0/device_id").asText());
            assertEquals("connected", update.at("/signals/0/connection_status").asText());
            assertTrue(update.at("/metrics/active_connections").asInt() >= 1);
        }
    }

    @Test
    void who_watches_one_plotter_hears_of_no_other() {
        try (StreamClient client =
                client().say("{\"type\":\"subscribe\",\"channels\":[\"jobs\",\"devices\"],\"devices\":[\"attic\"]}")) {
            client.untilPong();
            door.plotter().become(PlotterState.Connection.ERROR);
            door.database().events().publish(progress("plotter-1", 0.5));
            door.database().events().publish(progress("attic", 0.75));
            assertEquals(0.75, client.next("job_progress").get("progress").asDouble());
        }
        try (StreamClient client =
                client().say("{\"type\":\"subscribe\",\"channels\":[\"devices\"],\"devices\":[\"AxiDraw\"]}")) {
            assertEquals(
                    "plotter-1", client.next("device_status").get("device_id").asText());
        }
    }

    @Test
    void fewer_fast_events_come_to_who_wants_fewer_and_the_last_one_comes_in_the_end() {
        try (StreamClient client = client().say("{\"type\":\"subscribe\",\"channels\":[\"jobs\"],\"max_rate\":2}")) {
            client.untilPong();
            long begun = System.nanoTime();
            for (int i = 1; i <= 50; i++) {
                door.database().events().publish(progress("plotter-1", i / 50.0));
            }
            List<Double> heard = new ArrayList<>();
            while (!heard.contains(1.0)) {
                heard.add(client.next("job_progress").get("progress").asDouble());
            }
            double tookS = (System.nanoTime() - begun) / 1e9;
            assertTrue(heard.size() <= 2 + 2 * tookS, () -> heard + " in " + tookS + " s");
        }
    }

    @Test
    void the_last_events_are_told_again_before_the_present_state() {
        String id = door.submit("flower").get("id").asText();
        door.control(id, "cancel");
        try (StreamClient client =
                client().say("{\"type\":\"subscribe\",\"channels\":[\"jobs\",\"system\"],\"replay\":500}")) {
            assertEquals("created", client.next("job_update").get("change").asText());
            client.next(message -> message.path("to_state").asText().equals("CANCELLED"));
            client.next("system_status");
        }
    }

    @Test
    void who_asks_for_it_gets_several_messages_in_one() {
        try (StreamClient client = client().say("{\"type\":\"subscribe\",\"channels\":[\"jobs\"],\"batch\":true}")) {
            client.untilPong();
            for (int i = 1; i <= 10; i++) {
                door.database().events().publish(progress("plotter-" + i, i / 10.0));
            }
            JsonNode batch = client.next("batch");
            assertTrue(batch.get("messages").size() > 1, batch.toString());
            assertEquals("job_progress", batch.at("/messages/0/type").asText());
        }
    }

    @Test
    void what_happens_is_told_in_sentences_as_it_happens() {
        try (StreamClient client = client().subscribe("activity")) {
            client.untilPong();
            String id = door.submit("flower").get("id").asText();
            JsonNode entry = client.next("activity_update");
            assertEquals("'flower' has come in.", entry.get("message").asText());
            assertEquals(id, entry.get("job_id").asText());
            assertEquals("job_update", entry.get("event_type").asText());
            assertTrue(entry.get("seq").asLong() > 0);
            door.send("POST", "/api/v1/events", "application/json", "{\"event\":\"paper-changed\"}");
            JsonNode custom =
                    client.next(message -> message.path("event_type").asText().equals("custom"));
            assertEquals("activity_update", custom.get("type").asText());
        }
    }

    @Test
    void the_log_is_for_admins() {
        try (StreamClient client = client().subscribe("logs", "jobs")) {
            assertEquals("FORBIDDEN", client.next("error").get("error_code").asText());
            door.submit("flower");
            client.next("job_update");
        }
    }

    @Test
    void who_may_use_other_plotters_only_cannot_touch_this_one_nor_hear_of_it() {
        door.close();
        door = new FrontDoor(
                folder, _ -> new Principal("key:attic", Principal.Kind.KEY, Role.OPERATOR, Set.of("attic")));
        try (StreamClient client = client().subscribe("devices")) {
            client.say("{\"type\":\"device_control\",\"device_id\":\"plotter-1\",\"action\":\"pen_up\"}");
            assertEquals("FORBIDDEN", client.next("error").get("error_code").asText());
            door.plotter().become(PlotterState.Connection.ERROR);
            assertEquals(List.of(), client.untilPong());
        }
    }

    @Test
    void a_client_that_speaks_much_is_warned_before_it_is_too_much() {
        try (StreamClient client = client().subscribe("alerts")) {
            for (int i = 0; i < 80; i++) {
                client.say("{\"type\":\"ping\"}");
            }
            assertEquals("RATE_WARNING", client.next("error").get("error_code").asText());
        }
    }

    private static JobEvent.Progress progress(String device, double share) {
        return new JobEvent.Progress(
                "job-on-" + device,
                new Job.JobMetrics(
                        share,
                        Duration.ofSeconds(60),
                        1,
                        1,
                        10,
                        40,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(9),
                        Optional.empty()),
                Optional.of(device));
    }

    private StreamClient client() {
        return new StreamClient(http, door.uri("/ws"));
    }
}
