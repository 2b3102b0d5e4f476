package plotty.plotter.hpgl;

import java.time.InstantSource;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/** Plotters that speak HP-GL: HP 7475A and kin. */
public final class HpglPlotter {

    private HpglPlotter() {}

    /** A plotter that is reached through an opener; nothing happens before {@link Plotter#start}. */
    public static Plotter on(HpglSettings settings, LinkOpener opener, InstantSource clock) {
        return on(settings, opener, clock, Waiting.real());
    }

    static DrivenPlotter on(HpglSettings settings, LinkOpener opener, InstantSource clock, Waiting waiting) {
        Status status = new Status(settings.id(), clock);
        HpglMachine machine = new HpglMachine(settings, opener, waiting, status);
        return new DrivenPlotter(settings.id(), settings.name(), machine, status);
    }
}
