package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.grbl.GrblBench.BANNER;
import static plotty.plotter.board.grbl.GrblBench.MILLI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrblProtocolTest {

    private final GrblBench bench = new GrblBench();

    @Test
    void opening_the_line_resets_an_arduino_which_greets_when_it_has_booted() {
        bench.ask("G92X7");
        bench.board.opened(bench.now);
        assertEquals("", bench.after(1_400 * MILLI));
        assertEquals(BANNER, bench.after(200 * MILLI));
        assertEquals("ok\r\n", bench.ask(""));
    }

    @Test
    void a_board_that_is_not_reset_by_opening_says_nothing() {
        GrblBench quiet = new GrblBench(GrblSettings.servo().withResetByOpening(false));
        quiet.ask("G0X1");
        quiet.finish();
        quiet.board.opened(quiet.now);
        assertEquals("", quiet.after(5_000 * MILLI));
        assertEquals(80, quiet.board.counter(1));
    }

    @Test
    void build_info_tells_the_planners_and_the_buffers_size() {
        assertEquals("[VER:1.1h.20190830:]\r\n[OPT:V,15,128]\r\nok\r\n", bench.ask("$I"));
        GrblBench named = new GrblBench(GrblSettings.servo().withInfo("studio").withLineNumbers());
        assertEquals("[VER:1.1h.20190830:studio]\r\n[OPT:VN,14,128]\r\nok\r\n", named.ask("$I"));
    }

    @Test
    void settings_are_listed_and_written_while_the_receiver_is_deaf() {
        String all = bench.ask("$$");
        assertTrue(all.startsWith("$0=10\r\n$1=255\r\n$2=0\r\n"), all);
        assertTrue(all.contains("$11=0.010\r\n$12=0.002\r\n$13=0\r\n"), all);
        assertTrue(all.contains("$30=1000\r\n$31=0\r\n$32=0\r\n$100=80.000\r\n"), all);
        assertTrue(all.endsWith("$132=20.000\r\nok\r\n"), all);

        bench.send("$110=9000\n");
        bench.after(5 * MILLI);
        bench.send("G0X1\n");
        assertEquals("ok\r\n", bench.after(100 * MILLI), "the second line was lost");
        assertEquals(5, bench.board.lostBytes());
        assertTrue(bench.ask("$$").contains("$110=9000.000\r\n"));
    }

    @Test
    void modes_and_offsets_are_told() {
        assertEquals("[GC:G0 G54 G17 G21 G90 G94 M5 M9 T0 F0 S0]\r\nok\r\n", bench.ask("$G"));
        bench.stream("G91G20G55", "G1F10S300");
        assertEquals("[GC:G1 G55 G17 G20 G91 G94 M5 M9 T0 F254 S300]\r\nok\r\n", bench.ask("$G"));
        bench.stream("G21G54", "G10L2P1X1.5Y-2");
        String all = bench.ask("$#");
        assertTrue(all.startsWith("[G54:1.500,-2.000,0.000]\r\n[G55:0.000,0.000,0.000]\r\n"), all);
        assertTrue(all.endsWith("[G92:0.000,0.000,0.000]\r\n[TLO:0.000]\r\n[PRB:0.000,0.000,0.000:0]\r\nok\r\n"), all);
    }

    @Test
    void the_report_follows_its_mask() {
        bench.stream("G92X10");
        assertEquals("<Idle|MPos:0.000,0.000,0.000|FS:0,0|WCO:-10.000,0.000,0.000>\r\n", bench.status());
        bench.ask("$10=2");
        bench.status();
        assertEquals("<Idle|WPos:10.000,0.000,0.000|Bf:15,128|FS:0,0>\r\n", bench.status());
    }

    @Test
    void the_offset_is_told_every_tenth_time_at_rest() {
        int told = 0;
        for (int i = 0; i < 30; i++) {
            told += bench.status().contains("|WCO:") ? 1 : 0;
        }
        assertEquals(3, told);
    }

    @Test
    void line_numbers_are_reported_by_boards_that_know_them() {
        GrblBench numbered = new GrblBench(GrblSettings.servo().withLineNumbers());
        numbered.send("N42G1X50F600\n");
        numbered.after(100 * MILLI);
        assertTrue(numbered.status().contains("|Ln:42|"));
    }

    @ParameterizedTest
    @CsvSource({
        "G1X1,error:22",
        "X1Y,error:2",
        "1X,error:1",
        "$Z,error:2",
        "$5,error:3",
        "$0=2,error:6",
        "$H,error:5",
        "$20=1,error:10",
        "G7,error:20",
        "G0G1X1,error:24",
        "G17G18,error:21",
        "G4.5P1,error:23",
        "G4,error:28",
        "G0X1X2,error:25",
        "G1F-5X1,error:4",
        "G2X1Y1F100,error:35",
        "G2X5R1F100,error:34",
        "G1X1F100P5,error:36",
        "G92,error:26",
        "G10L2P9X1,error:29",
        "G53G2X1R1F100,error:30",
        "$J=X1,error:22",
        "$J=G2X1F100,error:35",
        "M7,error:20",
        "A1,error:20"
    })
    void wrong_lines_are_refused_by_their_number(String line, String error) {
        assertEquals(error + "\r\n", bench.ask(line));
        assertEquals("ok\r\n", bench.ask("G0X1"));
    }

    @Test
    void a_line_over_79_characters_is_refused() {
        assertEquals("error:11\r\n", bench.ask("G1X" + "0".repeat(80)));
    }

    @Test
    void comments_and_spaces_do_not_count() {
        assertEquals("ok\r\n", bench.ask("g1 x 5 (five) f 600 ; slowly"));
        bench.finish();
        assertEquals(400, bench.board.counter(1));
        assertEquals("ok\r\n", bench.ask("(nothing)"));
    }

    @Test
    void an_ok_comes_when_the_block_enters_the_planner_and_real_time_bytes_pass_by() {
        bench.stream("G91", "G1F600");
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            blocks.append("X1\n");
        }
        bench.send(blocks.toString());
        String heard = bench.after(60 * MILLI);
        assertEquals(15, heard.split("ok\r\n", -1).length - 1, heard);
        bench.ask("$10=3");
        assertTrue(bench.status().startsWith("<Run|"));
        bench.finish();
        assertEquals(17 * 80, bench.board.counter(1));
    }

    @Test
    void bytes_beyond_the_receive_buffer_are_lost() {
        bench.stream("G91", "G1F60");
        bench.send("X1\n".repeat(16));
        bench.after(50 * MILLI);
        bench.send("X1\n".repeat(60));
        bench.after(50 * MILLI);
        assertEquals(180 - 128, bench.board.lostBytes());
    }

    @Test
    void check_mode_moves_nothing_and_ends_with_a_reset() {
        assertEquals("[MSG:Enabled]\r\nok\r\n", bench.ask("$C"));
        assertEquals("ok\r\n", bench.ask("G0X10"));
        assertTrue(bench.status().startsWith("<Check|"));
        assertEquals("[MSG:Disabled]\r\nok\r\n" + BANNER, bench.ask("$C"));
        assertEquals(0, bench.board.counter(1));
    }

    @Test
    void sleep_ends_with_a_reset_into_the_alarm_lock() {
        assertEquals("ok\r\n[MSG:Sleeping]\r\n", bench.ask("$SLP"));
        assertEquals("", bench.ask("G0X1"));
        assertTrue(bench.status().startsWith("<Sleep|"));
        bench.send("\u0018");
        assertEquals(BANNER + "[MSG:'$H'|'$X' to unlock]\r\n", bench.after(50 * MILLI));
    }

    @Test
    void startup_lines_are_kept_and_carried_out_after_a_reset() {
        assertEquals("$N0=\r\n$N1=\r\nok\r\n", bench.ask("$N"));
        assertEquals("ok\r\n", bench.ask("$N0=G91G20"));
        assertEquals("error:20\r\n", bench.ask("$N1=G99"));
        bench.send("\u0018");
        assertEquals(BANNER + ">G91G20:ok\r\n", bench.after(50 * MILLI));
        assertTrue(bench.ask("$G").startsWith("[GC:G0 G54 G17 G20 G91 "));
    }

    @Test
    void a_program_end_resets_modes_and_says_so() {
        bench.stream("G91M3S500");
        assertEquals("[MSG:Pgm End]\r\nok\r\n", bench.ask("M30"));
        assertEquals("[GC:G1 G54 G17 G21 G90 G94 M5 M9 T0 F0 S500]\r\nok\r\n", bench.ask("$G"));
    }

    @Test
    void homing_leaves_the_alarm_and_sets_the_position() {
        GrblBench homed = new GrblBench(GrblSettings.servo().with(22, 1).with(23, 3));
        assertTrue(homed.status().startsWith("<Alarm|"));
        assertEquals("error:9\r\n", homed.ask("G0X1"));
        homed.send("$H\n");
        homed.after(100 * MILLI);
        assertTrue(homed.status().startsWith("<Home|"));
        assertEquals("ok\r\n", homed.hear());
        assertTrue(homed.status().startsWith("<Idle|MPos:-299.000,-219.000,-1.000|"));
    }

    @Test
    void a_move_beyond_the_soft_limits_is_alarm_2_and_waits_for_a_reset() {
        GrblBench homed =
                new GrblBench(GrblSettings.servo().with(22, 1).with(23, 3).with(20, 1));
        homed.send("$H\n");
        homed.hear();
        assertEquals("error:15\r\n", homed.ask("$J=X500F1000"));
        homed.ask("G53G0X-100");
        homed.send("G53G0X500\n");
        String heard = homed.after(2_000 * MILLI);
        assertEquals("ALARM:2\r\n[MSG:Reset to continue]\r\n", heard);
        assertEquals("", homed.ask("$X"));
        assertFalse(homed.status().contains("<"));
        homed.send("\u0018");
        assertEquals(BANNER + "[MSG:'$H'|'$X' to unlock]\r\n", homed.after(50 * MILLI));
    }
}
