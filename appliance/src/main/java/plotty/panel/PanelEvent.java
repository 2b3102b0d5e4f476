package plotty.panel;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import plotty.event.Channel;
import plotty.event.Event;

/** What happens at the panel. */
public sealed interface PanelEvent extends Event {

    @Override
    default Channel channel() {
        return Channel.SYSTEM;
    }

    /** The panel looks otherwise. Fast: only the latest counts. */
    record Updated(PanelState state) implements PanelEvent {
        @Override
        public String type() {
            return "panel_update";
        }

        @Override
        public String key() {
            return "panel";
        }

        @Override
        public boolean durable() {
            return false;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            PanelFields.state(out, state);
        }
    }

    /**
     * A button cannot be used, or can be used again. Durable.
     *
     * @param stuck whether it was held down from the start
     * @param message what happened and what to do
     */
    record ButtonFault(PanelButton button, boolean stuck, String message) implements PanelEvent {
        @Override
        public String type() {
            return "panel_fault";
        }

        @Override
        public String key() {
            return button.wireName();
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("button", button.wireName());
            out.writeBooleanField("stuck", stuck);
            out.writeStringField("message", message);
        }
    }
}
