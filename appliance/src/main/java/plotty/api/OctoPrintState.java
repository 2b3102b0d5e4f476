package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import plotty.job.Job;
import plotty.job.JobStatus;

/**
 * How the plotters stand, in OctoPrint's words.
 *
 * @param operational whether a plotter is connected
 * @param begun the job that is drawn or held
 */
record OctoPrintState(boolean operational, Optional<Job> begun) {

    private boolean printing() {
        return begun.filter(job -> job.status() == JobStatus.RUNNING).isPresent();
    }

    private boolean paused() {
        return begun.filter(job -> job.status() == JobStatus.PAUSED).isPresent();
    }

    /** The state as a person reads it. */
    String text() {
        if (printing()) {
            return "Printing";
        }
        if (paused()) {
            return "Paused";
        }
        return operational ? "Operational" : "Offline";
    }

    /** Writes it as an object. */
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("text", text());
        out.writeObjectFieldStart("flags");
        out.writeBooleanField("operational", operational);
        out.writeBooleanField("printing", printing());
        out.writeBooleanField("paused", paused());
        out.writeBooleanField("pausing", false);
        out.writeBooleanField("cancelling", false);
        out.writeBooleanField("sdReady", false);
        out.writeBooleanField("error", false);
        out.writeBooleanField("ready", operational && begun.isEmpty());
        out.writeBooleanField("closedOrError", !operational);
        out.writeEndObject();
        out.writeEndObject();
    }
}
