package plotty.plotter.grbl;

import java.util.List;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;

/** The machines that the tests drive, and their boards. */
final class Machines {
    private static final double ACCELERATION = 400;
    private static final double DEVIATION_MM = 0.05;
    private static final double STEPS_PER_MM = 80;

    static final MachineProfile PROFILE = new MachineProfile(
            "Test machine",
            300,
            218,
            MachineProfile.Kinematics.CARTESIAN,
            STEPS_PER_MM,
            new MotionLimits(50, ACCELERATION),
            new MotionLimits(200, ACCELERATION),
            DEVIATION_MM,
            new MachineProfile.PenProfile(0.12, 0.12, 60, 50));

    /** How the pen hangs on a machine, and what opening its line does. */
    enum Kind {
        SERVO,
        SERVO_RESET_BY_OPENING,
        /** It tells the work position and nothing of its buffers. */
        SERVO_TERSE,
        Z_AXIS,
        IDRAW_2
    }

    private Machines() {}

    static GrblSettings settings(Kind kind, boolean assumeOriginAtStart) {
        return new GrblSettings("p1", "Test plotter", PROFILE, model(kind), assumeOriginAtStart);
    }

    private static GrblModel model(Kind kind) {
        return switch (kind) {
            case SERVO, SERVO_RESET_BY_OPENING, SERVO_TERSE -> upright(GrblModel.GENERIC_SERVO);
            case Z_AXIS ->
                upright(new GrblModel("Z", new GrblModel.Pen.ZAxis(2, -2, 60), false, false, false, false, List.of()));
            case IDRAW_2 -> GrblModel.IDRAW_2;
        };
    }

    private static GrblModel upright(GrblModel model) {
        return new GrblModel(model.name(), model.pen(), false, false, model.homing(), false, model.startLines());
    }

    static plotty.plotter.board.grbl.GrblSettings board(Kind kind) {
        var settings = switch (kind) {
            case SERVO, SERVO_TERSE ->
                plotty.plotter.board.grbl.GrblSettings.servo().withResetByOpening(false);
            case SERVO_RESET_BY_OPENING -> plotty.plotter.board.grbl.GrblSettings.servo();
            case Z_AXIS -> plotty.plotter.board.grbl.GrblSettings.zAxis().withResetByOpening(false);
            case IDRAW_2 ->
                plotty.plotter.board.grbl.GrblSettings.iDraw2()
                        .withResetByOpening(false)
                        .withFlips(true, true);
        };
        for (int axis = 0; axis < 3; axis++) {
            settings = settings.with(100 + axis, STEPS_PER_MM)
                    .with(110 + axis, 12_000)
                    .with(120 + axis, axis == 2 ? 2000 : ACCELERATION)
                    .with(130 + axis, 300);
        }
        return settings.with(11, DEVIATION_MM).with(10, kind == Kind.SERVO_TERSE ? 0 : 3);
    }
}
