package plotty.appliance;

import java.nio.file.Path;

/** Which plotter is driven. */
sealed interface PlotterChoice {

    /** The first EBB board that is found on USB; looked for until there is one. Never the simulator. */
    record Auto() implements PlotterChoice {}

    /** An EBB board on this port. */
    record Ebb(Path device) implements PlotterChoice {}

    /**
     * A simulated AxiDraw.
     *
     * @param speed how fast its time goes; 1 is real time
     */
    record Simulated(double speed) implements PlotterChoice {}
}
