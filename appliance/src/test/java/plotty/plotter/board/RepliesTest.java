package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V   | EBBv13_and_above EB Firmware Version 2.8.1<CR><LF>",
                "EM,1,1 | OK<CR><LF>",
                "SM,10,0,0 | OK<CR><LF>",
                "SC,4,20000 | OK<CR><LF>",
                "CS  | OK<CR><LF>",
                "QB  | 0<CR><LF>OK<CR><LF>",
                "QC  | 0394,0300<CR><LF>OK<CR><LF>",
                "QE  | 0,0<LF><CR>OK<CR><LF>",
                "QT  | <CR><LF>OK<CR><LF>",
                "QL  | 0<CR><LF>OK<CR><LF>",
                "QP  | 1<LF><CR>OK<CR><LF>",
                "QR  | 0<CR><LF>OK<CR><LF>",
                "QS  | 0,0<LF><CR>OK<CR><LF>",
                "ES  | 0,0,0,0,0<LF><CR>OK<CR><LF>",
                "QG  | 10<CR><LF>",
                "QM  | QM,0,0,0,0<LF><CR>",
                "QN  | 0000000000<CR><LF>OK<CR><LF>",
                "v   | EBBv13_and_above EB Firmware Version 2.8.1<CR><LF>",
                "XX  | !8 Err: Unknown command 'XX:5858'<CR><LF>",
                "Z   | !8 Err: Unknown command 'Z:5A'<CR><LF>",
                "QU,2 | !8 Err: Unknown command 'QU:5155'<CR><LF>",
                "SM,5 | !4 Err: Missing parameter(s)<CR><LF>",
                "SM;5 | !5 Err: Need comma next, found: ';'<CR><LF>",
                "SN,-1 | !6 Err: Invalid parameter value<CR><LF>",
                "CS,1 | OK<CR><LF>!7 Err: Extra parameter<CR><LF>",
                "SM,10,260,0 | !0 Err: <axis1> step rate > 25K steps/second.<LF><CR>",
                "SM,10000,0,1 | !0 Err: <axis2> step rate < 1.31Hz.<LF><CR>",
            })
    void firmware_2_8_1_answers(String command, String reply) {
        assertEquals(bytes(reply), new Bench("2.8.1").ask(command));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V   | EBBv13_and_above EB Firmware Version 3.0.3<CR><LF>",
                "EM,1,1 | OK<CR><LF>",
                "QC  | 394,300<CR><LF>OK<CR><LF>",
                "QR  | 0<LF><CR>OK<CR><LF>",
                "QS  | 0,0<LF><CR>OK<CR><LF>",
                "ES  | 0<LF><CR>OK<CR><LF>",
                "QG  | 10<CR><LF>",
                "QM  | QM,0,0,0,0<LF><CR>",
                "QN  | 0<CR><LF>OK<CR><LF>",
                "QU,2 | QU,32<CR><LF>OK<CR><LF>",
                "XX  | !8 Err: Unknown command 'XX:5858'<CR><LF>",
                "CU,77,1 | !6 Err: Invalid parameter value<CR><LF>",
                "SM,10,260,0 | !0 Err: <axis1> step rate too high<LF><CR><CR><LF>",
            })
    void firmware_3_0_3_answers_in_the_legacy_syntax(String command, String reply) {
        assertEquals(bytes(reply), new Bench("3.0.3").ask(command));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V   | V,EBBv13_and_above EB Firmware Version 3.0.3<LF>",
                "EM,1,1 | EM<LF>",
                "LM,100000,5,0,0,0,0 | LM<LF>",
                "QC  | QC,394,300<LF>",
                "QS  | QS,0,0<LF>",
                "ES  | ES,0<LF>",
                "QG  | QG,10<LF>",
                "QM  | QM,0,0,0,0<LF>",
                "QP  | QP,1<LF>",
                "QU,2 | QU,32<LF><LF>",
                "XX  | XX,!8 Err: Unknown command 'XX:5858'<LF>",
                "SM,5 | SM,!4 Err: Missing parameter(s)<LF>",
                "CS,1 | CS<LF>CS,!7 Err: Extra parameter<LF>",
                "CU,10,0 | CUOK<CR><LF>",
            })
    void firmware_3_0_3_answers_in_the_regular_syntax(String command, String reply) {
        Bench bench = new Bench("3.0.3");
        bench.ask("CU,10,1");

        assertEquals(bytes(reply), bench.ask(command));
    }

    @Test
    void the_change_of_syntax_itself_is_answered_half_in_each() {
        Bench bench = new Bench("3.0.3");

        assertEquals("\n", bench.ask("CU,10,1"));
        assertEquals("CU\n", bench.ask("CU,10,1"));
        assertEquals("CUOK\r\n", bench.ask("CU,10,0"));
        assertEquals("OK\r\n", bench.ask("CU,10,0"));
    }

    @Test
    void before_3_0_the_regular_syntax_is_accepted_and_does_not_exist() {
        Bench bench = new Bench("2.8.1");

        assertEquals("OK\r\n", bench.ask("CU,10,1"));
        assertEquals("QM,0,0,0,0\n\r", bench.ask("QM"));
    }

    @Test
    void since_2_8_0_switching_one_motor_alone_is_not_answered_at_all() {
        assertEquals("", new Bench("3.0.3").ask("EM,1"));
        assertEquals("OK\r\n", new Bench("2.7.0").ask("EM,1"));
    }

    @Test
    void acknowledgements_can_be_switched_off() {
        Bench bench = new Bench("2.8.1");
        bench.ask("CU,1,0");

        assertEquals("", bench.ask("SC,4,20000"));
        assertEquals("0,0\n\r", bench.ask("QS"));
    }

    @Test
    void several_commands_at_once_and_either_line_end_are_understood() {
        Bench bench = new Bench("2.8.1");

        assertEquals("QM,0,0,0,0\n\r0\r\nOK\r\nQM,0,0,0,0\n\r", bench.ask("QM\nQB\r\nqm"));
    }

    @Test
    void a_line_beyond_the_limit_is_an_overrun() {
        String line64 = "SM,1000,0,0" + "0".repeat(53);

        assertEquals(
                "!3 Err: RX Buffer overrun\r\n", new Bench("2.8.1").ask(line64).substring(0, 27));
        assertEquals("OK\r\n!7 Err: Extra parameter\r\n", new Bench("3.0.3").ask(line64));
    }

    private static String bytes(String notation) {
        return notation.replace("<CR>", "\r").replace("<LF>", "\n");
    }
}
