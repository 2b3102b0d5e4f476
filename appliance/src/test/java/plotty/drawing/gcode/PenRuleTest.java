package plotty.drawing.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Stroke;

/** Two lines 10 mm long and 10 mm apart, each program in the manner of another machine. */
class PenRuleTest {
    private static final List<Stroke> TWO_LINES = List.of(Stroke.of(0, 10, 10, 10), Stroke.of(0, 0, 10, 0));

    private static void assertDrawsTwoLines(String up, String down, String travel) {
        String program = """
                G21 G90
                %1$s
                %3$s X5 Y5
                %2$s
                G1 X15 Y5 F1000
                %1$s
                %3$s X5 Y15
                %2$s
                G1 X15 Y15
                %1$s
                %3$s X0 Y0
                M2
                """.formatted(up, down, travel);
        assertEquals(TWO_LINES, Programs.strokes(program), program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0", "G1"})
    void a_pen_that_goes_down_by_a_lower_z(String travel) {
        assertDrawsTwoLines("G0 Z5", "G1 Z-1", travel);
        assertDrawsTwoLines("G1 Z0", "G1 Z-5", travel);
        assertDrawsTwoLines("G0 Z50\nG0 Z2", "G1 Z1\nG1 Z0", travel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0", "G1"})
    void a_pen_that_goes_down_by_a_higher_z_as_idraws_does(String travel) {
        assertDrawsTwoLines("G1 Z0.5", "G1 Z5", travel);
        assertDrawsTwoLines("G1 Z0", "G1 Z3.5", travel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0", "G1"})
    void a_servo_that_the_spindle_switches(String travel) {
        assertDrawsTwoLines("M5", "M3 S1000", travel);
        assertDrawsTwoLines("M5", "M3", travel);
        assertDrawsTwoLines("M5", "M4 S255", travel);
        assertDrawsTwoLines("M3 S0", "S90", travel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0", "G1"})
    void a_servo_with_two_angles_either_way_round(String travel) {
        assertDrawsTwoLines("M3 S30\nG4 P0.2", "M3 S90\nG4 P0.2", travel);
        assertDrawsTwoLines("M3 S90", "M3 S30", travel);
        assertDrawsTwoLines("M280 P0 S50", "M280 P0 S10", travel);
        assertDrawsTwoLines("M300 S50", "M300 S30", travel);
    }

    @Test
    void a_pen_that_the_coolant_switches() {
        assertDrawsTwoLines("M9", "M8", "G0");
    }

    @Test
    void a_laser_that_works_when_it_does_not_travel() {
        assertDrawsTwoLines("", "", "G0");
        assertDrawsTwoLines("M4 S500", "", "G0");
    }

    @Test
    void a_height_that_is_set_only_for_the_one_stroke() {
        assertEquals(List.of(Stroke.of(0, 0, 9, 0)), Programs.strokes("G0 X1 Y1\nG1 Z-1\nG1 X10\nG0 Z5\nM2"));
    }

    @Test
    void several_passes_at_growing_depth_are_all_drawn() {
        assertEquals(
                List.of(Stroke.of(0, 0, 9, 0, 0, 0)),
                Programs.strokes("G0 Z5\nG0 X1 Y1\nG1 Z-1\nG1 X10\nG1 Z-2\nG1 X1\nG0 Z5\nG0 X0 Y0"));
    }

    @Test
    void a_pen_that_goes_down_and_up_in_one_place_makes_a_dot() {
        String program = "G0 Z5\nG0 X1 Y1\nG1 Z0\nG0 Z5\nG0 X4 Y5\nG1 Z0\nG0 Z5\nG0 X9\nG1 Z0\nG1 X10\nG0 Z5";
        assertEquals(List.of(Stroke.of(0, 4), Stroke.of(3, 0), Stroke.of(8, 0, 9, 0)), Programs.strokes(program));
    }

    @Test
    void setting_up_and_parking_the_pen_draw_nothing() {
        String program = "G1 Z0\nG0 Z5\nG0 X1 Y1\nG1 Z0\nG1 X10\nG0 Z5\nG0 X0 Y0\nG1 Z0\nM2";
        assertEquals(List.of(Stroke.of(0, 0, 9, 0)), Programs.strokes(program));
    }
}
