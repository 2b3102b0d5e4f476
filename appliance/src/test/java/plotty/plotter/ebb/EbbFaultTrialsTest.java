package plotty.plotter.ebb;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.plotter.Bench;
import plotty.plotter.FaultTrials;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** The EBB driver's faults, with an old and a new firmware. */
@ParameterizedClass(name = "firmware {0}")
@ValueSource(strings = {"2.8.1", "3.0.3"})
class EbbFaultTrialsTest extends FaultTrials {
    @Parameter
    String firmware;

    @Override
    protected Bench open() {
        return new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false);
    }

    /** What is queued and may have been drawn, with the doubt about when it ended. */
    @Override
    protected double mostUncertainMm() {
        return 10;
    }
}
