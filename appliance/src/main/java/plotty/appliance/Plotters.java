package plotty.appliance;

import java.time.InstantSource;
import java.util.List;
import plotty.motion.MachineProfile;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SimulatedBoard;
import plotty.plotter.ebb.EbbPlotter;
import plotty.plotter.ebb.EbbSettings;
import plotty.plotter.serial.SerialPortLink;
import plotty.plotter.serial.UsbPorts;

/** Makes the plotter that was chosen, not started yet. */
final class Plotters {
    private static final String ID = "plotter-1";

    /** Of the EiBotBoard, as all its firmwares report them. */
    private static final String EBB_VENDOR = "04d8";

    private static final String EBB_PRODUCT = "fd92";

    private Plotters() {}

    /**
     * Makes it.
     *
     * @param epoch of the database: a mark made of it is left on the board
     * @param unfinished whether a job was left that had begun: then a board that was switched on meanwhile need not stand at
     *     its origin; the simulated one, made anew, always does
     */
    static Plotter make(String name, PlotterChoice choice, String epoch, boolean unfinished, InstantSource clock) {
        LinkOpener opener = switch (choice) {
            case PlotterChoice.Auto _ -> () -> openFound(UsbPorts.find(EBB_VENDOR, EBB_PRODUCT));
            case PlotterChoice.Ebb ebb -> SerialPortLink.at(ebb.device().toString());
            case PlotterChoice.Simulated simulated ->
                new SimulatedBoard<>(
                        new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), simulated.speed());
        };
        boolean atOrigin = !unfinished || choice instanceof PlotterChoice.Simulated;
        EbbSettings settings = new EbbSettings(ID, name, MachineProfile.AXIDRAW_V3, mark(epoch), atOrigin);
        return EbbPlotter.on(settings, opener, clock);
    }

    /** An even number from 2 to 2³²−4 that is the same for the same database. */
    private static long mark(String epoch) {
        long number = Integer.toUnsignedLong(epoch.hashCode()) & ~1L;
        return Math.clamp(number, 2, (1L << 32) - 4);
    }

    private static SerialLink openFound(List<String> ports) {
        if (ports.isEmpty()) {
            throw new LinkLostException(
                    "No EBB board (AxiDraw and kin) is on USB. Check its cable and its power; it is looked for all the time.");
        }
        return SerialPortLink.at(ports.getFirst()).open();
    }
}
