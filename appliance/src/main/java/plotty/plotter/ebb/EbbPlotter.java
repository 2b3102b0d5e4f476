package plotty.plotter.ebb;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;
import plotty.motion.MachineProfile;
import plotty.plotter.Capability;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterState;

/**
 * A plotter with an EBB board. Its thread {@code plotter-N} owns the link; every method posts an order to it and returns.
 *
 * <p>Ends its thread by {@link #close} only; whatever a board or a line does, it goes on looking for the plotter.
 */
public final class EbbPlotter implements Plotter {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final Duration CLOSING = Duration.ofMillis(2900);

    private final EbbSettings settings;
    private final Status status;
    private final EbbMachine machine;
    private Thread thread;

    /** A plotter whose board is reached through an opener; nothing happens before {@link #start}. */
    public EbbPlotter(EbbSettings settings, LinkOpener opener, InstantSource clock) {
        this(settings, opener, clock, Waiting.real());
    }

    EbbPlotter(EbbSettings settings, LinkOpener opener, InstantSource clock, Waiting waiting) {
        this.settings = settings;
        this.status = new Status(settings.id(), clock);
        this.machine = new EbbMachine(settings, opener, waiting, status);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public MachineProfile profile() {
        return settings.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.PROVES_POSITION, Capability.HOLDS_MID_STROKE, Capability.REPORTS_PEN);
    }

    @Override
    public PlotterState state() {
        return status.state();
    }

    @Override
    public synchronized void start(Listener listener) {
        if (thread != null) {
            throw new IllegalStateException("plotter '%s' was started already".formatted(settings.id()));
        }
        status.listener(listener);
        thread =
                Thread.ofPlatform().name("plotter-" + THREADS.incrementAndGet()).start(this::run);
    }

    private void run() {
        while (!machine.closed()) {
            try {
                machine.turn();
            } catch (Throwable e) {
                complain(e);
            }
        }
    }

    private void complain(Throwable fault) {
        try {
            Logger.error(fault, "Plotter '{}' met a fault of ours; it goes on", settings.id());
        } catch (OutOfMemoryError _) {
            // No memory even for the word: the pen matters more, and the next turn looks after it.
        }
    }

    /** Runs in the caller's thread, instead of {@link #start}, until a condition holds or the plotter is closed. */
    void runUntil(Listener listener, BooleanSupplier condition) {
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
                Logger.warn("Plotter '{}' did not come to rest within {} ms", settings.id(), CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
