package plotty.appliance.systemd;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.tinylog.Logger;

/** A thread that does what is posted to it. It is asked for an answer at each look, unless it still owes the last one. */
public final class Answering implements Witness {
    private final String name;
    private final Consumer<Runnable> post;
    private final AtomicLong answered = new AtomicLong();
    private volatile Optional<Thread> thread = Optional.empty();
    private long asked;

    /**
     * Asks nothing yet.
     *
     * @param post hands the thread something to do, without blocking
     */
    public Answering(String name, Consumer<Runnable> post) {
        this.name = name;
        this.post = post;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int patience() {
        return 1;
    }

    @Override
    public Sign sign() {
        long heard = answered.get();
        if (heard == asked) {
            ask();
        }
        return new Sign(heard, false, thread);
    }

    private void ask() {
        try {
            post.accept(this::answer);
            asked++;
        } catch (RejectedExecutionException e) {
            // It has ended. That it gives no more answers will tell.
            Logger.debug("{} takes no questions: {}", name, e.getMessage());
        }
    }

    private void answer() {
        thread = Optional.of(Thread.currentThread());
        answered.incrementAndGet();
    }
}
