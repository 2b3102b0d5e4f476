package plotty.plotter.grbl;

import plotty.motion.MachineProfile.PenProfile;
import plotty.plotter.Adjustment;

/**
 * Lines that move the pen. Percent of the profile become heights of the model: its percent up and down are the model's two
 * heights, what lies between goes in a straight line, and nothing goes beyond them.
 */
final class PenCode {
    private final GrblModel.Pen pen;
    private final PenProfile profile;
    private final ZReference height;

    PenCode(GrblModel.Pen pen, PenProfile profile, ZReference height) {
        this.pen = pen;
        this.profile = profile;
        this.height = height;
    }

    /** The pen up, as a person has adjusted it. */
    String up(Adjustment adjustment) {
        return to(adjustment.penUpPercent().orElse(profile.upPercent()));
    }

    /** The pen down. */
    String down(Adjustment adjustment, int plannedPercent) {
        return to(adjustment.penDownPercent().orElse(plannedPercent));
    }

    String down(Adjustment adjustment) {
        return down(adjustment, profile.downPercent());
    }

    private String to(int percent) {
        int way = profile.upPercent() - profile.downPercent();
        double share = way == 0
                ? (percent >= profile.upPercent() ? 1 : 0)
                : Math.clamp((double) (percent - profile.downPercent()) / way, 0.0, 1.0);
        return switch (pen) {
            case GrblModel.Pen.Servo(int upS, int downS) -> servo((int) Math.round(downS + share * (upS - downS)));
            case GrblModel.Pen.ZAxis(double upMm, double downMm, double speed) ->
                GrblLine.machineZ(height.machineZ(downMm + share * (upMm - downMm)), speed);
        };
    }

    private static String servo(int spindle) {
        return spindle == 0 ? "M5" : "M3S" + spindle;
    }

    /** Time from the command until the pen is surely up, s. */
    double riseS() {
        return profile.liftS();
    }

    /** Time from the command until the pen is surely down, s. */
    double dropS() {
        return profile.dropS();
    }

    /** Time from the command until the carriage may move, s. */
    double clearS() {
        return profile.clearS();
    }
}
