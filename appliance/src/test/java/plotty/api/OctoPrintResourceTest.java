package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Role;
import plotty.plotter.PlotterState;

class OctoPrintResourceTest {
    private static final String GCODE = "G21\nG90\nG0 Z5\nG0 X10 Y10\nG1 Z0 F300\nG1 X40 Y10 F1000\nG0 Z5\n";

    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.plotter().giveUp();
        door.close();
    }

    @Test
    void a_slicer_that_tests_the_connection_finds_an_octoprint() {
        JsonNode version = door.get("/api/version");
        assertEquals("0.1", version.get("api").asText());
        assertTrue(version.get("text").asText().startsWith("OctoPrint"), version.toString());
        assertTrue(version.get("server").asText().matches("[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @Test
    void a_file_becomes_a_job_and_is_answered_in_octoprint_s_shape() {
        HttpResponse<String> answer = upload("cube.gcode", Map.of("print", "false", "path", "", "plate", "1"));
        JsonNode uploaded = json(201, answer);
        JsonNode job = door.get("/api/v1/jobs/cube");
        JsonNode local = uploaded.get("files").get("local");
        assertEquals("cube", local.get("name").asText());
        assertEquals("local", local.get("origin").asText());
        assertEquals(job.get("id").asText(), local.get("path").asText());
        assertEquals(GCODE.length(), local.get("size").asInt());
        assertTrue(uploaded.get("done").asBoolean());
        assertFalse(uploaded.get("effectivePrint").asBoolean());
        assertFalse(uploaded.get("effectiveSelect").asBoolean());
        String resource = answer.headers().firstValue("Location").orElseThrow();
        assertEquals(door.uri("/api/files/local/" + job.get("id").asText()).toString(), resource);
        assertEquals(resource, local.get("refs").get("resource").asText());
        assertEquals("cube", door.get("/api/files/local/cube.gcode").get("name").asText());
        assertEquals(
                "cube",
                door.get("/api/files").get("files").get(0).get("display").asText());
    }

    @Test
    void a_file_that_is_to_be_printed_is_drawn_as_soon_as_it_is_planned() {
        JsonNode uploaded = json(201, upload("cube.gcode", Map.of("select", "true", "print", "true")));
        assertTrue(uploaded.get("effectivePrint").asBoolean());
        running("cube");
        JsonNode printer = door.get("/api/printer");
        assertEquals("Printing", printer.get("state").get("text").asText());
        assertTrue(printer.get("state").get("flags").get("printing").asBoolean());
        assertFalse(printer.get("state").get("flags").get("ready").asBoolean());
        JsonNode job = door.get("/api/job");
        assertEquals("cube", job.get("job").get("file").get("name").asText());
        assertEquals(0, job.get("progress").get("completion").asDouble());
        assertTrue(job.get("progress").get("printTimeLeft").asInt() > 0);
        assertEquals("Printing", job.get("state").asText());
    }

    @Test
    void the_job_that_is_drawn_takes_commands() {
        json(201, upload("cube.gcode", Map.of("print", "true")));
        running("cube");
        assertEquals(
                204, command("{\"command\":\"pause\",\"action\":\"resume\"}").statusCode());
        json(409, command("{\"command\":\"start\"}"));
        assertEquals(
                204, command("{\"command\":\"pause\",\"action\":\"pause\"}").statusCode());
        assertTrue(door.plotter().orders().contains("hold"));
        assertEquals(204, command("{\"command\":\"cancel\"}").statusCode());
        assertTrue(door.plotter().orders().contains("cancel"));
    }

    @Test
    void a_waiting_file_is_started_by_selecting_it_or_as_the_head_of_the_queue() {
        json(201, upload("one.gcode", Map.of()));
        assertEquals(204, select("one.gcode", "{\"command\":\"select\"}").statusCode());
        assertEquals("queued", door.get("/api/v1/jobs/one").get("status").asText());
        FrontDoorWait.until(
                () -> !door.get("/api/v1/jobs/one").get("estimate_seconds").isNull());
        assertEquals(204, command("{\"command\":\"start\"}").statusCode());
        running("one");
        json(201, upload("two.gcode", Map.of()));
        FrontDoorWait.until(
                () -> !door.get("/api/v1/jobs/two").get("estimate_seconds").isNull());
        json(409, select("two.gcode", "{\"command\":\"select\",\"print\":true}"));
        json(404, select("three.gcode", "{\"command\":\"select\",\"print\":true}"));
        json(400, select("two.gcode", "{\"command\":\"slice\"}"));
    }

    @Test
    void nothing_is_printing_while_nothing_is_drawn() {
        assertEquals(
                "Operational", door.get("/api/printer").get("state").get("text").asText());
        JsonNode job = door.get("/api/job");
        assertTrue(job.get("job").get("file").get("name").isNull());
        assertTrue(job.get("progress").get("completion").isNull());
        json(409, command("{\"command\":\"cancel\"}"));
        json(409, command("{\"command\":\"start\"}"));
    }

    @Test
    void without_a_plotter_the_printer_is_offline_and_nothing_is_printed() {
        door.plotter().become(PlotterState.Connection.DISCONNECTED);
        json(409, door.send("GET", "/api/printer", "", ""));
        assertEquals("Offline", door.get("/api/job").get("state").asText());
        JsonNode uploaded = json(201, upload("cube.gcode", Map.of("print", "true")));
        assertFalse(uploaded.get("effectivePrint").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"command\":\"restart\"}|cancel it and send it again",
                "{\"command\":\"dance\"}|start, cancel, pause",
                "{\"command\":\"pause\",\"action\":\"maybe\"}|pause, resume, toggle"
            })
    void a_command_that_there_is_not_is_told_with_those_that_there_are(String body, String expected) {
        JsonNode problem = json(400, command(body));
        assertTrue(problem.get("detail").asText().contains(expected), problem.toString());
    }

    @Test
    void a_passive_login_says_who_one_is() {
        JsonNode me = json(200, door.send("POST", "/api/login", "application/json", "{\"passive\":true}"));
        assertEquals("anonymous", me.get("name").asText());
        assertTrue(me.get("user").asBoolean());
        assertFalse(me.get("admin").asBoolean());
        json(403, door.send("POST", "/api/login", "application/json", "{\"user\":\"ada\",\"pass\":\"secret\"}"));
    }

    private HttpResponse<String> upload(String file, Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) ->
                form.append("--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        form.append("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + GCODE + "\r\n--xyz--\r\n");
        return door.send("POST", "/api/files/local", "multipart/form-data; boundary=xyz", form.toString());
    }

    private HttpResponse<String> command(String body) {
        return door.send("POST", "/api/job", "application/json", body);
    }

    private HttpResponse<String> select(String file, String body) {
        return door.send("POST", "/api/files/local/" + file, "application/json", body);
    }

    private void running(String job) {
        FrontDoorWait.until(
                () -> door.get("/api/v1/jobs/" + job).get("status").asText().equals("running"));
    }
}
