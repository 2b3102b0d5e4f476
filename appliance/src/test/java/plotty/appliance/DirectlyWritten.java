package plotty.appliance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tinylog.Level;
import plotty.access.AccessEvent;
import plotty.access.Role;
import plotty.alert.Detail;
import plotty.alert.Severity;
import plotty.alert.SystemAlert;
import plotty.api.HealthResource;
import plotty.api.JobJson;
import plotty.api.activity.Activity;
import plotty.api.activity.CustomEvent;
import plotty.api.log.LogLine;
import plotty.api.stream.Frames;
import plotty.api.stream.SystemStatus;
import plotty.drawing.DrawingWarning;
import plotty.event.Event;
import plotty.job.Job;
import plotty.job.JobEvent;
import plotty.job.JobOptions;
import plotty.job.JobStatus;
import plotty.job.PauseCause;
import plotty.metrics.SystemMetrics;
import plotty.panel.LedPattern;
import plotty.panel.Light;
import plotty.panel.PanelButton;
import plotty.panel.PanelEvent;
import plotty.panel.PanelKind;
import plotty.panel.PanelLed;
import plotty.panel.PanelState;
import plotty.plotter.DeviceEvent;
import plotty.plotter.DeviceReport;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/**
 * What is rarely said is written down without waiting for it to happen: every event there is, and a job, once with all that
 * may be known and once with nothing of it.
 */
final class DirectlyWritten {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123Z");
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private DirectlyWritten() {}

    static void everything(Witness witness) {
        for (Event event : events()) {
            JsonNode message = tree(Frames.message(event, NOW));
            if (!event.type().equals(CustomEvent.TYPE)) {
                witness.hear("plotty", message);
            }
            witness.hear("events", message);
            witness.hear("native", withoutNulls(message).put("seq", 7));
        }
        witness.written("/components/schemas/Job", written(job(true)));
        witness.written("/components/schemas/Job", written(job(false)));
    }

    /** All of them; that none is missing is held by the test that counts the kinds. */
    static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (boolean full : new boolean[] {true, false}) {
            Optional<String> device = full ? Optional.of("plotter-1") : Optional.empty();
            OptionalDouble estimate = full ? OptionalDouble.of(61.2) : NONE;
            List<PauseCause> causes = full ? List.of(PauseCause.values()) : List.of();
            Job.JobMetrics metrics = job(full).metrics();
            for (JobStatus status : JobStatus.values()) {
                events.add(new JobEvent.StateChanged(
                        "0190-a", "a", JobStatus.QUEUED, status, "Why.", causes, "red", "A4", device, estimate));
                events.add(new JobEvent.Updated(
                        "0190-a", "a", status, "edited", "Why.", 5, causes, device, estimate, metrics));
            }
            events.add(new JobEvent.Progress("0190-a", metrics, device));
            for (Job.PhaseStatus status : Job.PhaseStatus.values()) {
                events.add(new JobEvent.PhaseChanged(
                        "0190-a",
                        "P05",
                        "plot",
                        status,
                        full ? Optional.of(Duration.ofSeconds(3)) : Optional.empty(),
                        full ? Optional.of("Why.") : Optional.empty(),
                        2,
                        device));
            }
            for (PlotterState.Connection connection : PlotterState.Connection.values()) {
                for (PositionTrust trust : PositionTrust.values()) {
                    DeviceReport report = new DeviceReport(
                            "Left",
                            "EBB",
                            new PlotterState("plotter-1", connection, trust, 1, 2, true, full, "2.8.1", device, 3, NOW),
                            device,
                            Duration.ofHours(1));
                    events.add(new DeviceEvent.StatusChanged(report));
                    events.add(new DeviceEvent.Moved(report));
                }
            }
            OptionalDouble figure = full ? OptionalDouble.of(12.3) : NONE;
            events.add(new SystemMetrics(
                    figure, figure, figure, figure, figure, figure, figure, figure, figure, figure, 1, Duration.ZERO));
            for (HealthResource.Outcome outcome : HealthResource.Outcome.values()) {
                for (SystemStatus.Restraint restraint : SystemStatus.Restraint.values()) {
                    events.add(new SystemStatus(full, "1.2.3", Duration.ofHours(1), 1, 2, 3, outcome, restraint));
                }
            }
            for (PanelKind kind : PanelKind.values()) {
                events.add(new PanelEvent.Updated(panel(kind, full)));
            }
            for (Activity.Severity severity : Activity.Severity.values()) {
                events.add(new Activity(7, NOW, "job_update", severity, device, device, "A job has come in."));
            }
        }
        for (PanelButton button : PanelButton.values()) {
            events.add(new PanelEvent.ButtonFault(button, true, "The Pause button is stuck."));
        }
        events.add(new DeviceEvent.Alert("plotter-1", "It does not answer."));
        events.add(SystemAlert.fault("plotter-1", "It does not answer."));
        for (Severity severity : Severity.values()) {
            List<Detail> details = List.of(new Detail.Figure("temperature", 81.5), new Detail.Text("unit", "°C"));
            events.add(new SystemAlert(severity, "Hot", "It is hot.", "host", Optional.empty(), details, details));
        }
        for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)) {
            events.add(new LogLine(7, NOW, level, "plotty.job.Runner", "jobs", "Drawn."));
        }
        events.add(new CustomEvent("paper-changed", "{\"paper\":{\"size\":\"A3\"}}", "user:ada"));
        events.addAll(List.of(
                new AccessEvent.Claimed("ada"),
                new AccessEvent.UserMade("eve", Role.VIEWER, "ada"),
                new AccessEvent.UserChanged("eve", Role.OPERATOR, "ada"),
                new AccessEvent.UserDeleted("eve", "ada"),
                new AccessEvent.PasswordChanged("eve", "ada"),
                new AccessEvent.KeyMade("slicer", Role.OPERATOR, "ada"),
                new AccessEvent.KeyRevoked("slicer", "ada"),
                new AccessEvent.PairingAsked("vpype", Role.OPERATOR),
                new AccessEvent.ManyWrong("ada")));
        return events;
    }

    private static PanelState panel(PanelKind kind, boolean full) {
        LedPattern pattern = new LedPattern(
                "fault_3",
                List.of(
                        new LedPattern.Step(Light.DARK, new Light(1, 0.5, 0.125), Duration.ofMillis(150)),
                        new LedPattern.Step(Light.DARK, Light.DARK, Duration.ofMillis(1500))),
                full);
        return new PanelState(
                kind,
                Arrays.stream(PanelButton.values())
                        .map(button -> new PanelState.Button(button, full, !full))
                        .toList(),
                Arrays.stream(PanelLed.values())
                        .map(led -> new PanelState.Led(led, pattern, NOW))
                        .toList(),
                full ? Optional.of("The GPIO chip is not there.") : Optional.empty());
    }

    private static Job job(boolean full) {
        Optional<Instant> time = full ? Optional.of(NOW) : Optional.empty();
        Optional<String> text = full ? Optional.of("plotter-1") : Optional.empty();
        Job.Phase phase = new Job.Phase(
                "P05",
                "plot",
                full ? Job.PhaseStatus.FAILED : Job.PhaseStatus.PENDING,
                time,
                time,
                List.of("Why."),
                List.of("Beware."),
                List.of(new Job.Artifact("route", "route.bin", 12, "ab")),
                List.of(new Job.SubPhase("P05.1", "red", Job.PhaseStatus.SKIPPED, time, time)));
        return new Job(
                "0190-a",
                JobOptions.named("a").withPaper(text),
                full ? JobStatus.PAUSED : JobStatus.QUEUED,
                full ? EnumSet.allOf(PauseCause.class) : Set.of(),
                full ? 1 : 0,
                NOW,
                time,
                time,
                full ? OptionalDouble.of(61.2) : NONE,
                List.of(new Job.JobLayer(1, "red", "#ff0000", 2, 9, true)),
                List.of(new DrawingWarning("text", "Text is not drawn.", 3)),
                text,
                new Job.JobMetrics(
                        0.5,
                        Duration.ofSeconds(30),
                        1,
                        2,
                        3,
                        4,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        full ? Optional.of(Duration.ofSeconds(2)) : Optional.empty()),
                full ? List.of(phase) : List.of(),
                full ? Optional.of(new Job.Uncertain(27.5, 28.4)) : Optional.empty(),
                text,
                text,
                full ? List.of(new Job.PointRange(0, 2)) : List.of());
    }

    private static JsonNode written(Job job) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            JobJson.write(out, job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Witness.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the native protocol says it: what is null is left out. */
    private static ObjectNode withoutNulls(JsonNode object) {
        ObjectNode less = Witness.JSON.createObjectNode();
        object.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                less.set(field.getKey(), withoutNulls(field.getValue()));
            } else if (!field.getValue().isNull()) {
                less.set(field.getKey(), field.getValue());
            }
        });
        return less;
    }
}
