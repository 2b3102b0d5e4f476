package plotty.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import plotty.job.Job.JobMetrics;

/** Fields that several messages about jobs have. What is not known is {@code null}; times are seconds. */
public final class JobFields {
    private JobFields() {}

    /** The metrics with the names of JobMetrics in ploTTY's monitoring document, as an object. */
    public static void metrics(JsonGenerator out, JobMetrics metrics, boolean planned) throws IOException {
        out.writeStartObject();
        out.writeNumberField("progress_percentage", rounded(100 * metrics.progress(), 3));
        if (planned) {
            out.writeNumberField(
                    "estimated_time_remaining", Math.round(metrics.remaining().toMillis() / 1000.0));
        } else {
            out.writeNullField("estimated_time_remaining");
        }
        uncertainty(out, metrics);
        out.writeNumberField("current_layer", metrics.currentLayer());
        out.writeNumberField("total_layers", metrics.totalLayers());
        out.writeNumberField("points_plotted", metrics.pointsPlotted());
        out.writeNumberField("total_points", metrics.totalPoints());
        out.writeNumberField("pen_down_time", seconds(metrics.penDownTime()));
        out.writeNumberField("total_time", seconds(metrics.totalTime()));
        out.writeEndObject();
    }

    /** How far the time that is left may be off (one standard deviation); left out when nothing is left to be estimated. */
    static void uncertainty(JsonGenerator out, JobMetrics metrics) throws IOException {
        if (metrics.remainingUncertainty().isPresent()) {
            out.writeNumberField(
                    "eta_uncertainty_seconds",
                    seconds(metrics.remainingUncertainty().get()));
        }
    }

    /** Why a job is paused, lower case. */
    public static void causes(JsonGenerator out, List<PauseCause> causes) throws IOException {
        out.writeArrayFieldStart("causes");
        for (PauseCause cause : causes) {
            out.writeString(cause.name().toLowerCase(Locale.ROOT));
        }
        out.writeEndArray();
    }

    static void text(JsonGenerator out, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(field, text.get());
        } else {
            out.writeNullField(field);
        }
    }

    static void seconds(JsonGenerator out, String field, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(field, Math.round(value.getAsDouble()));
        } else {
            out.writeNullField(field);
        }
    }

    static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(Math.round(time.toMillis() / 100.0), 1);
    }

    static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
