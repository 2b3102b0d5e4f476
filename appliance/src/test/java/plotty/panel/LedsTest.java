package plotty.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

class LedsTest {
    private final SteeredPanel panel = new SteeredPanel(everyLed()).settled();

    private static PanelSettings everyLed() {
        PanelSettings usual = PanelSettings.simulated();
        Map<PanelLed, PanelSettings.LedLine> leds = new EnumMap<>(usual.leds());
        for (PanelLed led : EnumSet.complementOf(EnumSet.of(PanelLed.COLOR))) {
            leds.put(led, PanelSettings.LedLine.fromPin(PanelSettings.STATUS_PIN));
        }
        return new PanelSettings(usual.kind(), usual.chipLabels(), usual.device(), usual.buttons(), leds);
    }

    @Test
    void the_status_led_says_how_the_box_stands() {
        assertEquals("ready", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.RUNNING);
        assertEquals("plotting", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.PAUSED, PauseCause.USER);
        assertEquals("paused", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.PAUSED, PauseCause.PEN_CHANGE);
        assertEquals("pen_change", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.PAUSED, PauseCause.DEVICE_LOST);
        assertEquals("fault_1", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.PAUSED, PauseCause.NEEDS_ORIGIN);
        assertEquals("fault_2", panel.pattern(PanelLed.STATUS));
        panel.job("a", JobStatus.COMPLETED);
        panel.faults.add(PanelFault.BOX);
        panel.passMs(1000);
        assertEquals("fault_6", panel.pattern(PanelLed.STATUS));
        panel.atWork = true;
        panel.passMs(1000);
        assertEquals("working", panel.pattern(PanelLed.STATUS));
    }

    @Test
    void each_led_of_one_function_says_its_own() {
        panel.job("a", JobStatus.RUNNING);
        panel.put(SteeredPanel.jobOf(
                "b", JobStatus.PAUSED, Optional.of("two"), Set.of(PauseCause.USER), Optional.empty()));
        panel.faults.add(PanelFault.PLOTTER_ERROR);
        assertEquals("off", panel.pattern(PanelLed.READY));
        assertEquals("plotting", panel.pattern(PanelLed.PLOTTING));
        assertEquals("paused", panel.pattern(PanelLed.PAUSED));
        assertEquals("fault_3", panel.pattern(PanelLed.FAULT));
        assertEquals("plotting", panel.pattern(PanelLed.COLOR));
    }

    @Test
    void the_led_grows_while_cancel_is_held() {
        panel.job("a", JobStatus.RUNNING);
        panel.press(PanelButton.CANCEL);
        List<Double> seen = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            panel.passMs(100);
            seen.add(panel.simulated.light(PanelLed.STATUS).brightness());
        }
        for (int i = 0; i < seen.size(); i++) {
            assertEquals((i + 1) / 15.0, seen.get(i), 0.03);
        }
        panel.release(PanelButton.CANCEL);
        assertEquals("holding_cancel", panel.pattern(PanelLed.STATUS));
        panel.passMs(30);
        assertEquals("plotting", panel.pattern(PanelLed.STATUS));
    }

    @Test
    void cancel_held_for_nothing_shows_nothing() {
        panel.press(PanelButton.CANCEL);
        panel.passMs(500);
        assertEquals("ready", panel.pattern(PanelLed.STATUS));
    }

    @Test
    void every_fault_blinks_its_number_and_rests() {
        for (PanelFault fault : PanelFault.values()) {
            LedPattern pattern = Patterns.fault(fault);
            assertEquals(
                    fault.blinks(),
                    pattern.steps().stream()
                            .filter(step -> step.from().brightness() > 0)
                            .count());
            assertEquals(2000, pattern.steps().getLast().duration().toMillis());
        }
    }

    @Test
    void a_pen_change_flashes_four_times_as_fast_as_a_fault_blinks() {
        List<Long> flashes = lastingMs(Patterns.colourless(Patterns.PEN_CHANGE));
        List<Long> blinks = lastingMs(Patterns.colourless(Patterns.fault(PanelFault.NEEDS_ORIGIN)));
        assertEquals(List.of(120L, 120L, 120L, 1000L), flashes);
        assertEquals(List.of(500L, 500L, 500L, 2000L), blinks);
    }

    private static List<Long> lastingMs(LedPattern pattern) {
        return pattern.steps().stream().map(step -> step.duration().toMillis()).toList();
    }

    @Test
    void blinks_keep_their_beat() {
        panel.job("a", JobStatus.PAUSED, PauseCause.USER);
        panel.passMs(0.001);
        List<Boolean> seen = new ArrayList<>();
        panel.passMs(500);
        for (int i = 0; i < 100; i++) {
            seen.add(panel.simulated.light(PanelLed.STATUS).brightness() > 0);
            panel.passMs(1000);
        }
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(i % 2 == 0, seen.get(i), "second " + i);
        }
    }

    @Test
    void lines_that_cannot_dim_are_lit_for_a_share_of_the_time() {
        Light half = new Light(0.5, 0.5, 0.5);
        long lit = 0;
        long now = 123_456_789_000L;
        long end = now + 1_000_000_000;
        int wakes = 0;
        while (now < end) {
            long next = SoftwarePwm.nextNs(half, now);
            if (SoftwarePwm.beat(half, now).brightness() > 0) {
                lit += next - now;
            }
            now = next;
            wakes++;
        }
        assertEquals(Math.pow(0.5, 2.2), lit / 1e9, 0.01);
        assertTrue(wakes <= 202, "woken " + wakes + " times a second");
    }

    @Test
    void nobody_is_woken_for_a_light_that_stays() {
        assertEquals(Long.MAX_VALUE, SoftwarePwm.nextNs(Light.DARK, 5));
        assertEquals(Long.MAX_VALUE, SoftwarePwm.nextNs(new Light(1, 1, 1), 5));
        panel.job("a", JobStatus.RUNNING);
        panel.passMs(10);
        long before = panel.turns();
        panel.passMs(60_000);
        assertTrue(panel.turns() - before < 70, "woken " + (panel.turns() - before) + " times a minute");
    }
}
