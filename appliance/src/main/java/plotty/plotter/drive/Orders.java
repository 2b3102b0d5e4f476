package plotty.plotter.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;

/**
 * What other threads ask of the plotter's thread, in order. Who asked for something by hand is answered whatever happens: also
 * when a fault, be it our own, cuts short what the order led to, and when nobody obeys any more.
 */
public final class Orders {
    private static final String ENDED = "The plotter's service has ended.";

    private final Queue<Order> waiting = new ConcurrentLinkedQueue<>();
    /** Of moves by hand that were taken up. */
    private final List<CompletableFuture<Void>> promised = new ArrayList<>();

    private volatile boolean ended;

    /** Hands an order over. Any thread. */
    public void post(Order order) {
        waiting.add(order);
        if (ended) {
            refuseWaiting();
        }
    }

    /** What is to be obeyed next, if anything. The plotter's thread, as all that follows. */
    public Optional<Order> next() {
        Order order = waiting.poll();
        if (order instanceof Order.ByHand(HandMove _, CompletableFuture<Void> answer)) {
            promised.removeIf(CompletableFuture::isDone);
            promised.add(answer);
        }
        return Optional.ofNullable(order);
    }

    /** A fault ended what was done by hand, or kept it from beginning: who has no answer yet gets this sentence. */
    public void fail(String sentence) {
        promised.forEach(answer -> refuse(answer, sentence));
        promised.clear();
    }

    /** Nobody obeys any more. */
    public void end() {
        ended = true;
        fail(ENDED);
        refuseWaiting();
    }

    private void refuseWaiting() {
        for (Order order = waiting.poll(); order != null; order = waiting.poll()) {
            if (order instanceof Order.ByHand(HandMove _, CompletableFuture<Void> answer)) {
                refuse(answer, ENDED);
            }
        }
    }

    private static void refuse(CompletableFuture<Void> answer, String sentence) {
        answer.completeExceptionally(new HandRefusedException(sentence));
    }
}
