package plotty.plotter.ebb;

import plotty.motion.MachineProfile;

/** How places on the machine, in mm, and motor positions, in steps from the origin, belong together. */
final class MotorFrame {
    private final MachineProfile.Kinematics kinematics;
    private final double stepsPerMm;

    /** Positions of both motors, whole steps from the origin. */
    record Steps(int motor1, int motor2) {
        static final Steps ORIGIN = new Steps(0, 0);
    }

    MotorFrame(MachineProfile profile) {
        this.kinematics = profile.kinematics();
        this.stepsPerMm = profile.stepsPerMm();
    }

    double motor1(double xMm, double yMm) {
        return stepsPerMm
                * switch (kinematics) {
                    case CORE_XY -> xMm + yMm;
                    case CARTESIAN -> xMm;
                    case CROSSED -> -yMm;
                };
    }

    double motor2(double xMm, double yMm) {
        return stepsPerMm
                * switch (kinematics) {
                    case CORE_XY -> xMm - yMm;
                    case CARTESIAN -> yMm;
                    case CROSSED -> xMm;
                };
    }

    double xMm(double motor1, double motor2) {
        return switch (kinematics) {
                    case CORE_XY -> (motor1 + motor2) / 2;
                    case CARTESIAN -> motor1;
                    case CROSSED -> motor2;
                }
                / stepsPerMm;
    }

    double yMm(double motor1, double motor2) {
        return switch (kinematics) {
                    case CORE_XY -> (motor1 - motor2) / 2;
                    case CARTESIAN -> motor2;
                    case CROSSED -> -motor1;
                }
                / stepsPerMm;
    }

    /** The whole steps nearest to a place. */
    Steps at(double xMm, double yMm) {
        return new Steps((int) Math.round(motor1(xMm, yMm)), (int) Math.round(motor2(xMm, yMm)));
    }
}
