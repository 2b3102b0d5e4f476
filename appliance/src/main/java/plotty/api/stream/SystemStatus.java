package plotty.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import plotty.api.HealthResource;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * How the appliance as a whole stands. A fast event: the next one says it all again.
 *
 * @param ready whether every plotter can draw and jobs can be taken in; else the status is {@code degraded}
 * @param version of this service
 * @param uptime of this process
 * @param activeJobs running and paused ones
 * @param queueLength jobs that wait
 * @param jobsToday jobs that came in since midnight, in the box's time zone
 * @param health how the last health check came out
 * @param restraint whether it keeps its hands off
 */
public record SystemStatus(
        boolean ready,
        String version,
        Duration uptime,
        int activeJobs,
        int queueLength,
        int jobsToday,
        HealthResource.Outcome health,
        Restraint restraint)
        implements Event {

    /** What the service keeps its hands off. */
    public enum Restraint {
        /** Nothing: it drives plotters. */
        NONE,
        /** The plotters, until a person ends that. */
        SAFE_MODE,
        /** Plotters and all that would change something, as nothing can be written, until the next start. */
        READING_ONLY
    }

    @Override
    public String type() {
        return "system_status";
    }

    @Override
    public Channel channel() {
        return Channel.SYSTEM;
    }

    @Override
    public String key() {
        return "system";
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("status", ready ? "ready" : "degraded");
        out.writeStringField("daemon_version", version);
        out.writeNumberField("uptime", uptime.toSeconds());
        out.writeNumberField("active_jobs", activeJobs);
        out.writeNumberField("queue_length", queueLength);
        out.writeNumberField("jobs_today", jobsToday);
        out.writeStringField("health", health.name().toLowerCase(Locale.ROOT));
        out.writeBooleanField("safe_mode", restraint != Restraint.NONE);
        out.writeBooleanField("reading_only", restraint == Restraint.READING_ONLY);
    }

    /** Whether this says something else than another, uptime aside. */
    boolean differsFrom(SystemStatus other) {
        return ready != other.ready
                || activeJobs != other.activeJobs
                || queueLength != other.queueLength
                || jobsToday != other.jobsToday
                || health != other.health
                || restraint != other.restraint;
    }
}
