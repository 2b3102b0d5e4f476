package plotty.plotter.drive;

import java.util.Set;
import plotty.motion.MachineProfile;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;

/** A driver, step by step: everything happens in {@link #turn}, called by the plotter's thread only. */
public interface Machine {

    /** Hands an order over. Any thread; returns at once. */
    void post(Order order);

    /**
     * Does the next thing; takes milliseconds, or up to two seconds while it gets acquainted with a board. Waits, if there is
     * nothing to do, until an order comes or something is due.
     */
    void turn();

    /** Whether the last turn has been. The plotter's thread. */
    boolean closed();

    /** The machine as it is known now: a board may have told of other limits than were configured. Any thread. */
    MachineProfile profile();

    /** What the board can do. Any thread. */
    Set<Capability> capabilities();

    /** What is adjusted now. Any thread. */
    Adjustment adjustment();

    /** As {@link plotty.plotter.Plotter#fastestPercent}. Any thread. */
    default int fastestPercent() {
        return 100;
    }
}
