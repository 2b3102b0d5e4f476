package plotty.plotter.hpgl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the plotter's answers are told apart and understood. */
class WordsOfThePlotterTest {

    @Test
    void numbers_are_whole_and_as_many_as_asked_for() {
        assertArrayEquals(
                new int[] {12, -5, 1}, HpglSession.numbers("12,-5,1", 3).orElseThrow());
        assertArrayEquals(
                new int[] {12, 7}, HpglSession.numbers(" 12.0 , +7", 2).orElseThrow());
        assertTrue(HpglSession.numbers("12,7", 3).isEmpty());
        assertTrue(HpglSession.numbers("12,x", 2).isEmpty());
        assertTrue(HpglSession.numbers("", 1).isEmpty());
        assertTrue(HpglSession.numbers("123456789012", 1).isEmpty());
        assertTrue(HpglSession.numbers("1e3", 1).isEmpty());
    }

    @Test
    void answers_to_checks_are_told_from_free_bytes_by_size() {
        Checks checks = new Checks();
        assertFalse(checks.takes("0"));
        checks.sent();
        assertFalse(checks.takes("896"));
        assertFalse(checks.takes("100,200,0"));
        assertTrue(checks.takes("0"));
        assertTrue(checks.complete());
        assertFalse(checks.takes("0"));
        assertEquals(0, checks.takeError());
    }

    @Test
    void an_error_is_told_once() {
        Checks checks = new Checks();
        checks.sent();
        checks.sent();
        assertTrue(checks.takes("2"));
        assertTrue(checks.takes("0"));
        assertEquals(2, checks.takeError());
        assertEquals(0, checks.takeError());
        assertEquals(2, checks.answered());
    }

    @Test
    void what_may_be_the_answer_to_something_else_is_left_to_it() {
        Checks checks = new Checks();
        checks.sent();
        checks.mindful(true);
        assertFalse(checks.takes("0"));
        assertFalse(checks.takes("8"));
        assertTrue(checks.takes("3"));
    }

    @Test
    void answers_to_checks_that_were_dropped_may_come_or_not() {
        Checks checks = new Checks();
        checks.sent();
        checks.drop();
        assertTrue(checks.complete());
        assertTrue(checks.takes("0"));
        assertFalse(checks.takes("0"));
        checks.sent();
        checks.drop();
        checks.settled();
        assertFalse(checks.takes("0"));
    }

    @Test
    void the_mark_on_the_plotter_tells_origin_and_belief() {
        for (Spot origin : new Spot[] {new Spot(0, 7721), new Spot(11_040, 0), new Spot(-5000, 5000), new Spot(0, 0)}) {
            for (boolean believed : new boolean[] {true, false}) {
                OriginMark mark = new OriginMark(origin, believed);
                String command = mark.command();
                int[] points = HpglSession.numbers(command.substring(2, command.length() - 1), 4)
                        .orElseThrow();
                assertEquals(Optional.of(mark), OriginMark.of(points));
            }
        }
        assertEquals(Optional.empty(), OriginMark.of(new int[] {603, 521, 10_603, 7721}));
    }

    @Test
    void errors_become_sentences() {
        assertTrue(Complaints.instruction(0).isEmpty());
        assertTrue(Complaints.line(0).isEmpty());
        for (int i = 1; i < 10; i++) {
            assertTrue(Complaints.instruction(i).orElseThrow().endsWith("."));
            assertTrue(Complaints.line(i + 9).orElseThrow().endsWith("."));
        }
        assertTrue(Complaints.hindrance(8).isEmpty());
        assertTrue(Complaints.hindrance(24).orElseThrow().contains("VIEW"));
        assertTrue(Complaints.hindrance(40).orElseThrow().contains("pinch wheels"));
    }

    @Test
    void speeds_are_written_as_short_as_may_be() {
        assertEquals("VS20;", Pieces.speed(200));
        assertEquals("VS2.5;", Pieces.speed(25));
        assertEquals("VS38.1;", Pieces.speed(381));
        assertEquals("VS0.38;", Pieces.speed(1));
    }
}
