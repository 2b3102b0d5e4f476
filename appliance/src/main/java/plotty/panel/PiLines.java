package plotty.panel;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.tinylog.Logger;
import plotty.panel.PanelSettings.ButtonLine;
import plotty.panel.PanelSettings.LedLine;

/**
 * Lines through a provider of Pi4J, whichever it is. Its debouncing is off, for it drops what we want to hear; each input has one
 * listener. A line that cannot be had is left out.
 */
final class PiLines implements PanelLines {
    private final Context context;
    private final LongSupplier nanoTime;
    private final Map<PanelButton, Input> inputs = new EnumMap<>(PanelButton.class);
    private final Map<PanelLed, List<Output>> outputs = new EnumMap<>(PanelLed.class);
    private final List<String> refused = new ArrayList<>();

    private record Input(DigitalInput line, boolean activeLow) {
        boolean isPressed(DigitalState level) {
            return level != DigitalState.UNKNOWN && (level == DigitalState.LOW) == activeLow;
        }
    }

    /** One line of an LED; dark until it is lit. */
    private static final class Output {
        private final DigitalOutput line;
        private final boolean activeLow;
        private boolean lit;

        private Output(DigitalOutput line, boolean activeLow) {
            this.line = line;
            this.activeLow = activeLow;
        }

        private void show(boolean light) {
            if (light != lit) {
                lit = light;
                line.state(light == activeLow ? DigitalState.LOW : DigitalState.HIGH);
            }
        }
    }

    /**
     * Opens what can be opened.
     *
     * @param context with the two providers, and closed with these lines
     * @param nanoTime as {@link System#nanoTime()}
     */
    PiLines(
            Context context,
            DigitalInputProvider in,
            DigitalOutputProvider out,
            PanelSettings settings,
            LongSupplier nanoTime) {
        this.context = context;
        this.nanoTime = nanoTime;
        settings.buttons()
                .forEach((button, line) ->
                        open(button.wireName(), line.pin(), () -> inputs.put(button, input(in, button, line))));
        settings.leds()
                .forEach((led, line) ->
                        open(led.wireName(), line.pins().getFirst(), () -> outputs.put(led, output(out, led, line))));
    }

    private void open(String name, int pin, Runnable opening) {
        try {
            opening.run();
        } catch (RuntimeException e) {
            // Each layer below throws exceptions of its own, which have nothing in common.
            Logger.debug(e, "The line of {} could not be opened", name);
            refused.add("%s on GPIO%d".formatted(name, pin));
        }
    }

    private Input input(DigitalInputProvider in, PanelButton button, ButtonLine line) {
        DigitalInput opened = in.create(DigitalInputConfigBuilder.newInstance(context)
                .id("plotty-" + button.wireName())
                .address(line.pin())
                .pull(
                        switch (line.pull()) {
                            case UP -> PullResistance.PULL_UP;
                            case DOWN -> PullResistance.PULL_DOWN;
                            case NONE -> PullResistance.OFF;
                        })
                .debounce(0L)
                .build());
        return new Input(opened, line.activeLow());
    }

    private List<Output> output(DigitalOutputProvider out, PanelLed led, LedLine line) {
        DigitalState dark = line.activeLow() ? DigitalState.HIGH : DigitalState.LOW;
        List<Output> opened = new ArrayList<>();
        for (int pin : line.pins()) {
            opened.add(new Output(
                    out.create(DigitalOutputConfigBuilder.newInstance(context)
                            .id("plotty-%s-%d".formatted(led.wireName(), pin))
                            .address(pin)
                            .initial(dark)
                            .shutdown(dark)
                            .build()),
                    line.activeLow()));
        }
        return opened;
    }

    /** The lines that could not be had: {@code pause on GPIO17}. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public PanelKind kind() {
        return PanelKind.GPIO;
    }

    @Override
    public Set<PanelButton> buttons() {
        return inputs.keySet();
    }

    @Override
    public Set<PanelLed> leds() {
        return outputs.keySet();
    }

    @Override
    public void listen(Listener listener) {
        inputs.forEach((button, input) -> input.line()
                .addListener(
                        change -> listener.changed(button, input.isPressed(change.state()), nanoTime.getAsLong())));
    }

    @Override
    public boolean pressed(PanelButton button) {
        Input input = inputs.get(button);
        return input.isPressed(input.line().state());
    }

    @Override
    public boolean dims() {
        return false;
    }

    @Override
    public void show(PanelLed led, Light light) {
        List<Output> lines = outputs.get(led);
        if (lines.size() == 1) {
            lines.getFirst().show(light.brightness() > 0);
        } else {
            lines.get(0).show(light.red() > 0);
            lines.get(1).show(light.green() > 0);
            lines.get(2).show(light.blue() > 0);
        }
    }

    @Override
    public void close() {
        try {
            outputs.keySet().forEach(led -> show(led, Light.DARK));
        } catch (RuntimeException e) {
            Logger.warn(e, "The LEDs of the panel could not be switched off");
        }
        try {
            context.shutdown();
        } catch (RuntimeException e) {
            Logger.warn(e, "The lines of the panel could not be let go");
        }
    }
}
