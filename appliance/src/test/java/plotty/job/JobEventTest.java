package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.job.Job.JobMetrics;

/** The fields of the jobs' messages, to the letter. */
class JobEventTest {
    private static final JobMetrics METRICS = new JobMetrics(
            0.45,
            Duration.ofMillis(990_400),
            2,
            4,
            1250,
            2780,
            Duration.ofMillis(600_050),
            Duration.ofSeconds(810),
            Optional.empty());

    private static String json(Event event) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        }
        return text.toString();
    }

    @Test
    void a_state_change_tells_from_and_to_in_upper_case() throws IOException {
        JobEvent event = new JobEvent.StateChanged(
                "id-1",
                "flower",
                JobStatus.QUEUED,
                JobStatus.RUNNING,
                "started",
                List.of(),
                "black",
                "A4",
                Optional.of("axi"),
                OptionalDouble.of(1800.4));
        assertEquals("job_state_change", event.type());
        assertEquals(Channel.JOBS, event.channel());
        assertTrue(event.durable());
        assertEquals("""
                {"job_id":"id-1","from_state":"QUEUED","to_state":"RUNNING","reason":"started",\
                "metadata":{"name":"flower","pen":"black","paper":"A4","estimated_time":1800,"device":"axi","causes":[]}}""", json(event));
    }

    @Test
    void progress_is_a_share_and_a_percentage_with_whole_seconds_left() throws IOException {
        JobEvent event = new JobEvent.Progress("id-1", METRICS);
        assertEquals("job_progress", event.type());
        assertEquals("id-1", event.key());
        assertFalse(event.durable());
        assertEquals("""
                {"job_id":"id-1","progress":0.45000,"progress_percentage":45.000,"current_layer":2,"total_layers":4,\
                "points_plotted":1250,"total_points":2780,"estimated_remaining":990,"eta_seconds":990,\
                "pen_down_time_seconds":600.1,"total_time_seconds":810.0,\
                "metadata":{"points_plotted":1250,"total_points":2780}}""", json(event));
    }

    @Test
    void an_update_has_the_status_in_lower_case_and_the_metrics() throws IOException {
        JobEvent event = new JobEvent.Updated(
                "id-1",
                "flower",
                JobStatus.PAUSED,
                "causes",
                "paused: the button was pressed",
                5,
                List.of(PauseCause.USER, PauseCause.BUTTON),
                Optional.empty(),
                OptionalDouble.empty(),
                METRICS);
        assertEquals("job_update", event.type());
        assertTrue(event.durable());
        assertEquals("""
                {"job_id":"id-1","name":"flower","status":"paused","change":"causes",\
                "reason":"paused: the button was pressed","priority":5,"causes":["user","button"],"device":null,\
                "estimate_seconds":null,"metrics":{"progress_percentage":45.000,"estimated_time_remaining":null,\
                "current_layer":2,"total_layers":4,"points_plotted":1250,"total_points":2780,"pen_down_time":600.1,\
                "total_time":810.0}}""", json(event));
    }

    @Test
    void a_phase_tells_how_long_it_took() throws IOException {
        JobEvent event = new JobEvent.PhaseChanged(
                "id-1",
                "P02",
                "optimize",
                Job.PhaseStatus.FAILED,
                Optional.of(Duration.ofMillis(1234)),
                Optional.of("Too large."),
                1);
        assertEquals("job_phase", event.type());
        assertEquals(Channel.PIPELINE, event.channel());
        assertEquals("""
                {"job_id":"id-1","phase":"P02","name":"optimize","status":"FAILED","execution_time_ms":1234,\
                "error":"Too large.","warnings":1,"device":null}""", json(event));
    }
}
