package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.plotter.PlotterState;

class DevicesResourceTest {
    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void plotters_are_listed_with_state_work_area_and_abilities() {
        JsonNode device = door.get("/api/v1/devices").get("devices").get(0);
        assertEquals("plotter-1", device.get("id").asText());
        assertEquals("plotter-1", device.get("device_id").asText());
        assertEquals("AxiDraw", device.get("name").asText());
        assertEquals("connected", device.get("connection_status").asText());
        assertEquals(300, device.get("work_area").get("width_mm").asDouble());
        assertTrue(device.get("capabilities").toString().contains("\"proves_position\""));
    }

    @Test
    void one_plotter_is_found_by_id_and_by_name_and_tells_how_it_stands_now() {
        door.plotter().become(PlotterState.Connection.DISCONNECTED);
        assertEquals(
                "disconnected",
                door.get("/api/v1/devices/plotter-1").get("connection_status").asText());
        assertEquals("plotter-1", door.get("/api/v1/devices/AxiDraw").get("id").asText());
        json(404, door.send("GET", "/api/v1/devices/other", "", ""));
    }

    @Test
    void somebody_says_that_the_pen_is_at_the_origin() {
        json(200, door.send("POST", "/api/v1/devices/plotter-1/origin", "", ""));
        assertTrue(door.plotter().orders().contains("setOrigin"));
        json(404, door.send("POST", "/api/v1/devices/other/origin", "", ""));
    }

    @Test
    void an_unplugged_plotter_does_not_make_the_appliance_unready() {
        assertEquals("live", door.get("/health/live").get("status").asText());
        JsonNode ready = door.get("/health/ready");
        assertEquals("ready", ready.get("status").asText());
        assertEquals("warn", ready.get("checks").get(0).get("outcome").asText());
    }
}
