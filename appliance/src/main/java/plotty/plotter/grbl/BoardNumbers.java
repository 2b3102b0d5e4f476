package plotty.plotter.grbl;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;

/** The settings that a board keeps, as {@code $$} tells them (wiki, Grbl v1.1 Configuration). Numbers that make no sense are passed over. */
final class BoardNumbers {
    static final int IDLE_DELAY = 1;
    static final int JUNCTION_DEVIATION = 11;
    static final int INCHES = 13;
    static final int HOMING = 22;
    private static final int STEPS = 100;
    private static final int RATE = 110;
    private static final int ACCELERATION = 120;
    private static final int TRAVEL = 130;

    /** The motors stay on for good. */
    static final int ALWAYS_ON = 255;

    private static final double LEAST_AREA_MM = 20;
    private static final double LARGEST_AREA_MM = 10_000;
    private static final double LARGEST_DEVIATION_MM = 1;
    private static final double PER_MINUTE = 60;

    private final Map<Integer, Double> values = new HashMap<>();

    void put(int number, double value) {
        values.put(number, value);
    }

    OptionalDouble get(int number) {
        Double value = values.get(number);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether a setting is there and has this value. */
    boolean is(int number, int value) {
        return values.getOrDefault(number, Double.NaN) == value;
    }

    /**
     * The machine as configured with what its board tells.
     *
     * @param replace whether the board is believed where it tells of more than is configured; else it only lowers
     */
    MachineProfile in(MachineProfile configured, boolean replace) {
        return new MachineProfile(
                configured.name(),
                chosen(configured.widthMm(), area(TRAVEL), replace),
                chosen(configured.heightMm(), area(TRAVEL + 1), replace),
                configured.kinematics(),
                within(STEPS, 0.001, 100_000).orElse(configured.stepsPerMm()),
                limits(configured.drawing(), replace),
                limits(configured.travel(), replace),
                chosen(configured.junctionDeviationMm(), within(JUNCTION_DEVIATION, 0, LARGEST_DEVIATION_MM), replace),
                configured.pen());
    }

    /** The drawing speed is a matter of pen and paper and is never raised. */
    private MotionLimits limits(MotionLimits configured, boolean replace) {
        return new MotionLimits(
                chosen(configured.speedMmPerS(), slower(RATE, PER_MINUTE), false),
                chosen(configured.accelerationMmPerS2(), slower(ACCELERATION, 1), replace));
    }

    private static double chosen(double configured, OptionalDouble told, boolean replace) {
        if (told.isEmpty()) {
            return configured;
        }
        return replace ? told.getAsDouble() : Math.min(configured, told.getAsDouble());
    }

    private OptionalDouble area(int number) {
        return within(number, LEAST_AREA_MM, LARGEST_AREA_MM);
    }

    /** The smaller number of the two axes. */
    private OptionalDouble slower(int number, double divisor) {
        OptionalDouble x = within(number, 0.01, 1e7);
        OptionalDouble y = within(number + 1, 0.01, 1e7);
        if (x.isEmpty() || y.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(x.getAsDouble(), y.getAsDouble()) / divisor);
    }

    private OptionalDouble within(int number, double least, double largest) {
        double value = values.getOrDefault(number, Double.NaN);
        return value >= least && value <= largest ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
