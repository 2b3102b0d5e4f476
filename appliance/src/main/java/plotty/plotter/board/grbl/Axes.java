package plotty.plotter.board.grbl;

import plotty.plotter.board.Gantry;

/** Where the axes stand as the board counts, in steps, and the carriage that they drag along. */
final class Axes {

    private final GrblSettings settings;
    private final Registers registers;
    private final Gantry gantry;
    private final double[] place = new double[Registers.AXES];

    Axes(GrblSettings settings, Registers registers, Gantry gantry) {
        this.settings = settings;
        this.registers = registers;
        this.gantry = gantry;
    }

    long[] steps() {
        long[] steps = new long[place.length];
        for (int axis = 0; axis < steps.length; axis++) {
            steps[axis] = Math.round(place[axis]);
        }
        return steps;
    }

    /** The machine's coordinates, mm. */
    double[] machineMm() {
        long[] steps = steps();
        double[] mm = new double[steps.length];
        for (int axis = 0; axis < mm.length; axis++) {
            mm[axis] = mm(axis, (double) steps[axis]);
        }
        return mm;
    }

    double mm(int axis, double steps) {
        return steps / registers.stepsPerMm(axis);
    }

    /** Along a block, so many mm from its start. */
    void along(Block block, double mm) {
        double share = mm / block.lengthMm;
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] = block.fromSteps[axis] + share * (block.toSteps[axis] - block.fromSteps[axis]);
        }
        gantry.drive(sheetX(mm(0, place[0])), sheetY(mm(1, place[1])));
    }

    /** What was under way is dropped: the motors stand on whole steps. */
    void toWholeSteps() {
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] = Math.round(place[axis]);
        }
        gantry.drive(sheetX(mm(0, place[0])), sheetY(mm(1, place[1])));
    }

    /** The carriage slides on in a block's direction, uncounted. */
    void slide(Block block, double mm) {
        double share = mm / block.lengthMm;
        gantry.push(
                sheetX(share * mm(0, (double) (block.toSteps[0] - block.fromSteps[0]))),
                sheetY(share * mm(1, (double) (block.toSteps[1] - block.fromSteps[1]))));
    }

    /** The board counts from other numbers on, and nothing moves; returns how much lower Z is counted, mm. */
    double renumber(long[] steps) {
        double lower = mm(2, place[2] - steps[2]);
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] = steps[axis];
        }
        gantry.renumber(sheetX(mm(0, place[0])), sheetY(mm(1, place[1])));
        return lower;
    }

    private double sheetX(double mm) {
        return settings.sheet().flipX() ? -mm : mm;
    }

    private double sheetY(double mm) {
        return settings.sheet().flipY() ? -mm : mm;
    }
}
