package plotty.plotter.hpgl;

import plotty.plotter.Bench;
import plotty.plotter.FaultTrials;

/** The HP-GL driver's faults. */
class HpglFaultTrialsTest extends FaultTrials {

    @Override
    protected Bench open() {
        return new VirtualBench(VirtualBench.swift(), HpglModel.HP_7475A);
    }
}
