package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Published;
import plotty.event.StoredEvent;
import plotty.store.Database;

class DeploymentTest {
    @TempDir
    Path folder;

    @Test
    void another_version_than_the_last_time_is_told_once() {
        assertEquals(List.of(), toldBy("1.0.0"));
        assertEquals(List.of(), toldBy("1.0.0"));
        assertEquals(
                List.of("{\"level\":\"info\",\"severity\":\"info\",\"title\":\"Updated\","
                        + "\"message\":\"The appliance was updated to 1.1.0.\",\"source\":\"host\","
                        + "\"details\":{\"version\":\"1.1.0\",\"version_before\":\"1.0.0\"},\"metadata\":{}}"),
                toldBy("1.1.0"));
        assertEquals(List.of(), toldBy("1.1.0"));
    }

    private List<String> toldBy(String version) {
        try (Database database = Database.open(
                folder.resolve("plotty.db"), List.of(Deployment.MIGRATIONS), InstantSource.system())) {
            long before = database.events().lastSeq();
            Deployment.tell(database, version);
            return database.events().since(before, 10).stream()
                    .map(Published::event)
                    .map(event -> StoredEvent.of(event).fields())
                    .toList();
        }
    }
}
