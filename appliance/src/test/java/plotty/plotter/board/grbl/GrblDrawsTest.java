package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkStroke;

class GrblDrawsTest {

    private final GrblBench bench =
            new GrblBench(GrblSettings.servo().with(120, 500).with(121, 500));

    @Test
    void a_square_is_drawn_where_it_was_asked_for() {
        bench.stream("G21G90", "G0X10Y10", "M3S1000", "G4P0.1", "G1X30F3000", "Y30", "X10", "Y10", "M5", "G4P0.1");
        bench.finish();

        assertEquals(1, bench.ink.strokes().size());
        assertEquals(80, bench.ink.inkLengthMm(), 0.01);
        InkStroke stroke = bench.ink.strokes().getFirst();
        assertEquals(10, stroke.xMm()[0], 1e-9);
        assertEquals(10, stroke.yMm()[stroke.size() - 1], 1e-9);
        assertEquals(800, bench.board.counter(1));
        assertEquals(800, bench.board.counter(2));
        assertTrue(bench.ink.gaps().isEmpty());
    }

    @Test
    void a_straight_move_lasts_what_the_trapezoid_says() {
        bench.ask("G1X100F3000");
        bench.finish();

        ExecutedMove move = bench.ink.moves().getFirst();
        // 50 mm/s at 500 mm/s²: 0.1 s to speed up, 2.5 mm each, 95 mm at full speed.
        assertEquals(2.1, move.nanos() / 1e9, 1e-6);
    }

    @Test
    void a_dwell_waits_until_the_machine_stands_and_the_pen_follows_its_servo_later() {
        bench.send("G1X10F3000\nM3S1000\nG4P0.2\nG1X20\n");
        bench.finish();

        long end = bench.ink.moves().getFirst().endNanos();
        long touch = bench.ink.strokes().getFirst().startNanos();
        assertEquals(50.6, (touch - end) / 1e6, 1);
        assertTrue(bench.ink.moves().get(1).startNanos() - end >= 200_000_000);
    }
}
