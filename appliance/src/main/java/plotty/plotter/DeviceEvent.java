package plotty.plotter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import plotty.event.Channel;
import plotty.event.Event;

/** What happens to plotters. The key is the plotter's id. */
public sealed interface DeviceEvent extends Event {

    @Override
    default Optional<String> plotterId() {
        return Optional.of(key());
    }

    /** How a plotter stands. */
    sealed interface Status extends DeviceEvent {
        DeviceReport report();

        @Override
        default String type() {
            return "device_status";
        }

        @Override
        default Channel channel() {
            return Channel.DEVICES;
        }

        @Override
        default String key() {
            return report().state().id();
        }

        @Override
        default void writeFields(JsonGenerator out) throws IOException {
            report().writeFields(out);
        }
    }

    /** Connection, trust, motors, firmware, message or job changed. */
    record StatusChanged(DeviceReport report) implements Status {
        @Override
        public boolean durable() {
            return true;
        }
    }

    /** Only the pen is elsewhere, or went up or down. */
    record Moved(DeviceReport report) implements Status {
        @Override
        public boolean durable() {
            return false;
        }
    }

    /**
     * Something went wrong while drawing.
     *
     * @param device id of the plotter
     * @param message what happened and what to do
     */
    record Alert(String device, String message) implements DeviceEvent {
        @Override
        public String type() {
            return "device_alert";
        }

        @Override
        public Channel channel() {
            return Channel.ALERTS;
        }

        @Override
        public String key() {
            return device;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("device_id", device);
            out.writeStringField("severity", "error");
            out.writeStringField("message", message);
        }
    }
}
