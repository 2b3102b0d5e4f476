package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import plotty.job.Job;

/** Writes jobs as OctoPrint writes files and print jobs. */
final class OctoPrintJson {
    private OctoPrintJson() {}

    /** Address of the file that stands for a job. */
    static String resource(String base, Job job) {
        return base + "/api/files/local/" + job.id();
    }

    /** A job as a file; its path is the id, by which it is found again whatever it is called. */
    static void file(JsonGenerator out, Job job, String base) throws IOException {
        out.writeStartObject();
        fileFields(out, job);
        out.writeStringField("type", "machinecode");
        out.writeArrayFieldStart("typePath");
        out.writeString("machinecode");
        out.writeString("gcode");
        out.writeEndArray();
        out.writeObjectFieldStart("refs");
        out.writeStringField("resource", resource(base, job));
        out.writeEndObject();
        if (job.estimateS().isPresent()) {
            out.writeObjectFieldStart("gcodeAnalysis");
            out.writeNumberField(
                    "estimatedPrintTime", Math.round(job.estimateS().getAsDouble()));
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void fileFields(JsonGenerator out, Job job) throws IOException {
        out.writeStringField("name", job.name());
        out.writeStringField("display", job.name());
        out.writeStringField("path", job.id());
        out.writeStringField("origin", "local");
        out.writeNumberField("date", job.createdAt().getEpochSecond());
        Optional<Job.Artifact> original = job.phases().stream()
                .flatMap(phase -> phase.artifacts().stream())
                .filter(artifact -> artifact.kind().equals("original"))
                .findFirst();
        if (original.isPresent()) {
            out.writeNumberField("size", original.get().bytes());
        }
    }

    /** The job that is drawn or held; with nulls if there is none. */
    static void job(JsonGenerator out, OctoPrintState state) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("job");
        out.writeObjectFieldStart("file");
        if (state.begun().isPresent()) {
            fileFields(out, state.begun().get());
        } else {
            out.writeNullField("name");
            out.writeNullField("path");
            out.writeNullField("origin");
            out.writeNullField("size");
            out.writeNullField("date");
        }
        out.writeEndObject();
        number(
                out,
                "estimatedPrintTime",
                state.begun()
                        .flatMap(job -> job.estimateS().isPresent()
                                ? Optional.of(job.estimateS().getAsDouble())
                                : Optional.empty()));
        out.writeNullField("filament");
        out.writeEndObject();
        out.writeObjectFieldStart("progress");
        Optional<Job.JobMetrics> metrics = state.begun().map(Job::metrics);
        number(out, "completion", metrics.map(known -> 100 * known.progress()));
        out.writeNullField("filepos");
        number(out, "printTime", metrics.map(known -> known.totalTime().toMillis() / 1000.0));
        number(out, "printTimeLeft", metrics.map(known -> known.remaining().toMillis() / 1000.0));
        out.writeEndObject();
        out.writeStringField("state", state.text());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String field, Optional<Double> value) throws IOException {
        if (value.isEmpty()) {
            out.writeNullField(field);
        } else if (field.equals("completion")) {
            out.writeNumberField(field, Math.round(value.get() * 1000) / 1000.0);
        } else {
            out.writeNumberField(field, Math.round(value.get()));
        }
    }
}
