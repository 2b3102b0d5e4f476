package plotty.plotter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import plotty.drawing.Stroke;

/** What every plotter keeps over a pseudo-terminal, with the board as a process, in real time. */
@ExtendWith(TerminalSelection.class)
public abstract class TerminalContract extends GivingUpContract {
    @TempDir
    Path folder;

    /** A plotter that was just switched on; the folder takes its terminal and its ink log. */
    protected abstract Bench open(Path folder) throws IOException;

    @Override
    protected final Bench open() {
        try {
            return open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected final List<Stroke> strokes() {
        return Sheets.shortSampler();
    }

    /** Other programs and the board's own process share the processor with the plotter's threads. */
    @Override
    protected final boolean timeIsExact() {
        return false;
    }
}
