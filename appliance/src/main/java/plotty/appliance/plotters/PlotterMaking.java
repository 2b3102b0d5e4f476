package plotty.appliance.plotters;

import java.time.InstantSource;
import plotty.appliance.settings.Model;
import plotty.appliance.settings.PlotterChoice;
import plotty.appliance.settings.PlotterSettings;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.ebb.EbbPlotter;
import plotty.plotter.ebb.EbbSettings;
import plotty.plotter.grbl.GrblPlotter;
import plotty.plotter.grbl.GrblSettings;
import plotty.plotter.hpgl.HpglPlotter;
import plotty.plotter.hpgl.HpglSettings;
import plotty.plotter.serial.SerialLine;
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
                on(settings.id(), name, settings.model(port.family()), line(port, settings.model(port.family())));
            case PlotterChoice.Simulated simulated ->
                make(
                        settings.id(),
                        name,
                        settings.model(simulated.family()),
                        SimulatedBoards.make(settings.model(simulated.family()), simulated.speed()),
                        true);
            case PlotterChoice.Auto _ -> throw new IllegalArgumentException("what is found has no place yet");
        };
    }

    private static LinkOpener line(PlotterChoice.Port port, Model model) {
        SerialLine line = switch (model) {
            case Model.Ebb _, Model.Grbl _ -> SerialLine.USB;
            case Model.Hpgl hpgl ->
                new SerialLine(
                        hpgl.kind().baud(),
                        SerialLine.Parity.NONE,
                        switch (hpgl.kind().flow()) {
                            case POLL -> SerialLine.Handshake.NONE;
                            case HARDWARE -> SerialLine.Handshake.HARDWARE;
                            case SOFTWARE -> SerialLine.Handshake.SOFTWARE;
                        });
        };
        return SerialPortLink.at(port.device().toString(), line);
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
            case Model.Hpgl hpgl ->
                HpglPlotter.on(new HpglSettings(id, name, hpgl.profile(), hpgl.kind(), atOrigin), line, clock);
        };
    }

    /** An even number from 2 to 2³²−4 that is the same for the same database. */
    private long mark() {
        long number = Integer.toUnsignedLong(epoch.hashCode()) & ~1L;
        return Math.clamp(number, 2, (1L << 32) - 4);
    }
}
