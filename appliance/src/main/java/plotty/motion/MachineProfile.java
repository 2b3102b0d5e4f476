package plotty.motion;

/**
 * What a machine is and can do. The machine frame has its origin at the machine's origin corner, x to the right, y down
 * the sheet.
 *
 * @param name as people call the machine, not blank
 * @param widthMm work area along x, 1 to 100,000
 * @param heightMm work area along y, 1 to 100,000
 * @param kinematics how motor steps make x and y
 * @param stepsPerMm motor steps (microsteps) per mm of its axis, 0.001 to 100,000
 * @param drawing limits with the pen down
 * @param travel limits with the pen up
 * @param junctionDeviationMm how far a round through a corner would leave it; sets the speed in corners with the pen down,
 *     0 to 10
 * @param pen times and heights of the pen
 * @param drives what motors and axes can bear, whatever the limits above
 */
public record MachineProfile(
        String name,
        double widthMm,
        double heightMm,
        Kinematics kinematics,
        double stepsPerMm,
        MotionLimits drawing,
        MotionLimits travel,
        double junctionDeviationMm,
        PenProfile pen,
        DriveLimits drives) {

    public MachineProfile {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a machine needs a name");
        }
        requireWithin("the work area's width", widthMm, 1, 100_000, "mm");
        requireWithin("the work area's height", heightMm, 1, 100_000, "mm");
        requireWithin("the resolution", stepsPerMm, 0.001, 100_000, "steps per mm");
        requireWithin("the junction deviation", junctionDeviationMm, 0, 10, "mm");
    }

    /** A machine that can bear all that its limits allow. */
    public MachineProfile(
            String name,
            double widthMm,
            double heightMm,
            Kinematics kinematics,
            double stepsPerMm,
            MotionLimits drawing,
            MotionLimits travel,
            double junctionDeviationMm,
            PenProfile pen) {
        this(
                name,
                widthMm,
                heightMm,
                kinematics,
                stepsPerMm,
                drawing,
                travel,
                junctionDeviationMm,
                pen,
                DriveLimits.NONE);
    }

    private static void requireWithin(String what, double value, double from, double to, String unit) {
        if (!(value >= from) || !(value <= to)) {
            throw new IllegalArgumentException(
                    "%s must be from %s to %s %s, got %s".formatted(what, from, to, unit, value));
        }
    }

    /** How two motors move the pen. */
    public enum Kinematics {
        /** Motor 1 is x + y, motor 2 is x − y (AxiDraw and kin). */
        CORE_XY,
        /** Motor 1 is x, motor 2 is y. */
        CARTESIAN
    }

    /**
     * The pen and its servo.
     *
     * @param liftS time from the lift command until the pen is surely off the paper, 0 to 60 s
     * @param dropS time from the drop command until the pen is surely on the paper, 0 to 60 s
     * @param clearS time from the lift command until the carriage may move without leaving a trace, 0 to {@code liftS}
     * @param hoverS time from the drop command during which the carriage may still move without leaving a trace, 0 to
     *     {@code dropS}
     * @param upPercent servo position with the pen up, 0 to 100
     * @param downPercent servo position with the pen down, 0 to 100
     */
    public record PenProfile(double liftS, double dropS, double clearS, double hoverS, int upPercent, int downPercent) {

        public PenProfile {
            requireWithin("the pen's lift time", liftS, 0, 60, "s");
            requireWithin("the pen's drop time", dropS, 0, 60, "s");
            requireWithin("the time until a lifted pen is clear of the paper", clearS, 0, liftS, "s");
            requireWithin("the time until a lowered pen may touch the paper", hoverS, 0, dropS, "s");
            requireWithin("the pen's height up", upPercent, 0, 100, "%");
            requireWithin("the pen's height down", downPercent, 0, 100, "%");
        }

        /** A pen during whose ways up and down the carriage rests. */
        public PenProfile(double liftS, double dropS, int upPercent, int downPercent) {
            this(liftS, dropS, liftS, 0, upPercent, downPercent);
        }
    }

    /** AxiDraw V3 and SE/A4 with the limits that work on all of them. */
    public static final MachineProfile AXIDRAW_V3 = MachineProfiles.named("axidraw-v3");
}
