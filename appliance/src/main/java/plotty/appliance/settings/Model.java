package plotty.appliance.settings;

import plotty.motion.MachineProfile;
import plotty.plotter.grbl.GrblModel;
import plotty.plotter.hpgl.HpglModel;

/** A machine, and what is peculiar to its family. */
public sealed interface Model {

    MachineProfile profile();

    /** A machine with an EBB. */
    record Ebb(MachineProfile profile) implements Model {}

    /**
     * A machine with GRBL.
     *
     * @param kind its pen and axes
     */
    record Grbl(MachineProfile profile, GrblModel kind) implements Model {}

    /**
     * A machine that speaks HP-GL.
     *
     * @param kind its units, pens and line
     */
    record Hpgl(MachineProfile profile, HpglModel kind) implements Model {}
}
