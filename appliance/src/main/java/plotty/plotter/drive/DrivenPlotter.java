package plotty.plotter.drive;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterState;

/**
 * A plotter with a driver. Its thread, named by its id, owns driver and link; every method posts an order to it and returns.
 *
 * <p>Ends its thread by {@link #close} only; whatever a board or a line does, it goes on looking for the plotter.
 */
public final class DrivenPlotter implements Plotter {
    private static final Duration CLOSING = Duration.ofMillis(2900);

    private final String id;
    private final String name;
    private final Machine machine;
    private final Status status;
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean ended;
    private Thread thread;

    /** A plotter that does nothing before {@link #start}; the status is the one that the driver writes. */
    public DrivenPlotter(String id, String name, Machine machine, Status status) {
        this.id = id;
        this.name = name;
        this.machine = machine;
        this.status = status;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MachineProfile profile() {
        return machine.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return machine.capabilities();
    }

    @Override
    public Adjustment adjustment() {
        return machine.adjustment();
    }

    @Override
    public int fastestPercent() {
        return machine.fastestPercent();
    }

    @Override
    public PlotterState state() {
        return status.state();
    }

    @Override
    public synchronized void start(Listener listener) {
        if (thread != null) {
            throw new IllegalStateException("plotter '%s' was started already".formatted(id));
        }
        status.listener(listener);
        thread = Thread.ofPlatform().name(id).start(this::run);
    }

    private void run() {
        while (!machine.closed()) {
            try {
                machine.turn();
            } catch (Throwable e) {
                complain(e);
            }
            turns.incrementAndGet();
        }
        ended = true;
    }

    @Override
    public synchronized Optional<Pulse> pulse() {
        return Optional.ofNullable(thread).filter(_ -> !ended).map(running -> new Pulse(running, turns.get()));
    }

    private void complain(Throwable fault) {
        try {
            Logger.error(fault, "Plotter '{}' met a fault of ours; it goes on", id);
        } catch (OutOfMemoryError _) {
            // No memory even for the word: the pen matters more, and the next turn looks after it.
        }
    }

    /** Runs in the caller's thread, instead of {@link #start}, until a condition holds or the plotter is closed. */
    public void runUntil(Listener listener, BooleanSupplier condition) {
        status.listener(listener);
        while (!machine.closed() && !condition.getAsBoolean()) {
            machine.turn();
        }
    }

    @Override
    public void draw(PlotRequest request) {
        machine.post(new Order.Draw(request));
    }

    @Override
    public void permit(double untilS) {
        machine.post(new Order.Permit(untilS));
    }

    @Override
    public void hold() {
        machine.post(new Order.Hold());
    }

    @Override
    public void resume() {
        machine.post(new Order.Resume());
    }

    @Override
    public void resumeFrom(PlanMark mark) {
        machine.post(new Order.ResumeFrom(mark));
    }

    @Override
    public void cancel() {
        machine.post(new Order.Cancel());
    }

    @Override
    public void stop() {
        machine.post(new Order.Stop());
    }

    @Override
    public void lift() {
        machine.post(new Order.Lift());
    }

    @Override
    public void setOrigin() {
        machine.post(new Order.SetOrigin());
    }

    @Override
    public void release() {
        machine.post(new Order.Release());
    }

    @Override
    public CompletableFuture<Void> byHand(HandMove move) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        machine.post(new Order.ByHand(move, answer));
        return answer;
    }

    @Override
    public void adjust(Adjustment adjustment) {
        machine.post(new Order.Adjust(adjustment));
    }

    @Override
    public void close() {
        machine.post(new Order.Close());
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null || Thread.currentThread().equals(running)) {
            return;
        }
        try {
            if (!running.join(CLOSING)) {
                Logger.warn("Plotter '{}' did not come to rest within {} ms", id, CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
