package plotty.plotter.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.Plotter.Pulse;

/** By its pulse others see whether a plotter's thread is stuck. */
class PulseTest {
    private final Semaphore turns = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private volatile boolean closed;

    private final DrivenPlotter plotter =
            new DrivenPlotter("plotter-1", "Plotter", new Waiting(), new Status("plotter-1", InstantSource.system()));

    /** Takes a turn whenever the test lets it; fails in each, as a fault of ours would. */
    private final class Waiting implements Machine {
        @Override
        public void post(Order order) {
            closed = true;
            turns.release();
        }

        @Override
        public void turn() {
            begun.release();
            turns.acquireUninterruptibly();
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public boolean closed() {
            return closed;
        }

        @Override
        public MachineProfile profile() {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Adjustment adjustment() {
            return Adjustment.NONE;
        }
    }

    @Test
    void a_plotter_that_was_not_started_has_none_and_one_that_was_closed_has_none_any_more() {
        assertEquals(Optional.empty(), plotter.pulse());
        plotter.start(_ -> {});
        assertTrue(plotter.pulse().isPresent());
        plotter.close();
        assertEquals(Optional.empty(), plotter.pulse());
    }

    @Test
    void it_goes_on_with_each_turn_also_with_one_that_failed_and_stands_still_in_between() {
        plotter.start(_ -> {});
        begun.acquireUninterruptibly();
        Pulse first = plotter.pulse().orElseThrow();
        assertEquals("plotter-1", first.thread().getName());
        assertEquals(first, plotter.pulse().orElseThrow());
        turns.release();
        begun.acquireUninterruptibly();
        assertEquals(first.turns() + 1, plotter.pulse().orElseThrow().turns());
        plotter.close();
    }
}
