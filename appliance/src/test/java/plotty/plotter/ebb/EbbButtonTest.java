package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.motion.PlanMark;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** The button on the board itself: {@code QB}, or {@code QG} where the firmware has it. */
class EbbButtonTest {
    /** As long as a look at the button may be put off: the board has too little to do to be asked anything. */
    private static final double PUT_OFF_S = 0.1;

    private static VirtualBench bench(String firmware) {
        VirtualBench bench = new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false);
        bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
        return bench;
    }

    private static long heard(VirtualBench bench) {
        return bench.notices().stream()
                .filter(PlotterNotice.ButtonPressed.class::isInstance)
                .count();
    }

    private static void draw(VirtualBench bench) {
        bench.plotter()
                .draw(new PlotRequest("job", Sheets.plan(Sheets.sampler(), VirtualBench.MACHINE), PlanMark.START, 1e9));
    }

    private static boolean finished(VirtualBench bench) {
        return bench.notices().stream().anyMatch(PlotterNotice.Finished.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "2.8.1", "3.0.3"})
    void each_press_while_drawing_is_heard_once_within_a_quarter_of_a_second_and_nothing_runs_dry(String firmware) {
        try (VirtualBench bench = bench(firmware)) {
            draw(bench);
            for (int press = 1; press <= 5; press++) {
                long[] at = new long[1];
                int presses = press;
                bench.after(0.37, () -> {
                    at[0] = bench.nanoTime();
                    bench.pressButton();
                });
                bench.runUntil(2, () -> heard(bench) == presses);
                double afterS = (bench.nanoTime() - at[0]) / 1e9;
                assertTrue(afterS <= 0.25 + PUT_OFF_S, "heard after " + afterS + " s");
            }
            bench.runUntil(90, () -> finished(bench));
            assertEquals(5, heard(bench));
            assertEquals(0, bench.ink().gaps().size(), "ran dry");
            assertEquals(0, bench.ink().stalls(), "commands shorter than the board sustains");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "2.8.1", "3.0.3"})
    void a_press_at_rest_is_heard_within_half_a_second(String firmware) {
        try (VirtualBench bench = bench(firmware)) {
            bench.pressButton();
            bench.runUntil(0.6, () -> heard(bench) == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "3.0.3"})
    void a_press_before_the_service_came_is_not_heard(String firmware) {
        try (VirtualBench bench = new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false)) {
            bench.pressButton();
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            runFor(bench, 2);
            assertEquals(0, heard(bench));
        }
    }

    private static void runFor(VirtualBench bench, double seconds) {
        boolean[] over = new boolean[1];
        bench.after(seconds, () -> over[0] = true);
        bench.runUntil(seconds + 1, () -> over[0]);
    }
}
