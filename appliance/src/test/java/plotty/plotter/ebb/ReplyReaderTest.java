package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plotty.plotter.drive.LineSplitter;

class ReplyReaderTest {

    @Test
    void legacy_acknowledgements_are_ok() {
        assertEquals(new Reply.Acknowledged(), read(EbbCommand.lift(0), Syntax.LEGACY, "OK\r\n"));
    }

    @Test
    void legacy_data_comes_before_ok_whatever_ends_its_line() {
        assertEquals(new Reply.Data("12,-7"), read(EbbCommand.position(), Syntax.LEGACY, "12,-7\n\rOK\r\n"));
        assertEquals(new Reply.Data("0"), read(EbbCommand.button(), Syntax.LEGACY, "0\r\nOK\r\n"));
    }

    @Test
    void legacy_data_may_come_alone_and_may_name_its_command() {
        assertEquals(new Reply.Data("3E"), read(EbbCommand.general(), Syntax.LEGACY, "3E\r\n"));
        assertEquals(new Reply.Data("0,0,0,0"), read(EbbCommand.motion(), Syntax.LEGACY, "QM,0,0,0,0\n\r"));
        assertEquals(new Reply.Data("2"), read(EbbCommand.queued(), Syntax.LEGACY, "QU,2\r\nOK\r\n"));
    }

    @Test
    void regular_replies_name_their_command() {
        assertEquals(new Reply.Acknowledged(), read(EbbCommand.lift(0), Syntax.REGULAR, "SP\n"));
        assertEquals(new Reply.Data("12,-7"), read(EbbCommand.position(), Syntax.REGULAR, "QS,12,-7\n"));
        assertEquals(new Reply.Garbled("QM,0,0"), read(EbbCommand.position(), Syntax.REGULAR, "QM,0,0\n"));
    }

    @Test
    void errors_are_refusals_in_both_syntaxes() {
        assertEquals(
                new Reply.Refused("!8 Err: Unknown command 'XX:5858'"),
                read(EbbCommand.lift(0), Syntax.LEGACY, "!8 Err: Unknown command 'XX:5858'\r\n"));
        assertEquals(
                new Reply.Refused("!6 Err: Invalid parameter value"),
                read(EbbCommand.lift(0), Syntax.REGULAR, "SP,!6 Err: Invalid parameter value\n"));
    }

    @Test
    void rubbish_is_told_as_it_came() {
        assertEquals(new Reply.Garbled("O#"), read(EbbCommand.lift(0), Syntax.LEGACY, "O#\r\n"));
        assertEquals(new Reply.Garbled("OK"), read(EbbCommand.position(), Syntax.LEGACY, "OK\r\n"));
    }

    @Test
    void data_whose_ok_is_missing_is_data_all_the_same() {
        ReplyReader reader = new ReplyReader(EbbCommand.position(), Syntax.LEGACY);
        assertEquals(Optional.empty(), reader.line("1,2"));
        assertEquals(Optional.of(new Reply.Data("1,2")), reader.unfinished());
    }

    private static Reply read(EbbCommand command, Syntax syntax, String text) {
        LineSplitter splitter = new LineSplitter();
        ReplyReader reader = new ReplyReader(command, syntax);
        Optional<Reply> reply = Optional.empty();
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            splitter.add(new byte[] {b}, 1);
            Optional<String> line = splitter.next();
            if (line.isPresent()) {
                reply = reader.line(line.get());
            }
        }
        return reply.orElseThrow();
    }
}
