package plotty.plotter.ebb;

import java.time.InstantSource;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/** Plotters with an EBB board: AxiDraw, NextDraw, EggBot, iDraw 1. */
public final class EbbPlotter {

    private EbbPlotter() {}

    /** A plotter whose board is reached through an opener; nothing happens before {@link Plotter#start}. */
    public static Plotter on(EbbSettings settings, LinkOpener opener, InstantSource clock) {
        return on(settings, opener, clock, Waiting.real());
    }

    static DrivenPlotter on(EbbSettings settings, LinkOpener opener, InstantSource clock, Waiting waiting) {
        Status status = new Status(settings.id(), clock);
        EbbMachine machine = new EbbMachine(settings, opener, waiting, status);
        return new DrivenPlotter(settings.id(), settings.name(), machine, status);
    }
}
