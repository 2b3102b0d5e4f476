package plotty.panel;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;

/** How the panel is written, in events and answers alike. */
public final class PanelFields {
    private PanelFields() {}

    /** The fields of a panel, into an object that is open. */
    public static void state(JsonGenerator out, PanelState state) throws IOException {
        out.writeStringField("kind", state.kind().wireName());
        out.writeArrayFieldStart("buttons");
        for (PanelState.Button button : state.buttons()) {
            out.writeStartObject();
            out.writeStringField("name", button.button().wireName());
            out.writeBooleanField("pressed", button.pressed());
            out.writeBooleanField("stuck", button.stuck());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("leds");
        for (PanelState.Led led : state.leds()) {
            led(out, led);
        }
        out.writeEndArray();
        if (state.fault().isPresent()) {
            out.writeStringField("fault", state.fault().get());
        } else {
            out.writeNullField("fault");
        }
    }

    private static void led(JsonGenerator out, PanelState.Led led) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", led.led().wireName());
        out.writeStringField("pattern", led.pattern().name());
        out.writeStringField("since", led.since().truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeBooleanField("repeats", led.pattern().repeats());
        out.writeArrayFieldStart("steps");
        for (LedPattern.Step step : led.pattern().steps()) {
            out.writeStartObject();
            light(out, "from", step.from());
            light(out, "to", step.to());
            out.writeNumberField("ms", step.duration().toMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Red, green and blue, 0 to 1. */
    private static void light(JsonGenerator out, String name, Light light) throws IOException {
        out.writeArrayFieldStart(name);
        for (double part : new double[] {light.red(), light.green(), light.blue()}) {
            out.writeNumber(
                    BigDecimal.valueOf(part).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros());
        }
        out.writeEndArray();
    }
}
