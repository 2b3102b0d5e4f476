package plotty.plotter.hpgl;

import java.io.IOException;
import java.nio.file.Path;
import plotty.plotter.Bench;
import plotty.plotter.TerminalContract;

/** The HP-GL driver over a pseudo-terminal. */
class TerminalHpglContractIT extends TerminalContract {
    @Override
    protected Bench open(Path folder) throws IOException {
        return new TerminalBench(folder);
    }
}
