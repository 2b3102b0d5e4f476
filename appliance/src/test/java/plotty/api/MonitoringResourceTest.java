package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class MonitoringResourceTest {
    private static final String MONITORING = "/api/v1/monitoring";
    private static final String JOB = MONITORING + "/jobs/flower";

    @TempDir
    Path folder;

    private FrontDoor door;
    private String id;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
        id = door.submit("flower").get("id").asText();
        await("P03");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_snapshot_has_all_phases_metrics_and_the_timeline() {
        JsonNode snapshot = door.get(JOB + "/snapshot");
        assertEquals(id, snapshot.get("job_id").asText());
        assertEquals("QUEUED", snapshot.get("status").asText());
        assertEquals(7, snapshot.get("phases").size());
        assertEquals(
                "COMPLETED", snapshot.get("phases").get("P00").get("status").asText());
        assertEquals(
                "receive", snapshot.get("phases").get("P00").get("phase_name").asText());
        assertTrue(snapshot.get("phases").get("P03").get("execution_time_ms").isNumber());
        assertTrue(snapshot.get("phases").get("P05").get("execution_time_ms").isNull());
        assertEquals(4, snapshot.get("completed_phases").asInt());
        assertTrue(snapshot.get("estimated_time_remaining_ms").asLong() > 0);
        assertEquals(0, snapshot.get("metrics").get("points_plotted").asInt());
        JsonNode timeline = snapshot.get("timeline");
        assertEquals("created", timeline.get(0).get("event").asText());
        assertEquals("P03", timeline.get(timeline.size() - 1).get("phase_id").asText());
        assertFalse(snapshot.has("resource_timeline"), "comes with the figures");
    }

    @Test
    void progress_is_small() {
        HttpResponse<String> answer = door.send("GET", JOB + "/progress", "", "");
        JsonNode progress = json(200, answer);
        assertTrue(answer.body().length() < 400, answer.body());
        assertEquals(0, progress.get("progress").asDouble());
        assertEquals(0, progress.get("progress_percent").asDouble());
        assertTrue(progress.get("current_phase").isNull());
        assertEquals(7, progress.get("total_phases").asInt());
    }

    @Test
    void phases_are_filtered_by_status() {
        JsonNode completed = door.get(JOB + "/phases?status=COMPLETED");
        assertEquals(4, completed.get("total").asInt());
        assertEquals(List.of("P00", "P01", "P02", "P03"), names(completed.get("phases")));
        assertEquals(
                7,
                door.get(JOB + "/phases?status=completed,pending").get("total").asInt());
        json(400, door.send("GET", JOB + "/phases?status=done", "", ""));
    }

    @Test
    void one_phase_and_its_layers_are_found_by_id() {
        JsonNode plan = door.get(JOB + "/phases/P03");
        assertEquals("plan", plan.get("phase_name").asText());
        assertEquals("plan", plan.get("artifacts_produced").get(0).get("kind").asText());
        JsonNode plot = door.get(JOB + "/phases/P05/sub-phases");
        assertEquals("P05", plot.get("phase_id").asText());
        assertEquals(
                "PENDING", plot.get("sub_phases").get("P05.1").get("status").asText());
    }

    @Test
    void artifacts_are_grouped_by_phase() {
        JsonNode artifacts = door.get(JOB + "/artifacts");
        assertEquals(
                "original",
                artifacts
                        .get("artifacts_by_phase")
                        .get("P00")
                        .get("artifacts")
                        .get(0)
                        .get("kind")
                        .asText());
        assertEquals(4, artifacts.get("total_artifacts").asInt(), artifacts.toString());
        JsonNode original = door.get(JOB + "/artifacts?phase_id=P00");
        assertEquals(1, original.get("total_artifacts").asInt());
        assertEquals(1, original.get("artifacts_by_phase").size());
    }

    @Test
    void errors_and_warnings_name_their_phase() {
        json(
                201,
                door.send(
                        "POST",
                        "/api/v1/jobs?name=broken",
                        "image/svg+xml",
                        "<svg xmlns='http://www.w3.org/2000/svg'"));
        String broken = MONITORING + "/jobs/broken";
        FrontDoorWait.until(() -> door.get(broken + "/errors").get("total").asInt() == 1);
        JsonNode error = door.get(broken + "/errors").get("errors").get(0);
        assertEquals("P01", error.get("phase_id").asText());
        assertFalse(error.get("message").asText().isEmpty());
        assertEquals(0, door.get(broken + "/errors?phase_id=P00").get("total").asInt());
        json(
                201,
                door.send(
                        "POST",
                        "/api/v1/jobs?name=photo",
                        "image/svg+xml",
                        FrontDoor.SVG.replace("<path", "<image/><path")));
        FrontDoorWait.until(
                () -> door.get(MONITORING + "/jobs/photo/warnings").get("total").asInt() > 0);
        assertEquals(
                "analyze",
                door.get(MONITORING + "/jobs/photo/warnings")
                        .get("warnings")
                        .get(0)
                        .get("phase_name")
                        .asText());
    }

    @Test
    void the_summary_counts_jobs_and_times_phases() {
        door.submit("tree");
        json(200, door.control("tree", "cancel"));
        JsonNode summary = door.get(MONITORING + "/summary");
        assertEquals(2, summary.get("total_jobs").asInt());
        assertEquals(0, summary.get("active_jobs").asInt());
        assertEquals(1, summary.get("jobs_by_status").get("queued").asInt());
        assertEquals(1, summary.get("jobs_by_status").get("cancelled").asInt());
        assertEquals(0, summary.get("jobs_by_status").get("failed").asInt());
        assertEquals(
                2, summary.get("phase_statistics").get("P00").get("executions").asInt());
    }

    @Test
    void the_export_has_the_job_its_snapshot_and_its_events_but_no_other_s() {
        door.submit("tree");
        json(200, door.control("flower", "cancel"));
        HttpResponse<String> answer = door.send("GET", MONITORING + "/export/flower", "", "");
        JsonNode export = json(200, answer);
        assertEquals(
                "attachment; filename=\"job-" + id + ".json\"",
                answer.headers().firstValue("Content-Disposition").orElseThrow());
        assertEquals("1.0", export.get("export_version").asText());
        assertEquals("CANCELLED", export.get("data").get("status").asText());
        assertEquals("cancelled", export.get("job").get("status").asText());
        JsonNode events = export.get("events");
        assertTrue(events.size() > 8, events.toString());
        long before = 0;
        for (JsonNode event : events) {
            assertEquals(id, event.get("job_id").asText());
            assertTrue(event.get("seq").asLong() > before);
            before = event.get("seq").asLong();
        }
        assertEquals("created", events.get(0).get("change").asText());
        assertEquals(
                "job_state_change",
                events.findValuesAsText("type").stream()
                        .filter("job_state_change"::equals)
                        .findFirst()
                        .orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/flower/phases/P09",
                "/jobs/flower/phases/P09/sub-phases",
                "/jobs/flower/errors?phase_id=P09",
                "/jobs/flower/warnings?phase_id=P09",
                "/jobs/flower/artifacts?phase_id=P09",
                "/jobs/tree/snapshot",
                "/jobs/tree/progress",
                "/export/tree",
                "/jobs/flower/resource-usage",
                "/alerts"
            })
    void what_there_is_not_is_not_found(String path) {
        json(404, door.send("GET", MONITORING + path, "", ""));
    }

    @Test
    void a_phase_that_there_is_not_is_told_with_those_that_there_are() {
        assertEquals(
                "There is no phase 'P09'; there are P00, P01, P02, P03, P04, P05, P06.",
                json(404, door.send("GET", JOB + "/phases/P09", "", ""))
                        .get("detail")
                        .asText());
    }

    private void await(String phase) {
        FrontDoorWait.until(
                () -> door.get(JOB + "/phases/" + phase).get("status").asText().equals("COMPLETED"));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
