package plotty.plotter.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SimulatedBoard;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.board.grbl.GrblSettings;

class InquiryTest {
    private static final Answer NAMELESS_GRBL = new Answer.Board(BoardKind.GRBL, "");

    @Test
    void a_simulated_EBB_is_known_by_its_version() {
        for (Firmware firmware : new Firmware[] {Firmware.V2_8_1, Firmware.V3_0_3}) {
            SimulatedBoard<EbbBoard> board =
                    new SimulatedBoard<>(new EbbBoard(BoardSettings.of(firmware), InkWitness.NONE), 20);
            try (SerialLink link = board.open()) {
                Answer.Board answer = assertInstanceOf(Answer.Board.class, Inquiry.on(link, BoardKind.EBB));
                assertEquals(BoardKind.EBB, answer.kind());
            }
        }
    }

    @Test
    void a_simulated_GRBL_board_is_known_whether_the_opening_resets_it_or_not() {
        for (boolean resets : new boolean[] {true, false}) {
            GrblBoard board = new GrblBoard(GrblSettings.servo().withResetByOpening(resets), InkWitness.NONE);
            try (SerialLink link = new SimulatedBoard<>(board, 20).open()) {
                assertEquals(NAMELESS_GRBL, Inquiry.on(link, BoardKind.GRBL));
            }
        }
    }

    @Test
    void an_EBB_tells_its_nickname_in_the_syntax_of_old_and_in_the_new_one() {
        assertEquals(
                new Answer.Board(BoardKind.EBB, "Ada"),
                Inquiry.on(Stranger.answering(said -> ebb(said, "Ada\r\nOK\r\n")), BoardKind.EBB));
        assertEquals(
                new Answer.Board(BoardKind.EBB, "Ada"),
                Inquiry.on(Stranger.answering(said -> ebb(said, "QT,Ada\n")), BoardKind.EBB));
        assertEquals(
                new Answer.Board(BoardKind.EBB, ""),
                Inquiry.on(Stranger.answering(said -> ebb(said, "\r\nOK\r\n")), BoardKind.EBB));
        assertEquals(
                new Answer.Board(BoardKind.EBB, ""),
                Inquiry.on(Stranger.answering(said -> ebb(said, "!8 Err: Unknown command\r\n")), BoardKind.EBB));
    }

    private static String ebb(String said, String name) {
        return switch (said) {
            case "V\r" -> "EBBv13_and_above EB Firmware Version 2.5.3\r\n";
            case "QT\r" -> name;
            default -> "";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nGrbl 1.1h ['$' for help]\r\n",
                "GrblHAL 1.1f ['$' or '$HELP' for help]\r\n",
                "ets Jul 29 2019 12:21:46\r\nrst:0x1\r\nGrbl 3.7 [FluidNC v3.7.8 (wifi) '$' for help]\r\n"
            })
    void grbl_is_known_by_its_greeting_and_then_nothing_is_said_to_it(String greeting) {
        StringBuilder heard = new StringBuilder();
        assertEquals(NAMELESS_GRBL, Inquiry.on(Stranger.greeting(greeting, _ -> "", heard), BoardKind.GRBL));
        assertEquals("", heard.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Idle|MPos:0.000,0.000,0.000|FS:0,0>\r\n",
                "<Hold:0|WPos:1.000,0.000,0.000|Bf:15,128>\r\n",
                "<Alarm,MPos:0.000,0.000,0.000,WPos:0.000,0.000,0.000>\r\n"
            })
    void grbl_that_is_not_reset_by_the_opening_is_known_by_its_status(String status) {
        assertEquals(
                NAMELESS_GRBL,
                Inquiry.on(Stranger.answering(said -> said.equals("?") ? status : "ok\r\n"), BoardKind.GRBL));
    }

    @ParameterizedTest
    @EnumSource(BoardKind.class)
    void who_is_silent_or_babbles_or_echoes_or_says_yes_to_everything_is_no_plotter(BoardKind kind) {
        assertEquals(new Answer.Silence(), Inquiry.on(Stranger.silent(), kind));
        assertInstanceOf(Answer.Stranger.class, Inquiry.on(Stranger.babbling(), kind));
        assertEquals(new Answer.Stranger("OK"), Inquiry.on(Stranger.answering(_ -> "OK\r\n"), kind));
        assertEquals(new Answer.Stranger("ERROR"), Inquiry.on(Stranger.answering(_ -> "\r\nERROR\r\n"), kind));
        assertFalse(Inquiry.on(Stranger.answering(said -> said), kind) instanceof Answer.Board);
        assertFalse(Inquiry.on(Stranger.answering(said -> said + "ok T:20.1 /0.0\n"), kind) instanceof Answer.Board);
    }

    @Test
    void nothing_that_is_said_to_what_may_be_anything_moves_it_or_dials() {
        StringBuilder heard = new StringBuilder();
        Inquiry.on(Stranger.greeting("", _ -> "", heard), BoardKind.GRBL);
        assertEquals("\r\n??\r\n", heard.toString());
        assertFalse(heard.toString().toUpperCase(Locale.ROOT).contains("AT"));
    }

    @Test
    void asking_who_says_nothing_ends_in_good_time() {
        for (BoardKind kind : BoardKind.values()) {
            for (Stranger stranger : new Stranger[] {Stranger.silent(), Stranger.babbling()}) {
                Inquiry.on(stranger, kind);
                assertTrue(stranger.nanoTime() < 3_200_000_000L, kind + " " + stranger.nanoTime());
            }
        }
    }
}
