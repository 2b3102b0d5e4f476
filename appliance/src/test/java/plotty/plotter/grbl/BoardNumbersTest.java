package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;

/** What a board's own settings make of a profile. */
class BoardNumbersTest {
    private final BoardNumbers numbers = new BoardNumbers();

    private void bothAxes(int number, double value) {
        numbers.put(number, value);
        numbers.put(number + 1, value);
    }

    @Test
    void a_board_that_is_slower_or_smaller_than_configured_is_believed() {
        bothAxes(110, 1200);
        bothAxes(120, 100);
        numbers.put(130, 200);
        numbers.put(131, 500);
        MachineProfile profile = numbers.in(Machines.PROFILE, false);
        assertEquals(new MotionLimits(20, 100), profile.drawing());
        assertEquals(new MotionLimits(20, 100), profile.travel());
        assertEquals(200, profile.widthMm());
        assertEquals(Machines.PROFILE.heightMm(), profile.heightMm());
    }

    @Test
    void the_slower_axis_counts() {
        numbers.put(110, 6000);
        numbers.put(111, 600);
        assertEquals(10, numbers.in(Machines.PROFILE, false).travel().speedMmPerS());
    }

    @Test
    void a_guessed_profile_takes_area_and_acceleration_from_the_board_but_never_draws_faster() {
        bothAxes(110, 30_000);
        bothAxes(120, 1500);
        bothAxes(130, 600);
        numbers.put(11, 0.02);
        MachineProfile profile = numbers.in(Machines.PROFILE, true);
        assertEquals(new MotionLimits(50, 1500), profile.drawing());
        assertEquals(600, profile.heightMm());
        assertEquals(0.02, profile.junctionDeviationMm());
    }

    @Test
    void numbers_that_make_no_sense_are_passed_over() {
        bothAxes(130, 0);
        bothAxes(120, -1);
        bothAxes(100, 0);
        assertEquals(Machines.PROFILE, numbers.in(Machines.PROFILE, true));
    }
}
