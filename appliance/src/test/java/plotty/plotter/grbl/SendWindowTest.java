package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The account of what GRBL was sent. */
class SendWindowTest {
    private static final String NINE = "X10.5Y3.2";

    private final SendWindow window = new SendWindow();

    private void send(String line) {
        window.sent(line, Optional.empty());
    }

    @Test
    void no_more_is_sent_than_the_receive_buffer_holds() {
        int sent = 0;
        while (window.fits(NINE)) {
            send(NINE);
            sent++;
        }
        assertEquals(12, sent, "lines of ten bytes in 128 bytes, one of which stays free");
        assertTrue(window.fits("M5"));
        window.answered();
        assertTrue(window.fits(NINE));
    }

    @Test
    void a_board_with_another_buffer_is_sent_as_much_as_it_says() {
        window.room(255);
        int sent = 0;
        while (window.fits(NINE)) {
            send(NINE);
            sent++;
        }
        assertEquals(25, sent);
    }

    @Test
    void each_answer_releases_the_oldest_line() {
        send("G1X1");
        send("G1X2");
        assertEquals("G1X1", window.answered().orElseThrow().line());
        assertEquals("G1X2", window.answered().orElseThrow().line());
        assertTrue(window.isEmpty());
        assertTrue(window.answered().isEmpty());
    }

    @Test
    void an_answer_is_known_to_be_lost_when_the_board_holds_less_than_is_unanswered() {
        send(NINE);
        send(NINE);
        send(NINE);
        long asked = window.sentInAll();
        assertFalse(window.lostAnswer(asked, 128 - 20), "one line in work, two in the buffer");
        assertFalse(window.lostAnswer(asked, 128 - 30), "all in the buffer");
        assertTrue(window.lostAnswer(asked, 128 - 10), "one line in work, one in the buffer, one answer lost");
    }

    @Test
    void lines_sent_after_the_question_prove_nothing() {
        send(NINE);
        long asked = window.sentInAll();
        send(NINE);
        send(NINE);
        assertFalse(window.lostAnswer(asked, 128));
    }
}
