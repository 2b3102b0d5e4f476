package plotty.plotter.grbl;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.plotter.Bench;
import plotty.plotter.FaultTrials;

/** The GRBL driver's faults, with boards that opening their line resets and others. */
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Machines.Kind.class,
        names = {"SERVO", "SERVO_RESET_BY_OPENING", "SERVO_TERSE"})
class GrblFaultTrialsTest extends FaultTrials {
    @Parameter
    Machines.Kind kind;

    @Override
    protected Bench open() {
        return new VirtualGrblBench(kind);
    }
}
