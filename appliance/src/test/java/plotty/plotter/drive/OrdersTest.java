package plotty.plotter.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;

/** Whoever asks for something by hand gets an answer. */
class OrdersTest {
    private final Orders orders = new Orders();

    private CompletableFuture<Void> ask() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        orders.post(new Order.ByHand(new HandMove.PenUp(), answer));
        return answer;
    }

    private static void assertRefused(String sentence, CompletableFuture<Void> answer) {
        Throwable reason = assertThrows(CompletionException.class, answer::join).getCause();
        assertInstanceOf(HandRefusedException.class, reason);
        assertEquals(sentence, reason.getMessage());
    }

    @Test
    void a_fault_answers_what_was_taken_up_and_leaves_what_waits() {
        CompletableFuture<Void> taken = ask();
        CompletableFuture<Void> waiting = ask();
        assertTrue(orders.next().isPresent());
        orders.fail("It broke.");
        assertRefused("It broke.", taken);
        assertFalse(waiting.isDone());
        assertTrue(orders.next().isPresent());
    }

    @Test
    void a_fault_does_not_change_what_was_answered_before() {
        CompletableFuture<Void> done = ask();
        assertTrue(orders.next().isPresent());
        done.complete(null);
        orders.fail("It broke.");
        assertFalse(done.isCompletedExceptionally());
    }

    @Test
    void the_end_answers_everything_and_what_comes_afterwards() {
        CompletableFuture<Void> taken = ask();
        assertTrue(orders.next().isPresent());
        CompletableFuture<Void> waiting = ask();
        orders.end();
        assertRefused("The plotter's service has ended.", taken);
        assertRefused("The plotter's service has ended.", waiting);
        assertRefused("The plotter's service has ended.", ask());
        assertTrue(orders.next().isEmpty());
    }
}
