package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.panel.PanelButton;
import plotty.panel.PanelLed;
import plotty.panel.SimulatedPanel;

class PanelResourceTest {
    private static final String PRESS = "/api/v1/panel/buttons/pause/press";
    private static final String RELEASE = "/api/v1/panel/buttons/pause/release";

    @TempDir
    Path folder;

    @Test
    void everybody_sees_the_panel() {
        try (FrontDoor door = new FrontDoor(folder, Role.VIEWER)) {
            JsonNode panel = door.get("/api/v1/panel");
            assertEquals("simulated", panel.get("kind").asText());
            assertEquals("pause", panel.at("/buttons/0/name").asText());
            assertFalse(panel.at("/buttons/0/pressed").asBoolean());
        }
    }

    @Test
    void only_an_admin_presses_its_buttons() {
        try (FrontDoor door = new FrontDoor(folder, Role.OPERATOR)) {
            json(403, door.send("POST", PRESS, "", ""));
            json(403, door.send("POST", RELEASE, "", ""));
            assertFalse(door.panel().pressed(PanelButton.PAUSE));
        }
    }

    @Test
    void a_button_is_down_until_it_is_released() {
        try (FrontDoor door = new FrontDoor(folder, Role.ADMIN)) {
            assertEquals(
                    204,
                    door.send("POST", PRESS, "application/json", "{\"for_ms\":15000}")
                            .statusCode());
            assertTrue(door.get("/api/v1/panel").at("/buttons/0/pressed").asBoolean());
            assertEquals(204, door.send("POST", RELEASE, "", "").statusCode());
            assertFalse(door.get("/api/v1/panel").at("/buttons/0/pressed").asBoolean());
        }
    }

    @Test
    void a_button_of_whoever_went_away_is_let_go() {
        try (FrontDoor door = new FrontDoor(folder, Role.ADMIN)) {
            assertEquals(
                    204,
                    door.send("POST", PRESS, "application/json", "{\"for_ms\":50}")
                            .statusCode());
            await(() -> !door.panel().pressed(PanelButton.PAUSE));
            assertEquals(204, door.send("POST", PRESS, "", "").statusCode());
            await(() -> !door.panel().pressed(PanelButton.PAUSE));
        }
    }

    @Test
    void nothing_can_be_held_for_ever() {
        try (FrontDoor door = new FrontDoor(folder, Role.ADMIN)) {
            json(400, door.send("POST", PRESS, "application/json", "{\"for_ms\":15001}"));
            json(400, door.send("POST", PRESS, "application/json", "{\"for_ms\":-1}"));
            assertFalse(door.panel().pressed(PanelButton.PAUSE));
        }
    }

    @Test
    void a_button_that_there_is_not_cannot_be_pressed() {
        try (FrontDoor door = new FrontDoor(folder, Role.ADMIN)) {
            json(404, door.send("POST", "/api/v1/panel/buttons/stop/press", "", ""));
            json(404, door.send("POST", "/api/v1/panel/buttons/doorbell/release", "", ""));
        }
    }

    @Test
    void whoever_presses_again_holds_for_longer() throws Exception {
        SimulatedPanel panel = new SimulatedPanel(EnumSet.of(PanelButton.PAUSE), EnumSet.noneOf(PanelLed.class));
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            HeldButtons held = new HeldButtons(panel, scheduler);
            held.press(PanelButton.PAUSE, Duration.ofMillis(20));
            held.press(PanelButton.PAUSE, HeldButtons.LONGEST);
            var later = scheduler.schedule(() -> panel.pressed(PanelButton.PAUSE), 40, TimeUnit.MILLISECONDS);
            assertTrue(later.get(20, TimeUnit.SECONDS));
            scheduler.shutdownNow();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
