package plotty.plotter.ebb;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.plotter.Bench;
import plotty.plotter.GivingUpContract;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** The EBB driver over boards in memory, in virtual time, with each kind of firmware. */
@ParameterizedClass(name = "firmware {0}, {1}")
@CsvSource({
    "2.5.3, LEGACY",
    "2.6.0, LEGACY",
    "2.7.0, LEGACY",
    "2.8.1, LEGACY",
    "3.0.0, LEGACY",
    "3.0.3, LEGACY",
    "3.0.3, REGULAR"
})
class VirtualEbbContractTest extends GivingUpContract {
    @Parameter(0)
    String firmware;

    @Parameter(1)
    Syntax syntax;

    @Override
    protected Bench open() {
        return new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), syntax == Syntax.REGULAR);
    }
}
