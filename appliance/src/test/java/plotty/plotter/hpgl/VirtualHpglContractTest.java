package plotty.plotter.hpgl;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.plotter.Bench;
import plotty.plotter.GivingUpContract;

/** The HP-GL driver over a plotter in memory, in virtual time, with each kind of handshake. */
@ParameterizedClass(name = "handshake {0}")
@EnumSource(HpglModel.Flow.class)
class VirtualHpglContractTest extends GivingUpContract {
    @Parameter
    HpglModel.Flow flow;

    @Override
    protected Bench open() {
        HpglModel a = HpglModel.HP_7475A;
        return new VirtualBench(
                VirtualBench.swift(),
                new HpglModel(
                        a.name(), a.unitsPerMm(), a.mirrorX(), a.mirrorY(), a.swapAxes(), a.pens(), flow, 0, a.baud()));
    }

    /** The plotter fetches and puts away a pen, comes to rest at each vector's end, and its line is slow. */
    @Override
    protected double mostOfPlan() {
        return 1.6;
    }
}
