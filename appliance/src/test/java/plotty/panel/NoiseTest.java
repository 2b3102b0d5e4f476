package plotty.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plotty.job.JobStatus;

/** Long wires: what a button's line picks up, on Pi4J's mock provider and a steered clock. */
class NoiseTest {
    private static final long SEED = 20_261_120;
    private static final int TRIALS = 1000;

    private final Random random = new Random(SEED);
    private final MockDigitalInputProvider in = MockDigitalInputProvider.newInstance();
    private final MockDigitalOutputProvider out = MockDigitalOutputProvider.newInstance();
    private Context context;
    private SteeredPanel panel;

    @BeforeEach
    void open() {
        System.out.println("Noise with seed " + SEED);
        context = Pi4J.newContextBuilder()
                .noAutoDetect()
                .noAutoInject()
                .disableShutdownHook()
                .add(in, out)
                .build();
        PanelSettings settings = PanelSettings.onHeader();
        PiLines lines = new PiLines(context, in, out, settings, () -> panel.nowNs());
        for (PanelButton button : lines.buttons()) {
            input(button).mockState(DigitalState.HIGH);
        }
        panel = new SteeredPanel(settings, lines, SteeredPanel.simulated(settings), 1_000_000_000_000L).settled();
    }

    @AfterEach
    void close() {
        context.shutdown();
    }

    private MockDigitalInput input(PanelButton button) {
        return context.registry().get("plotty-" + button.wireName());
    }

    /** Pressed is low: the button connects its line to ground. */
    private void level(PanelButton button, boolean pressed) {
        input(button).mockState(pressed ? DigitalState.LOW : DigitalState.HIGH);
    }

    /** The level goes to and fro, for so long in all. */
    private void bounce(PanelButton button, boolean first, double lengthMs) {
        double left = lengthMs;
        boolean level = first;
        while (left > 0.05) {
            level(button, level);
            double part = random.nextInt(3) == 0 ? left : left * random.nextDouble();
            panel.passMs(part);
            left -= part;
            level = !level;
        }
    }

    @Test
    void a_thousand_bursts_of_1_to_20_ms_do_nothing() {
        panel.job("a", JobStatus.RUNNING);
        for (int i = 0; i < TRIALS; i++) {
            PanelButton button = random.nextBoolean() ? PanelButton.PAUSE : PanelButton.CANCEL;
            bounce(button, true, 1 + 19 * random.nextDouble());
            level(button, false);
            panel.passMs(30 + 300 * random.nextDouble());
            assertEquals(0, panel.orders.size(), "burst " + i);
        }
    }

    @Test
    void a_thousand_presses_with_bouncing_contacts_are_each_seen_once() {
        for (int i = 0; i < TRIALS; i++) {
            String job = "job-" + i;
            panel.job(job, JobStatus.RUNNING);
            panel.passMs(5);
            bounce(PanelButton.PAUSE, true, 5 * random.nextDouble());
            level(PanelButton.PAUSE, true);
            panel.passMs(26 + 800 * random.nextDouble());
            bounce(PanelButton.PAUSE, false, 5 * random.nextDouble());
            level(PanelButton.PAUSE, false);
            panel.passMs(30 + 100 * random.nextDouble());
            assertEquals("PAUSE " + job, panel.orders.getLast());
            assertEquals(i + 1, panel.orders.size(), "press " + i);
            panel.job(job, JobStatus.COMPLETED);
        }
    }

    @Test
    void of_more_edges_than_are_kept_nothing_is_believed_but_a_level_that_holds_from_then_on() {
        panel.job("a", JobStatus.RUNNING);
        for (int i = 0; i < 2000; i++) {
            level(PanelButton.PAUSE, true);
            level(PanelButton.PAUSE, false);
        }
        panel.passMs(100);
        assertEquals(0, panel.orders.size());
        for (int i = 0; i < 2000; i++) {
            level(PanelButton.PAUSE, false);
            level(PanelButton.PAUSE, true);
        }
        panel.passMs(24);
        assertEquals(0, panel.orders.size());
        panel.passMs(20);
        assertEquals(1, panel.orders.size());
    }

    @Test
    void a_finger_that_rests_through_noise_still_cancels_and_noise_while_it_lifts_does_not() {
        panel.job("a", JobStatus.RUNNING);
        level(PanelButton.CANCEL, true);
        panel.passMs(700);
        bounce(PanelButton.CANCEL, false, 15);
        level(PanelButton.CANCEL, true);
        panel.passMs(790);
        assertEquals(1, panel.orders.size());
        level(PanelButton.CANCEL, false);
        panel.passMs(100);

        panel.job("b", JobStatus.RUNNING);
        level(PanelButton.CANCEL, true);
        panel.passMs(1490);
        level(PanelButton.CANCEL, false);
        panel.passMs(2000);
        assertEquals(1, panel.orders.size());
    }

    @Test
    void the_status_led_is_lit_while_the_pen_moves_and_dark_once_the_lines_are_let_go() {
        MockDigitalOutput led = context.registry().get("plotty-status-22");
        panel.job("a", JobStatus.RUNNING);
        panel.passMs(5);
        assertEquals(DigitalState.HIGH, led.state());
        panel.job("a", JobStatus.COMPLETED);
        // It breathes, by switching it on and off a hundred times a second.
        int lit = 0;
        for (int i = 0; i < 10_000; i++) {
            panel.passMs(0.7);
            lit += led.isHigh() ? 1 : 0;
        }
        assertEquals(10_000 * (1600 / 3500.0) / 3.2, lit, 80);
    }
}
