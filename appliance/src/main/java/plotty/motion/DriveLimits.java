package plotty.motion;

import plotty.motion.MachineProfile.Kinematics;

/**
 * What a machine's motors and axes can bear, whatever the path asks: on a CoreXY machine a diagonal turns one motor √2 times as
 * fast as the pen goes. The limits of a path ({@link MotionLimits}) say how fast it is wanted; these say how fast it can be.
 * They also bound the acceleration across the path in curves, which the limits of a path do not.
 *
 * @param motor of either motor, in mm and mm/s of its own axis (steps by steps per mm)
 * @param x of the x axis
 * @param y of the y axis
 */
public record DriveLimits(Bound motor, Bound x, Bound y) {

    /** No limits but those of the path. */
    public static final DriveLimits NONE = new DriveLimits(Bound.NONE, Bound.NONE, Bound.NONE);

    /**
     * The most that one motor or axis can bear; infinite where nothing is known to bind.
     *
     * @param speedMmPerS more than 0
     * @param accelerationMmPerS2 more than 0
     */
    public record Bound(double speedMmPerS, double accelerationMmPerS2) {
        static final Bound NONE = new Bound(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        public Bound {
            if (!(speedMmPerS > 0) || !(accelerationMmPerS2 > 0)) {
                throw new IllegalArgumentException(
                        "speed and acceleration that a drive can bear must be more than 0, got %s mm/s and %s mm/s²"
                                .formatted(speedMmPerS, accelerationMmPerS2));
            }
        }
    }

    /** Whether some direction has lower limits than a path asks for. */
    boolean bind(MotionLimits path, Kinematics kinematics) {
        double worst = switch (kinematics) {
            case CORE_XY -> Math.sqrt(2);
            case CARTESIAN -> 1;
        };
        return path.speedMmPerS() * worst > motor.speedMmPerS
                || path.speedMmPerS() > Math.min(x.speedMmPerS, y.speedMmPerS)
                || path.accelerationMmPerS2() * worst > motor.accelerationMmPerS2
                || path.accelerationMmPerS2() > Math.min(x.accelerationMmPerS2, y.accelerationMmPerS2);
    }

    /** The largest speed along a direction (a vector of length 1), mm/s; may be infinite. */
    double speedAlong(double unitX, double unitY, Kinematics kinematics) {
        return least(
                motor.speedMmPerS / motorShare(unitX, unitY, kinematics),
                x.speedMmPerS / Math.abs(unitX),
                y.speedMmPerS / Math.abs(unitY));
    }

    /** The largest acceleration along a direction (a vector of length 1), mm/s²; may be infinite. */
    double accelerationAlong(double unitX, double unitY, Kinematics kinematics) {
        return least(
                motor.accelerationMmPerS2 / motorShare(unitX, unitY, kinematics),
                x.accelerationMmPerS2 / Math.abs(unitX),
                y.accelerationMmPerS2 / Math.abs(unitY));
    }

    private static double least(double a, double b, double c) {
        return Math.min(a, Math.min(b, c));
    }

    /** How far the busier motor goes for each mm in a direction. */
    private static double motorShare(double unitX, double unitY, Kinematics kinematics) {
        return switch (kinematics) {
            case CORE_XY -> Math.abs(unitX) + Math.abs(unitY);
            case CARTESIAN -> Math.max(Math.abs(unitX), Math.abs(unitY));
        };
    }
}
