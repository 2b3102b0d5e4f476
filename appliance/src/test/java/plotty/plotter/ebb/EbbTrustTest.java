package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.motion.PlanMark;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** What is done to a board behind the driver's back, and what the driver can know of it. */
@ParameterizedClass(name = "firmware {0}")
@ValueSource(strings = {"2.8.1", "3.0.3"})
class EbbTrustTest {
    @Parameter
    String firmware;

    private VirtualBench bench;

    @BeforeEach
    void switchOn() {
        bench = new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false);
        bench.runUntil(5, () -> state().connection() == Connection.CONNECTED);
        CompletableFuture<Void> jogged = bench.plotter().byHand(new HandMove.Jog(20, 20));
        bench.runUntil(5, jogged::isDone);
    }

    @AfterEach
    void switchOff() {
        bench.close();
    }

    private PlotterState state() {
        return bench.plotter().state();
    }

    private void draw() {
        bench.plotter()
                .draw(new PlotRequest("job", Sheets.plan(Sheets.sampler(), VirtualBench.MACHINE), PlanMark.START, 1e9));
    }

    private boolean faulted() {
        return bench.notices().stream().anyMatch(PlotterNotice.Faulted.class::isInstance);
    }

    /** Somebody else says something to the board. */
    private void whisper(String command) {
        bench.board().receive((command + "\r").getBytes(StandardCharsets.US_ASCII), bench.nanoTime());
    }

    private void runFor(double seconds) {
        boolean[] passed = {false};
        bench.after(seconds, () -> passed[0] = true);
        bench.runUntil(seconds + 5, () -> passed[0]);
    }

    @Test
    void a_carriage_that_is_pushed_while_the_counters_run_on_cannot_be_noticed() {
        bench.push(5, 5);
        runFor(2);
        assertEquals(PositionTrust.KNOWN, state().trust());
    }

    @Test
    void a_supply_that_fails_at_rest_makes_the_position_suspect() {
        bench.board().supplyMotors(false);
        bench.runUntil(1, () -> state().trust() == PositionTrust.SUSPECT);
        assertEquals(Connection.ERROR, state().connection());
        assertTrue(state().message().isPresent());
        bench.board().supplyMotors(true);
        bench.runUntil(2, () -> state().connection() == Connection.CONNECTED);
        assertEquals(PositionTrust.SUSPECT, state().trust());
    }

    @Test
    void a_supply_that_fails_while_drawing_lifts_the_pen_and_makes_the_position_suspect() {
        draw();
        bench.after(1.9, () -> bench.board().supplyMotors(false));
        bench.after(4, () -> bench.board().supplyMotors(true));
        bench.runUntil(5, this::faulted);
        assertEquals(PositionTrust.SUSPECT, state().trust());
        bench.runUntil(1, () -> !bench.penOnPaper());
        bench.plotter().resume();
        bench.runUntil(5, () -> state().connection() == Connection.BUSY);
        runFor(1);
        assertTrue(bench.board().idle());
    }

    @Test
    void a_failed_supply_is_noticed_though_somebody_else_has_read_the_bit_that_tells_of_it() {
        draw();
        bench.after(1.9, () -> {
            bench.board().supplyMotors(false);
            whisper("QG");
        });
        bench.runUntil(5, this::faulted);
        assertFalse(state().trust().allowsAbsoluteMotion());
    }

    @Test
    void a_board_that_is_reset_at_rest_has_lost_its_position() {
        bench.board().reset();
        bench.runUntil(1, () -> state().trust() == PositionTrust.LOST);
        assertTrue(state().message().isPresent());
    }

    @Test
    void a_board_that_is_reset_while_drawing_has_lost_its_position() {
        draw();
        bench.after(1.9, () -> bench.board().reset());
        bench.runUntil(3, this::faulted);
        assertEquals(PositionTrust.LOST, state().trust());
        bench.runUntil(1, () -> !bench.penOnPaper());
        assertTrue(bench.board().idle());
    }

    @Test
    void counters_that_somebody_else_clears_at_rest_make_the_position_suspect() {
        whisper("CS");
        bench.runUntil(1, () -> state().trust() == PositionTrust.SUSPECT);
    }

    @Test
    void counters_that_somebody_else_clears_while_drawing_make_the_position_suspect_at_the_next_rest() {
        draw();
        bench.after(1.9, () -> whisper("CS"));
        bench.after(2.5, bench.plotter()::hold);
        bench.runUntil(5, this::faulted);
        assertEquals(PositionTrust.SUSPECT, state().trust());
    }

    @Test
    void motors_that_somebody_else_switches_off_lose_the_position() {
        whisper("EM,0,0");
        bench.runUntil(1, () -> !state().trust().allowsAbsoluteMotion());
        assertFalse(state().motorsOn());
    }
}
