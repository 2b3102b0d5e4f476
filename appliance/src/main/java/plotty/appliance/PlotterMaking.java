package plotty.appliance;

import java.time.InstantSource;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SimulatedBoard;
import plotty.plotter.ebb.EbbPlotter;
import plotty.plotter.ebb.EbbSettings;
import plotty.plotter.grbl.GrblPlotter;
import plotty.plotter.grbl.GrblSettings;
import plotty.plotter.serial.SerialPortLink;

/**
 * Makes plotters, not started yet, each with the driver of its family.
 *
 * @param epoch of the database: a mark made of it is left on boards that keep one
 * @param unfinished whether a job was left that had begun: then a board that was switched on meanwhile need not stand at its
 *     origin; a simulated one, made anew, always does
 */
record PlotterMaking(String epoch, boolean unfinished, InstantSource clock) {

    /** One that the configuration names with its place. */
    Plotter named(PlotterSettings settings) {
        String name = settings.name().orElseThrow();
        return switch (settings.choice()) {
            case PlotterChoice.Port port ->
                on(
                        settings.id(),
                        name,
                        settings.model(port.family()),
                        SerialPortLink.at(port.device().toString()));
            case PlotterChoice.Simulated simulated ->
                make(
                        settings.id(),
                        name,
                        settings.model(simulated.family()),
                        simulatedBoard(simulated),
                        true);
            case PlotterChoice.Auto _ -> throw new IllegalArgumentException("what is found has no place yet");
        };
    }

    /** One whose board is reached through an opener. */
    Plotter on(String id, String name, Model model, LinkOpener line) {
        return make(id, name, model, line, !unfinished);
    }

    private Plotter make(String id, String name, Model model, LinkOpener line, boolean atOrigin) {
        return switch (model) {
            case Model.Ebb ebb ->
                EbbPlotter.on(new EbbSettings(id, name, ebb.profile(), mark(), atOrigin), line, clock);
            case Model.Grbl grbl ->
                GrblPlotter.on(new GrblSettings(id, name, grbl.profile(), grbl.kind(), atOrigin), line, clock);
        };
    }

    private static LinkOpener simulatedBoard(PlotterChoice.Simulated simulated) {
        return new SimulatedBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE, simulated.speed());
    }

    /** An even number from 2 to 2³²−4 that is the same for the same database. */
    private long mark() {
        long number = Integer.toUnsignedLong(epoch.hashCode()) & ~1L;
        return Math.clamp(number, 2, (1L << 32) - 4);
    }
}
