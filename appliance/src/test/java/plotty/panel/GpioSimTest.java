package plotty.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plotty.panel.PanelSettings.ButtonLine;
import plotty.panel.PanelSettings.Pull;

/** The panel on a GPIO chip of the kernel's, by Pi4J's gpiod provider; in real time. */
class GpioSimTest {
    private static final int PRESSES = Boolean.getBoolean("plotty.long") ? 1000 : 20;
    private static final int BURSTS = Boolean.getBoolean("plotty.long") ? 1000 : 50;
    private static final long BURST_NS = 20_000_000;
    private static final long SEED = 20_261_121;

    @BeforeEach
    void skip_where_there_is_none() {
        Optional<String> why = GpioSim.whyNot();
        why.ifPresent(System.out::println);
        assumeTrue(why.isEmpty(), () -> why.orElse(""));
    }

    private static PanelSettings on(String label) {
        PanelSettings header = PanelSettings.onHeader();
        return new PanelSettings(header.kind(), List.of(label), Optional.empty(), header.buttons(), header.leds());
    }

    private static void waitMs(double ms) {
        long end = System.nanoTime() + Math.round(ms * 1e6);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Test
    void presses_are_each_seen_once_and_noise_is_not() throws IOException {
        System.out.println("Noise on the simulated GPIO chip with seed " + SEED);
        Random random = new Random(SEED);
        try (GpioSim chip = GpioSim.make("press");
                LivePanel live = opened(chip)) {
            int tooLong = 0;
            for (int i = 0; i < BURSTS; i++) {
                long began = System.nanoTime();
                chip.pull(PanelSettings.PAUSE_PIN, false);
                waitMs(1 + 17 * random.nextDouble());
                chip.pull(PanelSettings.PAUSE_PIN, true);
                // A loaded machine may make a press of what was meant as a burst.
                tooLong += System.nanoTime() - began > BURST_NS ? 1 : 0;
                waitMs(30 + 20 * random.nextDouble());
            }
            int before = live.orders.size();
            assertTrue(before <= tooLong, before + " actions after " + tooLong + " bursts that were too long");
            for (int i = 0; i < PRESSES; i++) {
                int so = before + i + 1;
                chip.pull(PanelSettings.PAUSE_PIN, false);
                LivePanel.until("press " + so + " is seen", () -> live.orders.size() == so);
                waitMs(50 * random.nextDouble());
                chip.pull(PanelSettings.PAUSE_PIN, true);
                waitMs(60);
                assertEquals(so, live.orders.size());
            }
        }
    }

    @Test
    void the_light_follows_and_the_lines_are_released_on_close() throws IOException {
        try (GpioSim chip = GpioSim.make("light")) {
            try (LivePanel live = opened(chip)) {
                LivePanel.until("the light is on", () -> chip.isHigh(PanelSettings.STATUS_PIN));
                assertEquals(0, live.orders.size());
            }
            LivePanel.until("the light is off", () -> !chip.isHigh(PanelSettings.STATUS_PIN));
            try (LivePanel again = opened(chip)) {
                assertEquals(Optional.empty(), again.panel.state().fault());
            }
        }
    }

    @Test
    void a_button_that_is_down_at_the_start_is_a_fault() throws IOException {
        try (GpioSim chip = GpioSim.make("stuck")) {
            PanelSettings header = on(chip.label());
            // Without a pull of its own, for the simulated wire would follow it.
            PanelSettings settings = new PanelSettings(
                    header.kind(),
                    header.chipLabels(),
                    header.device(),
                    Map.of(
                            PanelButton.CANCEL,
                            new ButtonLine(PanelSettings.CANCEL_PIN, true, Pull.NONE, PanelSettings.DEBOUNCE)),
                    header.leds());
            chip.pull(PanelSettings.CANCEL_PIN, false);
            try (LivePanel live = new LivePanel(settings)) {
                LivePanel.until("it says so", () -> live.orders.contains("panel_fault"));
                assertTrue(live.panel.state().buttons().getFirst().stuck());
                chip.pull(PanelSettings.CANCEL_PIN, true);
                LivePanel.until("it is free", () -> live.orders.size() == 2);
                LivePanel.until(
                        "it is shown so",
                        () -> !live.panel.state().buttons().getFirst().stuck());
            }
        }
    }

    private static LivePanel opened(GpioSim chip) {
        LivePanel live = new LivePanel(on(chip.label()));
        LivePanel.until(
                "the lines are open",
                () -> !live.panel.state().buttons().isEmpty()
                        || live.panel.state().fault().isPresent());
        assertEquals(Optional.empty(), live.panel.state().fault());
        waitMs(2 * PanelDesk.START_NS / 1e6);
        return live;
    }
}
