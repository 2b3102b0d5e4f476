package plotty.plotter.board.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.hpgl.HpglBench.MILLI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpglProtocolTest {

    private final HpglBench bench = new HpglBench();

    @Test
    void it_says_what_it_is_and_where_it_ends() {
        assertEquals("7475A\r", bench.ask("OI;"));
        assertEquals("0,0,11040,7721\r", bench.ask("OH;"));
        assertEquals("603,521,10603,7721\r", bench.ask("OP;"));
        assertEquals("0,0,11040,7721\r", bench.ask("OW;"));
        assertEquals("40,40\r", bench.ask("OF;"));
        assertEquals("0,0,0\r", bench.ask("OA;"));
        assertEquals("0,0,16158,11040\r", new HpglBench(HpglSettings.a3()).ask("OH;"));
    }

    @Test
    void the_status_is_24_after_power_on_and_16_once_read() {
        assertEquals("24\r", bench.ask("OS;"));
        assertEquals("16\r", bench.ask("OS;"));
        bench.ask("IN;");
        assertEquals("24\r", bench.ask("OS;"));
        bench.ask("IP;PD;XX;");
        assertEquals("51\r", bench.after(100 * MILLI) + bench.ask("OS;"));
        assertEquals("1\r", bench.ask("OE;"));
        bench.ask("OP;");
        assertEquals("17\r", bench.ask("OS;"));
    }

    @Test
    void device_controls_are_answered_past_the_buffer() {
        assertEquals("1024\r", bench.ask("\u001b.B"));
        assertEquals("1024\r", bench.ask("\u001b.L"));
        assertEquals("8\r", bench.ask("\u001b.O"));
        assertEquals("0\r", bench.ask("\u001b.E"));
        bench.send("SP1;PA100,100;PA200,200;PA300,300;");
        bench.after(100 * MILLI);
        // The carousel is busy and two vectors are prepared: the third waits in the buffer.
        assertEquals("1014\r", bench.ask("\u001b.B"));
        assertEquals("0\r", bench.ask("\u001b.O"));
    }

    @Test
    void bytes_arrive_at_the_speed_of_the_line() {
        bench.send("OI;");
        assertEquals("", bench.after(10 * MILLI));
        // 3 bytes in, 2 ms to parse, 6 bytes out, 1.04 ms each.
        assertEquals("7475A\r", bench.after(2 * MILLI));
    }

    @Test
    void bytes_beyond_the_buffer_are_lost_and_error_16_lights_the_lamp() {
        bench.send("SP1;" + "PA100,100;".repeat(110));
        bench.after(1_300 * MILLI);
        assertTrue(bench.board.lostBytes() > 0);
        assertTrue(bench.board.errorLight());
        assertEquals("16\r", bench.ask("\u001b.E"));
        assertEquals("0\r", bench.ask("\u001b.E"));
        assertFalse(bench.board.errorLight());
    }

    @Test
    void output_instructions_wait_for_the_graphics_before_them() {
        bench.send("SP1;PA4000,0;OA;");
        assertEquals("", bench.after(1_000 * MILLI));
        assertEquals("4000,0,0\r", bench.after(1_500 * MILLI));
    }

    @Test
    void aborting_lets_the_vector_end_and_drops_what_waits() {
        bench.send("VS5;PA0,0;PD4000,0,4000,4000;PA0,0;");
        bench.after(1_000 * MILLI);
        bench.send("\u001b.K");
        bench.after(5_000 * MILLI);
        assertEquals("4000,0,1\r", bench.ask("OA;"));
        assertEquals("1024\r", bench.ask("\u001b.B"));
    }

    @Test
    void xoff_comes_when_room_is_short_and_xon_when_there_is_some_again() {
        bench.ask("\u001b.I81;;17:\u001b.N;19:");
        bench.send("SP1;" + "PA100,100;".repeat(100));
        String heard = bench.after(1_100 * MILLI);
        assertEquals("\u0013", heard);
        heard = bench.after(10_000 * MILLI);
        assertEquals("\u0011", heard);
        assertEquals(0, bench.board.lostBytes());
    }

    @Test
    void an_enquiry_is_acknowledged_as_soon_as_a_block_fits() {
        bench.ask("\u001b.H200;5;6:");
        assertEquals("\u0006", bench.ask("\u0005"));
        bench.send("SP1;" + "PA100,100;".repeat(90));
        bench.after(1_000 * MILLI);
        assertEquals("", bench.ask("\u0005"));
        assertEquals("\u0006", bench.after(10_000 * MILLI));
    }

    @Test
    void the_end_of_answers_and_the_turnaround_can_be_set() {
        bench.ask("\u001b.M100;;;13;10:");
        assertEquals("", bench.ask("\u001b.B"));
        assertEquals("1024\r\n", bench.after(100 * MILLI));
        bench.ask("\u001b.R");
        assertEquals("1024\r", bench.ask("\u001b.B"));
    }

    @ParameterizedTest
    @CsvSource({"XX;,1", "PA1;,2", "SP9;,3", "VS200;,3", "IP1;,2", "SC1;,2", "IW1;,2", "CI;,2", "'PA40000,0;',3"})
    void wrong_instructions_are_remembered_by_their_number(String instruction, int error) {
        assertEquals(error + "\r", bench.ask(instruction + "OE;"));
        assertEquals("0\r", bench.ask("OE;"));
    }

    @ParameterizedTest
    @CsvSource({"X,11", ".?,11", ".@1;x:,12", ".I2000:,13"})
    void wrong_device_controls_are_remembered_too(String control, int error) {
        bench.ask("\u001b" + control);
        assertEquals(error + "\r", bench.ask("\u001b.E"));
    }

    @Test
    void instructions_may_be_written_loosely() {
        assertEquals("500,600,0\r", bench.finish("pa 500 600\nOA;"));
        assertEquals("700,-5,0\r", bench.finish("PA700-5;OC;"));
        assertEquals("800,100,0\r", bench.finish("PU800.2,100PA;OA;"));
    }

    @Test
    void a_raised_paper_lever_stops_it_and_shows() {
        bench.board.press("paper");
        assertEquals("40\r", bench.ask("\u001b.O"));
        bench.ask("PA400,400;");
        assertEquals(0, bench.board.counter(1));
        bench.board.press("paper");
        bench.after(100 * MILLI);
        assertEquals(400, bench.board.counter(1));
    }

    @Test
    void switched_off_and_on_it_finds_its_place_again() {
        bench.send("SP2;PA4000,4000;PD4400,4000;");
        bench.finish();
        bench.board.slip(3, 4);
        bench.board.unplug(false);
        bench.after(1_000 * MILLI);
        assertFalse(bench.board.penOnPaper());
        bench.board.plugIn();
        bench.after(4_000 * MILLI);
        assertEquals("24\r", bench.ask("OS;"));
        assertEquals("0,0,0\r", bench.ask("OA;"));
        assertEquals(0, bench.board.xMm(), 1e-9);
    }

    @Test
    void faults_drop_garble_and_fail() {
        bench.board.faults().dropReplies(1);
        assertEquals("", bench.ask("OI;"));
        bench.board.faults().garbleReplies(1);
        assertEquals("7#7#A#", bench.ask("OI;"));
        bench.board.faults().failCommand(2);
        bench.ask("PA400,0;PD800,0,900,0;");
        bench.after(1_000 * MILLI);
        assertEquals("400,0,0\r", bench.ask("OA;"));
        assertEquals("1\r", bench.ask("OE;"));
        bench.board.faults().freezeUntil(bench.now + 1_000 * MILLI);
        assertEquals("", bench.ask("\u001b.B"));
        assertEquals("1024\r", bench.after(1_000 * MILLI));
    }
}
