package plotty.plotter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import plotty.event.Channel;
import plotty.event.Event;

/** What clients hear of plotters. Whoever runs a plotter publishes these; the plotter itself tells {@link PlotterNotice}s. */
public sealed interface DeviceEvent extends Event {

    /** Connection, trust, pen, motors or message changed. Durable. */
    record StatusChanged(DeviceStatus status) implements DeviceEvent {
        @Override
        public String type() {
            return "device_status";
        }

        @Override
        public String key() {
            return status.state().id();
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            status.write(out);
        }
    }

    /** Position and heartbeat: only the latest counts. */
    record StatusRefreshed(DeviceStatus status) implements DeviceEvent {
        @Override
        public String type() {
            return "device_status";
        }

        @Override
        public String key() {
            return status.state().id();
        }

        @Override
        public boolean durable() {
            return false;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            status.write(out);
        }
    }

    /** A plotter needs a person. Durable. */
    record Alerted(String deviceId, Severity severity, String message) implements DeviceEvent {
        @Override
        public String type() {
            return "device_alert";
        }

        @Override
        public String key() {
            return deviceId;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("device_id", deviceId);
            out.writeStringField("severity", severity.name().toLowerCase(Locale.ROOT));
            out.writeStringField("message", message);
        }
    }

    /** How urgent an alert is; {@link #name()} in lower case on the wire. */
    enum Severity {
        INFO,
        WARNING,
        ERROR,
        CRITICAL
    }

    @Override
    default Channel channel() {
        return Channel.DEVICES;
    }
}
