package plotty.plotter;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;

/**
 * One plotter. A thread of its own owns the board and its link; every method here may be called from any thread, returns at
 * once, and is answered by {@link PlotterNotice}s. A command that makes no sense now (resume without a hold) is ignored and
 * logged.
 */
public interface Plotter extends AutoCloseable {

    /** Stable id, unique in this process. */
    String id();

    /** Name for people. */
    String name();

    MachineProfile profile();

    Set<Capability> capabilities();

    /** What is known of the plotter now. */
    PlotterState state();

    /** Starts the plotter's thread. The listener hears everything from the first connection on. */
    void start(Listener listener);

    /**
     * Draws, from rest with the pen up: travels to the beginning, lowers, goes on to the end. Refused by a
     * {@link PlotterNotice.Faulted} that is not resumable if the plotter is not connected, busy, or its position not known.
     */
    void draw(PlotRequest request);

    /**
     * Permits drawing up to a planned time. The plotter comes to a hold by itself before it passes it, and goes on by itself
     * when more is permitted: so nothing is drawn that is not marked on the disk.
     */
    void permit(double untilS);

    /** Decelerates along the path with the pen down, within 100 ms, and lifts where it stops. */
    void hold();

    /** Lowers where the hold lifted and goes on. */
    void resume();

    /**
     * Goes on after a hold from another place of the same request: some millimetres back, another stroke, another layer.
     * Travels there with the pen up. What lies before the place is not drawn any more; what is permitted stays permitted.
     */
    void resumeFrom(PlanMark mark);

    /** Decelerates, lifts, gives the request up, and goes to the origin if the position is known. */
    void cancel();

    /** Emergency stop: ends motion at once, lifts by the fastest means; the position becomes suspect. */
    void stop();

    /** Lifts the pen, if nothing is drawn. */
    void lift();

    /** Declares the present place, pen up, to be the origin: trust becomes known. */
    void setOrigin();

    /** Switches the motors off, if no request is open. The position is then lost. */
    void release();

    /**
     * Does something by hand, while nothing is drawn or a drawing is held: the place where it is held is kept, and returned to
     * by {@link #resume}. The future completes on the plotter's thread when it is done, or with a
     * {@link HandRefusedException}.
     */
    CompletableFuture<Void> byHand(HandMove move);

    /** Changes speed and pen heights, also while it draws; a pen that is at a changed height moves there at once. */
    void adjust(Adjustment adjustment);

    /** What is adjusted now; changes a moment after {@link #adjust}. */
    Adjustment adjustment();

    /** The most that {@link Adjustment#speedPercent} may be, 100 to {@link Adjustment#FASTEST_PERCENT}. */
    default int fastestPercent() {
        return 100;
    }

    /** How its thread fares; empty while it has none. */
    default Optional<Pulse> pulse() {
        return Optional.empty();
    }

    /**
     * How a plotter's thread fares.
     *
     * @param turns counts on, several times in ten seconds, as long as the thread is not stuck
     */
    record Pulse(Thread thread, long turns) {}

    /**
     * Stops cleanly within 3 s: hold, pen up. Motors stay on while a request is open, else they are released. Then the link is
     * closed and the thread ends.
     */
    @Override
    void close();

    /** Who hears a plotter's notices, on the plotter's thread. Must return at once and never throw. */
    @FunctionalInterface
    interface Listener {
        void notice(PlotterNotice notice);
    }
}
