package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** Ports at which something else than a plotter talks. */
class BabblingPortTest {
    private long clock;
    private int opened;
    private final List<PlotterNotice> notices = new ArrayList<>();

    /** Says so much at every read, something else each time, and takes some time for it. */
    private final class Babble implements SerialLink {
        private final int length;
        private final long takesNanos;
        private int reads;

        Babble(int length, long takesNanos) {
            this.length = length;
            this.takesNanos = takesNanos;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            clock += takesNanos;
            reads++;
            byte[] said = ((char) ('a' + opened % 20) + "\u0001".repeat(length - 2) + "\r")
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(said, 0, buffer, 0, said.length);
            return said.length;
        }

        @Override
        public void wake() {}

        @Override
        public long nanoTime() {
            return clock;
        }

        @Override
        public void close() {}
    }

    @Test
    void changing_rubbish_is_one_trouble_however_often_the_port_is_tried() {
        Waiting waiting = new Waiting() {
            @Override
            public void upTo(long nanos) {
                clock += nanos;
            }

            @Override
            public void wake() {}

            @Override
            public long nanoTime() {
                return clock;
            }
        };
        EbbSettings settings =
                new EbbSettings("p1", "Test plotter", MachineProfile.AXIDRAW_V3, VirtualBench.MARK, true);
        DrivenPlotter plotter = EbbPlotter.on(
                settings,
                () -> {
                    opened++;
                    return new Babble(400, 1_000_000);
                },
                InstantSource.system(),
                waiting);
        plotter.runUntil(notices::add, () -> opened > 10);
        assertEquals(1, notices.size(), notices.toString());
        assertEquals(Connection.ERROR, plotter.state().connection());
        assertEquals(
                "What is at this port is no EBB board. Choose another port.",
                plotter.state().message().orElseThrow());
        assertEquals(1, plotter.state().errorCount());
    }

    @Test
    void a_line_that_never_falls_silent_is_a_fault_after_so_many_bytes() {
        Babble link = new Babble(400, 0);
        EbbSession session = new EbbSession(link, Syntax.LEGACY, EbbModel.AXIDRAW);
        assertThrows(BoardFault.class, () -> session.takeStray(0));
        assertTrue(link.reads < 20, link.reads + " reads");
    }

    @Test
    void a_line_that_never_falls_silent_is_a_fault_after_so_much_time() {
        Babble link = new Babble(2, 30_000_000);
        EbbSession session = new EbbSession(link, Syntax.LEGACY, EbbModel.AXIDRAW);
        assertThrows(BoardFault.class, () -> session.takeStray(0));
        assertTrue(link.reads < 10, link.reads + " reads");
    }

    @Test
    void what_a_board_says_is_quoted_in_part_only() {
        BoardFault fault = new BoardFault("It makes no sense.", "?".repeat(300));
        assertEquals("It makes no sense.", fault.getMessage());
        assertEquals("It makes no sense. It said '" + "?".repeat(40) + "\u2026'.", fault.inFull());
        assertEquals("!4 Err", BoardFault.quote("!4 Err"));
    }
}
