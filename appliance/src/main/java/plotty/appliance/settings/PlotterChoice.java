package plotty.appliance.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Where a plotter is. */
public sealed interface PlotterChoice {

    /**
     * Boards that are found on USB; looked for all the time. Never the simulator.
     *
     * @param serial if given, the board with this serial number or nickname and no other
     */
    record Auto(Optional<String> serial) implements PlotterChoice {}

    /** A board of this family on this port. */
    record Port(Family family, Path device) implements PlotterChoice {}

    /**
     * A simulated board of this family.
     *
     * @param speed how fast its time goes; 1 is real time
     */
    record Simulated(Family family, double speed) implements PlotterChoice {}
}
