package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile.PenProfile;
import plotty.plotter.Adjustment;

/** Lines as GRBL is sent them. */
class GrblLineTest {
    private static final PenProfile HEIGHTS = new PenProfile(0.2, 0.2, 80, 30);

    @Test
    void numbers_are_as_short_as_they_can_be() {
        assertEquals("0", GrblLine.number(0.0004));
        assertEquals("0", GrblLine.number(-0.0004));
        assertEquals("-0.5", GrblLine.number(-0.5));
        assertEquals("12.346", GrblLine.number(12.3456));
        assertEquals("100", GrblLine.number(100));
        assertEquals("G1X10.5Y-3F3000", GrblLine.line(10.5, -3, 50));
    }

    @Test
    void a_servo_goes_where_the_percent_lie_between_the_profiles_up_and_down() {
        PenCode pen = new PenCode(new GrblModel.Pen.Servo(0, 1000), HEIGHTS, new ZReference());
        assertEquals("M5", pen.up(Adjustment.NONE));
        assertEquals("M3S1000", pen.down(Adjustment.NONE));
        assertEquals("M3S500", pen.down(Adjustment.NONE, 55));
        assertEquals("M3S1000", pen.down(Adjustment.NONE, 0), "never beyond");
        Adjustment lower = new Adjustment(100, OptionalInt.of(70), OptionalInt.of(40));
        assertEquals("M3S200", pen.up(lower));
        assertEquals("M3S800", pen.down(lower, 55));
    }

    @Test
    void a_z_axis_moves_in_machine_coordinates_so_that_no_offset_matters() {
        PenCode pen = new PenCode(new GrblModel.Pen.ZAxis(0.5, 5, 80), HEIGHTS, new ZReference());
        assertEquals("G53G1Z0.5F4800", pen.up(Adjustment.NONE));
        assertEquals("G53G1Z5F4800", pen.down(Adjustment.NONE));
    }

    @Test
    void a_board_that_calls_another_height_zero_after_a_reset_is_told_the_same_heights() {
        ZReference height = new ZReference();
        PenCode pen = new PenCode(new GrblModel.Pen.ZAxis(0.5, 5, 80), HEIGHTS, height);
        height.reported(5);
        height.beganAnew(0);
        assertEquals("G53G1Z-4.5F4800", pen.up(Adjustment.NONE));
    }

    @Test
    void a_start_line_that_grbl_could_not_take_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> withStartLine("G".repeat(71)));
        assertThrows(IllegalArgumentException.class, () -> withStartLine("G55\n"));
        withStartLine("G55");
    }

    private static GrblModel withStartLine(String line) {
        return new GrblModel("m", new GrblModel.Pen.Servo(0, 1), false, false, false, false, List.of(line));
    }
}
