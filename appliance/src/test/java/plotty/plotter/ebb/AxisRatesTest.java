package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisRatesTest {

    @Test
    void the_last_step_comes_exactly_at_the_last_tick_whatever_is_asked() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            int ticks = 200 + random.nextInt(426);
            int steps = random.nextInt(ticks - 1);
            double bow = (random.nextDouble() - 0.5) * steps;
            AxisRates rates = AxisRates.of(random.nextBoolean() ? steps : -steps, ticks, bow);
            if (steps > 0) {
                assertEquals(ticks, rates.lastTick(), rates + " in " + ticks);
                assertTrue(rates.rate() >= 0 && rates.rate() < 1L << 31, rates.toString());
            }
        }
    }

    @Test
    void a_motor_that_starts_from_rest_starts_slowly_and_one_that_comes_to_rest_ends_slowly() {
        AxisRates starting = AxisRates.of(100, 500, -25);
        assertTrue(starting.rate() < 1_000_000 && starting.accel() > 0, starting.toString());
        AxisRates ending = AxisRates.of(-100, 500, -25);
        assertTrue(ending.rate() > 800_000_000 && ending.accel() < 0, ending.toString());
    }

    @Test
    void no_step_at_all_is_no_motion() {
        assertEquals(AxisRates.STILL, AxisRates.of(0, 300, 3));
    }
}
