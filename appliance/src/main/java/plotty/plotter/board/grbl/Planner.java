package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans the speeds at the joints of the moves that wait, anew whenever one comes ({@code planner.c}): backward from a
 * stop at the end, forward from the speed that the machine has now.
 */
final class Planner {

    /** {@code MINIMUM_FEED_RATE}, 1 mm/min. */
    static final double SLOWEST = 1.0 / 60;

    private final Registers registers;
    private final int capacity;
    private final List<Block> blocks = new ArrayList<>();
    private final long[] position = new long[Registers.AXES];
    private double[] previousUnit = new double[Registers.AXES];
    private double previousNominal;

    Planner(Registers registers, int capacity) {
        this.registers = registers;
        this.capacity = capacity;
    }

    boolean full() {
        return blocks.size() >= capacity;
    }

    boolean empty() {
        return blocks.isEmpty();
    }

    int free() {
        return capacity - blocks.size();
    }

    int size() {
        return blocks.size();
    }

    Block first() {
        return blocks.getFirst();
    }

    /** Square of the speed at which the first block is to be left. */
    double firstExitSquare() {
        return blocks.size() < 2 ? 0 : blocks.get(1).entrySquare;
    }

    void discardFirst() {
        blocks.removeFirst();
    }

    /** Drops everything; the machine stands here. */
    void clear(long[] steps) {
        blocks.clear();
        previousUnit = new double[Registers.AXES];
        previousNominal = 0;
        System.arraycopy(steps, 0, position, 0, position.length);
    }

    /** Adds a move to a place in mm; returns whether there is anything to move. */
    boolean add(Motion motion, Overrides overrides) {
        long[] target = new long[Registers.AXES];
        double[] unit = new double[Registers.AXES];
        double square = 0;
        for (int axis = 0; axis < target.length; axis++) {
            target[axis] = Math.round(motion.target()[axis] * registers.stepsPerMm(axis));
            unit[axis] = (target[axis] - position[axis]) / registers.stepsPerMm(axis);
            square += unit[axis] * unit[axis];
        }
        if (square == 0) {
            return false;
        }
        double length = Math.sqrt(square);
        for (int axis = 0; axis < unit.length; axis++) {
            unit[axis] /= length;
        }
        double rapidSpeed = bound(unit, true);
        double programmed = motion.rapid() ? rapidSpeed : motion.inverse() ? motion.feed() * length : motion.feed();
        Block block = new Block(
                motion.command(),
                position.clone(),
                target,
                length,
                bound(unit, false),
                rapidSpeed,
                programmed,
                motion.rapid(),
                motion.overridable(),
                motion.line());
        block.maxJunctionSquare = blocks.isEmpty() ? 0 : junctionSquare(unit);
        double nominal = block.nominal(overrides);
        block.maxEntrySquare = Math.min(block.maxJunctionSquare, square(Math.min(nominal, previousNominal)));
        previousNominal = nominal;
        previousUnit = unit;
        System.arraycopy(target, 0, position, 0, position.length);
        blocks.add(block);
        return true;
    }

    /** The greatest speed or acceleration along a direction that no axis minds. */
    private double bound(double[] unit, boolean speed) {
        double bound = Double.MAX_VALUE;
        for (int axis = 0; axis < unit.length; axis++) {
            if (unit[axis] != 0) {
                double most = speed ? registers.maxSpeed(axis) : registers.acceleration(axis);
                bound = Math.min(bound, most / Math.abs(unit[axis]));
            }
        }
        return bound;
    }

    /** Junction deviation: the speed on a circle that touches both moves and passes $11 mm from the corner. */
    private double junctionSquare(double[] unit) {
        double cos = 0;
        double[] between = new double[unit.length];
        double square = 0;
        for (int axis = 0; axis < unit.length; axis++) {
            cos -= previousUnit[axis] * unit[axis];
            between[axis] = unit[axis] - previousUnit[axis];
            square += between[axis] * between[axis];
        }
        if (cos > 0.999999) {
            return 0;
        }
        if (cos < -0.999999) {
            return Double.MAX_VALUE;
        }
        double length = Math.sqrt(square);
        for (int axis = 0; axis < between.length; axis++) {
            between[axis] /= length;
        }
        double sinHalf = Math.sqrt(0.5 * (1 - cos));
        return bound(between, false) * registers.get(11) * sinHalf / (1 - sinHalf);
    }

    /** Other overrides: the bounds at all joints change. */
    void override(Overrides overrides) {
        double before = Double.MAX_VALUE;
        for (Block block : blocks) {
            double nominal = block.nominal(overrides);
            block.maxEntrySquare = Math.min(block.maxJunctionSquare, square(Math.min(nominal, before)));
            before = nominal;
        }
        if (!blocks.isEmpty()) {
            previousNominal = before;
        }
    }

    /** Plans all joints; the first block has so many mm left and is at such a speed. */
    void recalculate(double remainingMm, double speed) {
        for (int i = blocks.size() - 1; i >= 1; i--) {
            Block block = blocks.get(i);
            double exit = i + 1 < blocks.size() ? blocks.get(i + 1).entrySquare : 0;
            block.entrySquare = Math.min(block.maxEntrySquare, exit + 2 * block.acceleration * block.lengthMm);
        }
        double entry = speed * speed;
        double length = remainingMm;
        for (int i = 0; i + 1 < blocks.size(); i++) {
            Block next = blocks.get(i + 1);
            next.entrySquare = Math.min(next.entrySquare, entry + 2 * blocks.get(i).acceleration * length);
            entry = next.entrySquare;
            length = next.lengthMm;
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
