package plotty.plotter.hpgl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.TerminalBoardBench;
import plotty.plotter.serial.SerialLine;

/** An HP 7475A with one pen in real time, connected and with its pen at the origin. */
final class TerminalBench extends TerminalBoardBench implements KeyedBench {

    TerminalBench(Path folder) throws IOException {
        super(folder, SerialLine.HPGL, List.of("--board", "hpgl", "--change-ms", "300"));
        begin(true);
        goToOrigin(10);
    }

    @Override
    protected Plotter drive(LinkOpener line, boolean assumeOriginAtStart) {
        HpglModel a = HpglModel.HP_7475A;
        HpglModel onePen = new HpglModel(
                a.name(), a.unitsPerMm(), a.mirrorX(), a.mirrorY(), a.swapAxes(), 1, a.flow(), 0, a.baud());
        HpglSettings settings =
                new HpglSettings("p1", "Test plotter", VirtualBench.profile(20), onePen, assumeOriginAtStart);
        return HpglPlotter.on(settings, line, InstantSource.system());
    }

    @Override
    public int counter(int motor) {
        return units(motor);
    }
}
