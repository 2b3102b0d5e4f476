package plotty.motion;

import plotty.motion.MachineProfile.Kinematics;

/**
 * The limits for a path on one machine: those of the path, in each direction lowered to what the drives bear there. Where the
 * drives bear all that a path of any direction asks for, they are the path's own, and cost nothing to find.
 */
final class PathLimits {
    private final MotionLimits path;
    private final double junctionDeviationMm;
    private final Kinematics kinematics;
    private final DriveLimits drives;
    private final boolean bound;
    private final boolean boundInCurves;

    private PathLimits(MotionLimits path, double junctionDeviationMm, Kinematics kinematics, DriveLimits drives) {
        this.path = path;
        this.junctionDeviationMm = junctionDeviationMm;
        this.kinematics = kinematics;
        this.drives = drives;
        this.bound = drives.bind(path, kinematics);
        this.boundInCurves = !drives.equals(DriveLimits.NONE);
    }

    /** Limits of a path on a machine that can bear all of them. */
    static PathLimits of(MotionLimits path, double junctionDeviationMm) {
        return new PathLimits(path, junctionDeviationMm, Kinematics.CARTESIAN, DriveLimits.NONE);
    }

    /** Limits of a path with the pen down on a machine. */
    static PathLimits drawing(MotionLimits path, MachineProfile machine) {
        return new PathLimits(path, machine.junctionDeviationMm(), machine.kinematics(), machine.drives());
    }

    /** Limits of ways with the pen up on a machine. */
    static PathLimits travel(MachineProfile machine) {
        return new PathLimits(machine.travel(), 0, machine.kinematics(), machine.drives());
    }

    MotionLimits path() {
        return path;
    }

    double junctionDeviationMm() {
        return junctionDeviationMm;
    }

    /** Whether some direction has lower limits than the path. */
    boolean bound() {
        return bound;
    }

    /** Whether the drives limit the acceleration across a path. */
    boolean boundInCurves() {
        return boundInCurves;
    }

    /** Speed and acceleration along a segment that goes so far in x and y, mm. */
    MotionLimits along(double dx, double dy) {
        double length = Math.sqrt(dx * dx + dy * dy);
        if (!bound || !(length > 0)) {
            return path;
        }
        return new MotionLimits(
                Math.min(path.speedMmPerS(), drives.speedAlong(dx / length, dy / length, kinematics)),
                accelerationToward(dx / length, dy / length));
    }

    /** The path's acceleration, or what the drives bear in a direction (a vector of length 1) if that is less. */
    double accelerationToward(double unitX, double unitY) {
        return Math.min(path.accelerationMmPerS2(), drives.accelerationAlong(unitX, unitY, kinematics));
    }

    /** What the drives bear in a direction (a vector of length 1), whatever the path asks for; may be infinite. */
    double bearableToward(double unitX, double unitY) {
        return drives.accelerationAlong(unitX, unitY, kinematics);
    }
}
