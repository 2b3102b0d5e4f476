package plotty.plotter.ebb;

import java.util.List;
import plotty.motion.MachineProfile.PenProfile;

/**
 * How the board's servo is to move the pen: where up and down are, and how fast it goes from one to the other.
 *
 * @param up position of the pen up, in twelfths of a microsecond
 * @param down position of the pen down
 * @param rateUp speed on the way up, in twelfths of a microsecond per 24 ms
 * @param rateDown speed on the way down
 */
record ServoSetting(int up, int down, int rateUp, int rateDown) {
    private static final double RATE_S = 0.024;
    /** The servo is on its way for this part of the time that the pen has, the arm follows in the rest. */
    private static final double SHARE_OF_DROP = 0.4;
    /** Up goes quicker: the carriage waits until the pen is clear, and nothing can be hit there. */
    private static final double SHARE_OF_LIFT = 0.2;

    /** For heights in percent of the servo's way; as gentle as the pen's times allow, whatever way it has to go. */
    static ServoSetting of(EbbModel model, PenProfile pen, int upPercent, int downPercent) {
        int up = model.servo(upPercent);
        int down = model.servo(downPercent);
        int way = Math.abs(up - down);
        return new ServoSetting(
                up, down, rate(way, SHARE_OF_LIFT * pen.liftS()), rate(way, SHARE_OF_DROP * pen.dropS()));
    }

    private static int rate(int way, double seconds) {
        return Math.clamp((long) Math.ceil(way * RATE_S / Math.max(seconds, 0.4 * RATE_S)), 1, 65_535);
    }

    /** What to tell a board to make it so. */
    List<EbbCommand> commands() {
        return List.of(
                EbbCommand.servoUp(up),
                EbbCommand.servoDown(down),
                EbbCommand.servoRateUp(rateUp),
                EbbCommand.servoRateDown(rateDown));
    }
}
