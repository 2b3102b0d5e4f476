package plotty.plotter.grbl;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.plotter.Bench;
import plotty.plotter.GivingUpContract;

/** The GRBL driver over boards in memory, in virtual time, with each kind of pen. */
@ParameterizedClass(name = "{0}")
@EnumSource(Machines.Kind.class)
class VirtualGrblContractTest extends GivingUpContract {
    @Parameter
    Machines.Kind kind;

    @Override
    protected Bench open() {
        return new VirtualGrblBench(kind);
    }

    /** GRBL plans by itself: it neither moves while the pen does, nor as our plan has it in corners. */
    @Override
    protected boolean timeIsExact() {
        return false;
    }
}
