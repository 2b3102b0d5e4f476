package plotty.plotter.grbl;

import java.time.InstantSource;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/** Plotters with a GRBL 1.1 board: iDraw 2 and many that people build themselves. */
public final class GrblPlotter {

    private GrblPlotter() {}

    /** A plotter whose board is reached through an opener; nothing happens before {@link Plotter#start}. */
    public static Plotter on(GrblSettings settings, LinkOpener opener, InstantSource clock) {
        return on(settings, opener, clock, Waiting.real());
    }

    static DrivenPlotter on(GrblSettings settings, LinkOpener opener, InstantSource clock, Waiting waiting) {
        Status status = new Status(settings.id(), clock);
        GrblMachine machine = new GrblMachine(settings, opener, waiting, status);
        return new DrivenPlotter(settings.id(), settings.name(), machine, status);
    }
}
