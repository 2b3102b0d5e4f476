package plotty.plotter.ebb;

import plotty.motion.MachineProfile.PenProfile;
import plotty.plotter.Adjustment;

/** Where up and down are for the pen: as profile, layer and people have it; tells the board what it does not know yet. */
final class PenHeights {
    private final EbbSettings settings;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private int layerPercent;
    private ServoSetting onBoard;

    PenHeights(EbbSettings settings) {
        this.settings = settings;
        forgetBoard();
    }

    /** A board was met: it has been told what the profile says. */
    void forgetBoard() {
        PenProfile pen = settings.profile().pen();
        layerPercent = pen.downPercent();
        onBoard = setting(pen.upPercent(), pen.downPercent());
    }

    private ServoSetting setting(int upPercent, int downPercent) {
        return ServoSetting.of(settings.model(), settings.profile().pen(), upPercent, downPercent);
    }

    /** What people want. Any thread. */
    Adjustment adjustment() {
        return adjustment;
    }

    void adjust(Adjustment wanted) {
        adjustment = wanted;
    }

    /** Before the pen is lowered: in this layer down is there, unless people want it elsewhere. */
    void layer(EbbBoard board, int downPercent) {
        layerPercent = downPercent;
        tell(board);
    }

    /** Between drawings down is where the profile has it, unless people want it elsewhere. */
    void noLayer(EbbBoard board) {
        layer(board, settings.profile().pen().downPercent());
    }

    /** Tells the board what is wanted now; false if it knew that already. */
    boolean tell(EbbBoard board) {
        Adjustment wanted = adjustment;
        ServoSetting next = setting(
                wanted.penUpPercent().orElse(settings.profile().pen().upPercent()),
                wanted.penDownPercent().orElse(layerPercent));
        if (next.equals(onBoard)) {
            return false;
        }
        board.setServo(next);
        onBoard = next;
        return true;
    }

    /** Tells the board what is wanted now, and moves a pen at rest there. */
    void moveAtRest(EbbBoard board, boolean up) {
        if (!tell(board)) {
            return;
        }
        if (up) {
            board.lift(0);
        } else {
            board.lower(0);
        }
    }
}
