package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.plotter.grbl.StatusReport.Point;
import plotty.plotter.grbl.StatusReport.State;

/** What GRBL says, as it is understood. */
class GrblReplyTest {

    private static StatusReport report(String line) {
        return assertInstanceOf(GrblReply.Report.class, GrblReply.of(line)).status();
    }

    @Test
    void answers_are_told_from_alarms_beginnings_settings_and_notes() {
        assertEquals(new GrblReply.Ok(), GrblReply.of("ok"));
        assertEquals(new GrblReply.Refused(22), GrblReply.of("error:22"));
        assertEquals(new GrblReply.Alarm(2), GrblReply.of("ALARM:2"));
        assertEquals(new GrblReply.Banner("1.1h"), GrblReply.of("Grbl 1.1h ['$' for help]"));
        assertEquals(new GrblReply.Banner("0.9j"), GrblReply.of("Grbl 0.9j ['$' for help]"));
        assertEquals(new GrblReply.Value(110, 8000), GrblReply.of("$110=8000.000"));
        assertInstanceOf(GrblReply.Note.class, GrblReply.of("[MSG:'$H'|'$X' to unlock]"));
        assertInstanceOf(GrblReply.Note.class, GrblReply.of(">G54G20:ok"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o#", "e#r#r", "error:", "<Idle|MPos:1,2", "<I#l#|M#o#>", "!8 Err: Unknown command", "ok?", "ATZ"
            })
    void what_no_grbl_says_is_rubbish(String line) {
        assertInstanceOf(GrblReply.Rubbish.class, GrblReply.of(line));
    }

    @Test
    void the_fields_of_a_status_report_may_come_in_any_order() {
        StatusReport report = report(
                "<Hold:1|Ov:120,100,100|Bf:12,103|WCO:5.000,-3.500,0.000|FS:1500,12000|MPos:1.250,2.000,-0.500|Pn:XS>");
        assertEquals(State.HOLD, report.state());
        assertEquals(1, report.substate());
        assertEquals(Optional.of(new Point(1.25, 2, -0.5)), report.machine());
        assertEquals(Optional.of(new Point(5, -3.5, 0)), report.offset());
        assertEquals(OptionalInt.of(12), report.blocksFree());
        assertEquals(OptionalInt.of(103), report.bytesFree());
        assertEquals(1500, report.feedMmPerMin().orElseThrow());
        assertEquals(OptionalInt.of(120), report.feedPercent());
        assertEquals("XS", report.pins());
    }

    @Test
    void every_field_but_the_state_may_be_missing() {
        StatusReport report = report("<Idle>");
        assertTrue(report.machine().isEmpty()
                && report.work().isEmpty()
                && report.offset().isEmpty());
        assertTrue(report.bytesFree().isEmpty() && report.feedMmPerMin().isEmpty());
    }

    @Test
    void fields_that_others_have_added_are_passed_over() {
        StatusReport report = report("<Run|WPos:1.0,2.0,3.0|F:500|Ln:99|A:SF|SD:12.5|T:0>");
        assertEquals(Optional.of(new Point(1, 2, 3)), report.work());
        assertEquals(500, report.feedMmPerMin().orElseThrow());
    }

    @Test
    void only_a_hold_that_is_complete_is_at_rest() {
        assertTrue(report("<Hold:0>").atRest());
        assertTrue(!report("<Hold:1>").atRest());
        assertTrue(!report("<Run>").atRest());
        assertTrue(!report("<Jog>").atRest());
        assertTrue(report("<Sleep>").atRest());
    }

    @Test
    void a_reset_while_moving_loses_the_position_and_a_soft_limit_does_not() {
        assertTrue(Explanation.keepsPosition(2));
        assertTrue(!Explanation.keepsPosition(1));
        assertTrue(!Explanation.keepsPosition(3));
        for (int code = 1; code <= 11; code++) {
            assertTrue(Explanation.ofAlarm(code).endsWith("."), Explanation.ofAlarm(code));
        }
    }
}
