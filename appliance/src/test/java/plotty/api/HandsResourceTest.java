package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;

class HandsResourceTest {
    private static final String CONTROL = "/api/v1/devices/plotter-1/control";
    private static final String ADJUSTMENT = "/api/v1/devices/plotter-1/adjustment";

    @TempDir
    Path folder;

    private FrontDoor door;

    private void open(Role role) {
        door = new FrontDoor(folder, role);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_plotter_is_moved_by_hand() {
        open(Role.OPERATOR);
        send(200, "POST", CONTROL, "{\"action\":\"jog\",\"dx_mm\":10}");
        send(200, "POST", "/api/v1/devices/AxiDraw/control", "{\"action\":\"pen_down\"}");
        assertEquals("byHand Jog[dxMm=10.0, dyMm=0.0]", door.plotter().orders().getFirst());
        assertEquals("byHand PenDown[]", door.plotter().orders().getLast());
    }

    @Test
    void moves_that_make_no_sense_are_refused_in_words() {
        open(Role.OPERATOR);
        JsonNode problem = send(400, "POST", CONTROL, "{\"action\":\"jog\",\"dx\":10}");
        assertTrue(problem.get("detail").asText().contains("Unknown field 'dx'"), problem.toString());
        send(404, "POST", "/api/v1/devices/other/control", "{\"action\":\"pen_up\"}");
    }

    @Test
    void who_may_only_look_moves_nothing() {
        open(Role.VIEWER);
        send(403, "POST", CONTROL, "{\"action\":\"pen_up\"}");
        send(403, "PATCH", ADJUSTMENT, "{\"speed_percent\":50}");
        assertEquals(100, send(200, "GET", ADJUSTMENT, "").get("speed_percent").asInt());
    }

    @Test
    void speed_and_heights_are_changed_one_by_one_and_taken_back_by_null() {
        open(Role.OPERATOR);
        send(200, "PATCH", ADJUSTMENT, "{\"speed_percent\":50}");
        JsonNode both = send(200, "PATCH", ADJUSTMENT, "{\"pen_down_percent\":40}");
        assertEquals(50, both.get("speed_percent").asInt());
        assertEquals(40, both.get("pen_down_percent").asInt());
        JsonNode back = send(200, "PATCH", ADJUSTMENT, "{\"pen_down_percent\":null,\"speed_percent\":null}");
        assertEquals(100, back.get("speed_percent").asInt());
        assertTrue(back.get("pen_down_percent").isNull());
        send(400, "PATCH", ADJUSTMENT, "{\"speed_percent\":9}");
        send(400, "PATCH", ADJUSTMENT, "{\"speed_percent\":201}");
        assertEquals(100, back.get("max_speed_percent").asInt());
        JsonNode problem = send(422, "PATCH", ADJUSTMENT, "{\"speed_percent\":150}");
        assertTrue(problem.get("detail").asText().contains("at most 100 %"), problem.toString());
        assertEquals(100, send(200, "GET", ADJUSTMENT, "").get("speed_percent").asInt());
    }

    private JsonNode send(int status, String method, String path, String body) {
        return json(status, door.send(method, path, "application/json", body));
    }
}
