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
 * @param safeMode whether it keeps its hands off the plotters
 */
public record SystemStatus(
        boolean ready,
        String version,
        Duration uptime,
        int activeJobs,
        int queueLength,
        int jobsToday,
        HealthResource.Outcome health,
        boolean safeMode)
        implements Event {

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
        out.writeBooleanField("safe_mode", safeMode);
    }

    /** Whether this says something else than another, uptime aside. */
    boolean differsFrom(SystemStatus other) {
        return ready != other.ready
                || activeJobs != other.activeJobs
                || queueLength != other.queueLength
                || jobsToday != other.jobsToday
                || health != other.health
                || safeMode != other.safeMode;
    }
}
