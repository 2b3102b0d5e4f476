package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.drawing.DrawingWarning;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

class JobJsonTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void what_is_not_known_yet_is_null() throws IOException {
        Job job = new Job(
                "0190-a",
                options("flower", Optional.empty()),
                JobStatus.QUEUED,
                Set.of(),
                1,
                CREATED,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Job.JobMetrics(0, Duration.ZERO, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertEquals("""
                {"id":"0190-a","name":"flower","status":"queued","causes":[],"reason":null,"priority":5,"position":1,\
                "created_at":"2026-01-02T03:04:05.678Z","started_at":null,"ended_at":null,"estimate_seconds":null,\
                "paper":null,"preset":"default","fit":"none","rotate":"auto","dry_run":false,"pen_changes":"auto","layers":[],"warnings":[],\
                "metrics":{"progress_percentage":0.000,"estimated_time_remaining":null,"current_layer":0,\
                "total_layers":0,"points_plotted":0,"total_points":0,"pen_down_time":0.0,"total_time":0.0},\
                "device":null,"wanted_device":null,"phases":[],"uncertain":null,"skipped":[],"error":null}""", json(job));
    }

    @Test
    void a_job_in_the_middle_shows_everything() throws IOException {
        assertEquals("""
                {"id":"0190-b","name":"flower","status":"paused","causes":["user","needs_origin"],"reason":null,"priority":5,\
                "position":null,"created_at":"2026-01-02T03:04:05.678Z","started_at":"2026-01-02T03:04:06Z",\
                "ended_at":null,"estimate_seconds":61.3,"paper":"A4","preset":"default","fit":"none","rotate":"auto","dry_run":false,\
                "pen_changes":"auto",\
                "layers":[{"number":1,"name":"red","color":"#ff0000","strokes":2,"points":9,"plotted":true}],\
                "warnings":[{"element":"text","message":"Text is not drawn.","count":3}],\
                "metrics":{"progress_percentage":45.670,"estimated_time_remaining":33,"current_layer":1,\
                "total_layers":1,"points_plotted":4,"total_points":9,"pen_down_time":20.5,"total_time":28.0},\
                "device":"plotter-1","wanted_device":null,"phases":[{"id":"P05","name":"plot","status":"running",\
                "started_at":"2026-01-02T03:04:06Z","ended_at":null,"errors":["e"],"warnings":["w"],\
                "artifacts":[{"kind":"plan","file":"plan.bin","bytes":12,"sha256":"ab"}],\
                "sub_phases":[{"id":"P05.1","name":"red","status":"pending","started_at":null,"ended_at":null}]}],\
                "uncertain":{"from_seconds":27.5,"to_seconds":28.4},"skipped":[[0,2],[3,4]],"error":null}""", json(paused()));
    }

    @Test
    void cbor_says_the_same_by_the_same_code() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new CBORFactory().createGenerator(bytes)) {
            JobJson.write(out, paused());
        }
        StringWriter text = new StringWriter();
        try (JsonParser in = new CBORFactory().createParser(bytes.toByteArray());
                JsonGenerator out = new JsonFactory().createGenerator(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                out.copyCurrentEvent(in);
            }
        }
        assertEquals(json(paused()), text.toString());
    }

    private static Job paused() {
        Job.SubPhase sub =
                new Job.SubPhase("P05.1", "red", Job.PhaseStatus.PENDING, Optional.empty(), Optional.empty());
        Instant started = Instant.parse("2026-01-02T03:04:06Z");
        return new Job(
                "0190-b",
                options("flower", Optional.of("A4")),
                JobStatus.PAUSED,
                EnumSet.of(PauseCause.USER, PauseCause.NEEDS_ORIGIN),
                0,
                CREATED,
                Optional.of(started),
                Optional.empty(),
                OptionalDouble.of(61.26),
                List.of(new Job.JobLayer(1, "red", "#ff0000", 2, 9, true)),
                List.of(new DrawingWarning("text", "Text is not drawn.", 3)),
                Optional.of("plotter-1"),
                new Job.JobMetrics(
                        0.4567,
                        Duration.ofMillis(33_280),
                        1,
                        1,
                        4,
                        9,
                        Duration.ofMillis(20_500),
                        Duration.ofSeconds(28),
                        Optional.empty()),
                List.of(new Job.Phase(
                        "P05",
                        "plot",
                        Job.PhaseStatus.RUNNING,
                        Optional.of(started),
                        Optional.empty(),
                        List.of("e"),
                        List.of("w"),
                        List.of(new Job.Artifact("plan", "plan.bin", 12, "ab")),
                        List.of(sub))),
                Optional.of(new Job.Uncertain(27.5, 28.4)),
                Optional.empty(),
                Optional.empty(),
                List.of(new Job.PointRange(0, 2), new Job.PointRange(3, 4)));
    }

    private static JobOptions options(String name, Optional<String> paper) {
        return JobOptions.named(name).withPaper(paper);
    }

    private static String json(Job job) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            JobJson.write(out, job);
        }
        return text.toString();
    }
}
