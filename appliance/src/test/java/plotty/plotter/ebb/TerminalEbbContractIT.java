package plotty.plotter.ebb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import plotty.drawing.Stroke;
import plotty.plotter.Bench;
import plotty.plotter.GivingUpContract;
import plotty.plotter.Sheets;
import plotty.plotter.TerminalSelection;

/** The EBB driver over a pseudo-terminal, with the board as a process, in real time. */
@ExtendWith(TerminalSelection.class)
class TerminalEbbContractIT extends GivingUpContract {
    @TempDir
    Path folder;

    @Override
    protected Bench open() {
        try {
            return new TerminalBench(folder, "2.8.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Stroke> strokes() {
        return Sheets.shortSampler();
    }

    /** Other programs and the board's own process share the processor with the plotter's threads. */
    @Override
    protected boolean timeIsExact() {
        return false;
    }
}
