package plotty.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Event;
import plotty.event.StoredEvent;
import plotty.metrics.SystemMetrics;
import plotty.store.Database;

class HostAlertsTest {
    @TempDir
    Path folder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private Database database;
    private HostAlerts alerts;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("plotty.db"), List.of(), InstantSource.system());
        alerts = new HostAlerts(database, scheduler);
    }

    @AfterEach
    void close() {
        alerts.close();
        scheduler.shutdownNow();
        database.close();
    }

    @Test
    void a_bound_that_is_passed_alerts_with_the_value_and_the_bound() throws Exception {
        List<Event> raised = raisedBy(45, 81.26);
        assertEquals(1, raised.size());
        assertEquals("system_alert", raised.getFirst().type());
        assertEquals(
                "{\"level\":\"warning\",\"severity\":\"warning\",\"title\":\"Device temperature high\","
                        + "\"message\":\"Device temperature high: 81.3 °C. Give the box more air, or it becomes slow.\","
                        + "\"source\":\"host\",\"details\":{\"temperature\":81.26,\"threshold\":80.0},\"metadata\":{}}",
                StoredEvent.of(raised.getFirst()).fields());
    }

    @Test
    void a_figure_that_trembles_around_the_bound_alerts_once() throws Exception {
        assertEquals(1, raisedBy(79.9, 80, 79.9, 80.1, 76, 80, 75.1, 82).size());
    }

    @Test
    void a_figure_that_was_well_below_in_between_alerts_again() throws Exception {
        assertEquals(2, raisedBy(80, 74.9, 79, 80).size());
    }

    @Test
    void a_machine_without_a_thermometer_is_never_too_hot() throws Exception {
        see(OptionalDouble.empty());
        assertEquals(0, database.events().lastSeq());
    }

    private List<Event> raisedBy(double... temperaturesC) throws Exception {
        for (double temperatureC : temperaturesC) {
            see(OptionalDouble.of(temperatureC));
        }
        List<Event> raised = new ArrayList<>();
        database.events().since(0, 100).forEach(published -> raised.add(published.event()));
        assertTrue(raised.stream().allMatch(Event::durable));
        return raised;
    }

    /** Every sample is looked at before the next one comes, and what comes of it is on the disk. */
    private void see(OptionalDouble temperatureC) throws Exception {
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble half = OptionalDouble.of(50);
        database.events()
                .publish(new SystemMetrics(
                        half, half, half, none, temperatureC, none, none, none, none, none, 0, Duration.ZERO));
        scheduler.submit(() -> {}).get(10, TimeUnit.SECONDS);
        database.write(_ -> null).get(10, TimeUnit.SECONDS);
    }
}
