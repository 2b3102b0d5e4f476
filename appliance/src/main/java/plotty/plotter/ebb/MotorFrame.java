package plotty.plotter.ebb;

import plotty.motion.MachineProfile;

/** How places on the machine, in mm, and motor positions, in steps from the origin, belong together. */
final class MotorFrame {
    private final MachineProfile.Kinematics kinematics;
    private final double stepsPerMm;
    private final boolean swapped;

    /** Positions of both motors, whole steps from the origin. */
    record Steps(int motor1, int motor2) {
        static final Steps ORIGIN = new Steps(0, 0);
    }

    MotorFrame(MachineProfile profile) {
        this(profile, EbbModel.AXIDRAW);
    }

    MotorFrame(MachineProfile profile, EbbModel model) {
        this.kinematics = profile.kinematics();
        this.stepsPerMm = profile.stepsPerMm();
        this.swapped = model.firstMotorIsY();
    }

    double motor1(double xMm, double yMm) {
        return stepsPerMm
                * switch (kinematics) {
                    case CORE_XY -> xMm + yMm;
                    case CARTESIAN -> swapped ? yMm : xMm;
                };
    }

    double motor2(double xMm, double yMm) {
        return stepsPerMm
                * switch (kinematics) {
                    case CORE_XY -> xMm - yMm;
                    case CARTESIAN -> swapped ? xMm : yMm;
                };
    }

    double xMm(double motor1, double motor2) {
        return switch (kinematics) {
                    case CORE_XY -> (motor1 + motor2) / 2;
                    case CARTESIAN -> swapped ? motor2 : motor1;
                }
                / stepsPerMm;
    }

    double yMm(double motor1, double motor2) {
        return switch (kinematics) {
                    case CORE_XY -> (motor1 - motor2) / 2;
                    case CARTESIAN -> swapped ? motor1 : motor2;
                }
                / stepsPerMm;
    }

    /** The whole steps nearest to a place. */
    Steps at(double xMm, double yMm) {
        return new Steps((int) Math.round(motor1(xMm, yMm)), (int) Math.round(motor2(xMm, yMm)));
    }
}
