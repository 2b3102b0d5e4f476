package plotty.plotter.grbl;

import java.io.IOException;
import java.nio.file.Path;
import plotty.plotter.Bench;
import plotty.plotter.TerminalContract;

/** The GRBL driver over a pseudo-terminal. */
class TerminalGrblContractIT extends TerminalContract {
    @Override
    protected Bench open(Path folder) throws IOException {
        return new TerminalGrblBench(folder, Machines.Kind.SERVO);
    }
}
