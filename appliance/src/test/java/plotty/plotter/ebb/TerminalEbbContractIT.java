package plotty.plotter.ebb;

import java.io.IOException;
import java.nio.file.Path;
import plotty.plotter.Bench;
import plotty.plotter.TerminalContract;

/** The EBB driver over a pseudo-terminal. */
class TerminalEbbContractIT extends TerminalContract {
    @Override
    protected Bench open(Path folder) throws IOException {
        return new TerminalBench(folder, "2.8.1");
    }
}
