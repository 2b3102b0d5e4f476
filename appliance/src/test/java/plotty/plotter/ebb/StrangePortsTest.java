package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.motion.MachineProfile;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.VirtualBoardLink;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/** What is at the other end of the line is no plotter, or none is there: that is told in words, and looked after again. */
class StrangePortsTest {
    private static final EbbSettings SETTINGS =
            new EbbSettings("p1", "Test plotter", MachineProfile.AXIDRAW_V3, 86_420, true);

    private long now;

    /** A device that answers each command line by a rule; time passes only while someone waits for it. */
    private final class Stranger implements SerialLink {
        private final UnaryOperator<String> rule;
        private final StringBuilder answers = new StringBuilder();

        Stranger(UnaryOperator<String> rule) {
            this.rule = rule;
        }

        @Override
        public void write(byte[] bytes) {
            answers.append(rule.apply(new String(bytes, StandardCharsets.ISO_8859_1).strip()));
        }

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            if (answers.isEmpty()) {
                now += timeoutNanos;
                return 0;
            }
            now += 1_000_000;
            int count = Math.min(answers.length(), buffer.length);
            byte[] bytes = answers.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, buffer, 0, count);
            answers.delete(0, count);
            return count;
        }

        @Override
        public void wake() {}

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void close() {}
    }

    /** Time without a line. */
    private final class Idle implements Waiting {
        @Override
        public void upTo(long nanos) {
            now += nanos;
        }

        @Override
        public void wake() {}

        @Override
        public long nanoTime() {
            return now;
        }
    }

    private PlotterState after(int turns, LinkOpener opener) {
        Status status = new Status("p1", InstantSource.system());
        EbbMachine machine = new EbbMachine(SETTINGS, opener, new Idle(), status);
        for (int i = 0; i < turns; i++) {
            machine.turn();
        }
        return status.state();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a device that says nothing, ''",
        "a GRBL board, 'error:20\\r\\n'",
        "an EBB that knows no command, '!8 Err: Unknown command\\r\\n'",
        "a modem, '\\r\\nERROR\\r\\n'",
        "noise, '\u00ff\u0000\u00fe~~#'",
        "an echo without end of line, 'V'",
        "a version of something else, 'Marlin 2.1\\r\\n'"
    })
    void what_is_no_plotter_is_told_in_a_sentence_and_asked_again_later(String who, String answer) {
        String bytes = answer.replace("\\r", "\r").replace("\\n", "\n");
        PlotterState state = after(8, () -> new Stranger(_ -> bytes));
        assertEquals(Connection.ERROR, state.connection(), who);
        String message = state.message().orElseThrow();
        assertTrue(message.matches("[A-Z].*[.?]"), message);
        assertTrue(message.length() < 300, message);
        assertFalse(message.chars().anyMatch(c -> c < ' ' || c == 0xff), message);
    }

    @Test
    void no_plotter_is_told_with_the_reason_of_the_line() {
        String reason = "Cannot open '/dev/ttyACM0': permission denied; add the service's user to the group dialout.";
        PlotterState state = after(4, () -> {
            throw new LinkLostException(reason);
        });
        assertEquals(Connection.DISCONNECTED, state.connection());
        assertEquals(reason, state.message().orElseThrow());
    }

    @Test
    void a_plotter_in_place_of_a_stranger_is_found_by_itself() {
        VirtualBoardLink real = new VirtualBoardLink(
                new EbbBoard(BoardSettings.of(plotty.plotter.board.Firmware.V2_8_1), InkWitness.NONE));
        int[] opened = {0};
        PlotterState state = after(40, () -> opened[0]++ == 0 ? new Stranger(_ -> "") : real);
        assertEquals(Connection.CONNECTED, state.connection());
        assertTrue(state.message().isEmpty(), state::toString);
    }
}
