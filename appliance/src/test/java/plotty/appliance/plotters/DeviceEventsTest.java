package plotty.appliance.plotters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Published;
import plotty.event.StoredEvent;
import plotty.plotter.DeviceEvent;
import plotty.store.Database;

class DeviceEventsTest {
    @TempDir
    Path folder;

    @Test
    void a_fault_of_a_plotter_is_an_alert_of_the_system_too() throws Exception {
        try (Database database = Database.open(folder.resolve("plotty.db"), List.of(), InstantSource.system())) {
            new DeviceEvents(database).accept(new DeviceEvent.Alert("plotter-1", "The pen does not answer."));
            database.write(_ -> null).get(10, TimeUnit.SECONDS);
            List<Published> told = database.events().since(0, 10);
            assertEquals(
                    List.of("device_alert", "system_alert"),
                    told.stream().map(published -> published.event().type()).toList());
            assertEquals(Optional.of("plotter-1"), told.get(1).event().plotterId());
            assertEquals(
                    "{\"level\":\"error\",\"severity\":\"error\",\"title\":\"Plotter fault\","
                            + "\"message\":\"The pen does not answer.\",\"source\":\"plotter-1\","
                            + "\"details\":{\"device_id\":\"plotter-1\"},\"metadata\":{}}",
                    StoredEvent.of(told.get(1).event()).fields());
        }
    }
}
