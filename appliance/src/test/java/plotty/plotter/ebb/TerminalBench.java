package plotty.plotter.ebb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.TerminalBoardBench;
import plotty.plotter.serial.SerialLine;

/** An AxiDraw in real time. */
final class TerminalBench extends TerminalBoardBench {

    TerminalBench(Path folder, String firmware) throws IOException {
        super(folder, SerialLine.USB, List.of("--firmware", firmware));
        begin(true);
    }

    @Override
    protected Plotter drive(LinkOpener line, boolean assumeOriginAtStart) {
        EbbSettings settings =
                new EbbSettings("p1", "Test plotter", VirtualBench.MACHINE, VirtualBench.MARK, assumeOriginAtStart);
        return EbbPlotter.on(settings, line, InstantSource.system());
    }
}
