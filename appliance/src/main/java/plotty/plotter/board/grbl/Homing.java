package plotty.plotter.board.grbl;

import plotty.plotter.board.Gantry;
import plotty.plotter.board.InkWitness;

/** The homing cycle ({@code limits_go_home}): straight to the switches at the seek rate, off them and on again slowly. */
final class Homing {

    private final GrblSettings settings;
    private final Registers registers;
    private final Stepper stepper;
    private final Gantry gantry;
    private final InkWitness witness;

    Homing(GrblSettings settings, Registers registers, Stepper stepper, Gantry gantry, InkWitness witness) {
        this.settings = settings;
        this.registers = registers;
        this.stepper = stepper;
        this.gantry = gantry;
        this.witness = witness;
    }

    /** How long it takes from here, ns. */
    long begin(long nanos) {
        witness.at(nanos, gantry.xMm(), gantry.yMm());
        double way = Math.max(
                Math.abs(settings.sheet().homeXMm() - gantry.xMm()),
                Math.abs(settings.sheet().homeYMm() - gantry.yMm()));
        double pullOff = registers.get(27);
        double seconds = (way + pullOff) / (registers.get(25) / 60)
                + 3 * pullOff / (registers.get(24) / 60)
                + 4 * registers.get(26) / 1000;
        return Math.round(seconds * 1e9);
    }

    /** It is there: the counters say where the switches are. */
    void end(long nanos) {
        gantry.push(settings.sheet().homeXMm() - gantry.xMm(), settings.sheet().homeYMm() - gantry.yMm());
        long[] steps = new long[Registers.AXES];
        for (int axis = 0; axis < steps.length; axis++) {
            boolean negative = (registers.mask(23) & (1 << axis)) != 0;
            double mm = negative ? registers.get(27) - registers.maxTravel(axis) : -registers.get(27);
            steps[axis] = Math.round(mm * registers.stepsPerMm(axis));
        }
        stepper.renumber(steps);
        witness.at(nanos, gantry.xMm(), gantry.yMm());
    }
}
