package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.plotter.PlotterState;

class EventsTest {
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
    void a_new_client_hears_first_how_everything_stands_then_what_happens() {
        try (EventReader client = reader("/api/v1/events", "")) {
            assertEquals("system_status", client.next().event());
            assertEquals("system_metrics", client.next().event());
            assertEquals("panel_update", client.next().event());
            assertEquals("device_status", client.next().event());
            EventReader.Told snapshot = client.next();
            assertEquals("snapshot", snapshot.event());
            assertEquals(
                    snapshot.data().get("epoch").asText() + ":"
                            + snapshot.data().get("seq").asLong(),
                    snapshot.id());
            door.submit("flower");
            EventReader.Told created = client.next("job_update");
            assertTrue(created.id().matches(".+:[0-9]+"), created.id());
            assertEquals("job_update", created.data().get("type").asText());
        }
    }

    @Test
    void who_comes_back_with_an_id_hears_what_was_missed_once_and_in_order_also_after_a_restart() {
        String last;
        try (EventReader client = reader("/api/v1/events?channels=jobs", "")) {
            last = client.next("snapshot").id();
        }
        door.submit("flower");
        door.control("flower", "cancel");
        door.restart();
        List<String> first = new ArrayList<>();
        try (EventReader client = reader("/api/v1/events?channels=jobs", last)) {
            EventReader.Told told = client.next();
            assertEquals("created", told.data().get("change").asText());
            while (!told.data().path("to_state").asText().equals("CANCELLED")) {
                first.add(told.id());
                told = client.next();
            }
            first.add(told.id());
        }
        assertEquals(first.stream().distinct().toList(), first);
        try (EventReader client = reader("/api/v1/events?channels=jobs", first.getFirst())) {
            assertEquals(first.get(1), client.next().id());
        }
    }

    @Test
    void who_was_away_too_long_is_told_so_and_begins_anew() {
        try (EventReader client = reader("/api/v1/events?channels=system", "another-life:7")) {
            assertEquals("gap", client.next().event());
            assertEquals("system_status", client.next().event());
            assertNotEquals("", client.next("snapshot").id());
        }
    }

    @Test
    void only_the_channels_and_plotters_that_were_asked_for_are_heard() {
        try (EventReader client = reader("/api/v1/events?channels=devices,jobs&devices=attic", "")) {
            assertEquals("snapshot", client.next().event());
            door.plotter().become(PlotterState.Connection.ERROR);
            door.submit("flower");
            assertEquals("job_update", client.next().event());
        }
        assertEquals(
                400, door.send("GET", "/api/v1/events?channels=weather", "", "").statusCode());
        assertEquals(
                400, door.send("GET", "/api/v1/events?chanels=jobs", "", "").statusCode());
        assertEquals(
                403, door.send("GET", "/api/v1/events?channels=logs", "", "").statusCode());
    }

    private EventReader reader(String path, String lastId) {
        return new EventReader(http, door.uri(path), lastId);
    }
}
