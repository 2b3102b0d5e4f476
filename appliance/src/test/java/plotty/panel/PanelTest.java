package plotty.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plotty.event.Channel;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.panel.GpioChips.Chip;

class PanelTest {

    @Test
    void a_press_on_the_simulated_panel_pauses_and_is_told_to_everybody() {
        try (LivePanel live = new LivePanel(PanelSettings.simulated());
                Subscription heard = live.events.subscribe(EnumSet.of(Channel.SYSTEM), () -> {})) {
            SimulatedPanel buttons = live.panel.simulated().orElseThrow();
            LivePanel.until("the pen moves", () -> shows(live, "plotting"));
            LivePanel.until("the start is over", () -> startIsOver(live));
            buttons.press(PanelButton.PAUSE);
            LivePanel.until("the pause is ordered", () -> live.orders.contains("PAUSE a"));
            LivePanel.until("the panel shows it", () -> isPressed(live, PanelButton.PAUSE));
            LivePanel.until(
                    "the light is on", () -> buttons.light(PanelLed.STATUS).equals(new Light(1, 1, 1)));
            buttons.release(PanelButton.PAUSE);
            LivePanel.until("it is let go", () -> !isPressed(live, PanelButton.PAUSE));
            assertEquals(1, live.orders.size());

            Optional<Published> latest = heard.poll();
            assertTrue(latest.orElseThrow().event() instanceof PanelEvent.Updated);
            live.panel.close();
            assertEquals(Light.DARK, buttons.light(PanelLed.STATUS));
        }
    }

    private static boolean shows(LivePanel live, String pattern) {
        return live.panel.state().leds().stream()
                .anyMatch(led -> led.pattern().name().equals(pattern));
    }

    private static boolean isPressed(LivePanel live, PanelButton button) {
        return live.panel.state().buttons().stream().anyMatch(known -> known.button() == button && known.pressed());
    }

    /** A button that goes down before counts as stuck. */
    private static boolean startIsOver(LivePanel live) {
        Instant since = live.panel.state().leds().getFirst().since();
        return Duration.between(since, Instant.now()).compareTo(Duration.ofNanos(2 * PanelDesk.START_NS)) > 0;
    }

    @Test
    void without_a_chip_the_panel_says_why_and_the_board_button_works_on() {
        PanelSettings header = PanelSettings.onHeader();
        PanelSettings elsewhere = new PanelSettings(
                header.kind(), List.of("no-such-chip"), header.device(), header.buttons(), header.leds());
        try (LivePanel live = new LivePanel(elsewhere)) {
            LivePanel.until("it says why", () -> live.panel.state().fault().isPresent());
            assertTrue(live.panel.state().fault().get().contains("GPIO chip"));
            assertEquals(List.of(), live.panel.state().buttons());
            live.panel.pressedOnBoard("one");
            LivePanel.until("the board's button pauses", () -> live.orders.contains("PAUSE a"));
        }
    }

    @Test
    void the_chip_is_chosen_by_its_label_whatever_its_number() {
        List<Chip> pi5 = List.of(
                new Chip("gpiochip0", Optional.of("gpio-brcmstb@107d508500")),
                new Chip("gpiochip11", Optional.of("pinctrl-rp1")));
        assertEquals(
                "gpiochip11",
                GpioPanel.chosen(pi5, PanelSettings.PI_LABELS).orElseThrow().name());
        assertEquals(
                "no GPIO chip is labelled plotty-sim; there are gpio-brcmstb@107d508500, pinctrl-rp1 (panel.chip chooses one)",
                GpioPanel.whyNone(pi5, List.of("plotty-sim")));
        assertEquals("there is no GPIO chip", GpioPanel.whyNone(List.of(), PanelSettings.PI_LABELS));
        assertTrue(GpioPanel.whyNone(List.of(new Chip("gpiochip0", Optional.empty())), List.of())
                .startsWith("this user may not open /dev/gpiochip0"));
    }

    @Test
    void a_chip_that_cannot_be_used_is_said_in_words() {
        OpenedLines opened = GpioPanel.orNone(() -> {
            throw new ExceptionInInitializerError(new IllegalStateException("there is no library for this processor"));
        });
        assertTrue(opened.lines().buttons().isEmpty());
        assertTrue(opened.trouble().orElseThrow().contains("there is no library for this processor"));
    }

    @Test
    void the_state_is_written_with_all_that_a_page_needs_to_play_it() throws IOException {
        PanelState state = new PanelState(
                PanelKind.SIMULATED,
                List.of(new PanelState.Button(PanelButton.PAUSE, true, false)),
                List.of(new PanelState.Led(PanelLed.COLOR, Patterns.PAUSED, Instant.ofEpochSecond(1, 234_567_891))),
                Optional.empty());
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            new PanelEvent.Updated(state).writeFields(out);
            out.writeEndObject();
        }
        assertEquals("""
                {"kind":"simulated","buttons":[{"name":"pause","pressed":true,"stuck":false}],\
                "leds":[{"name":"color","pattern":"paused","since":"1970-01-01T00:00:01.234Z","repeats":true,\
                "steps":[{"from":[1,0.5,0],"to":[1,0.5,0],"ms":1000},{"from":[0,0,0],"to":[0,0,0],"ms":1000}]}],\
                "fault":null}""", text.toString());
    }
}
