package plotty.plotter.board.grbl;

import java.util.Arrays;

/** What the G-code parser remembers ({@code gc_state}); lengths in mm, feeds in mm/min. */
final class Modes {

    static final int NO_MOTION = 80;
    static final int G28 = 6;
    static final int G30 = 7;

    /** Kept without power: G54–G59, G28, G30. */
    private final double[][] stored = new double[8][Registers.AXES];

    int motion;
    boolean inverseTime;
    boolean inches;
    boolean incremental;
    int plane;
    int system;
    int spindle;
    boolean flood;
    int tool;
    double feed;
    double spindleSpeed;
    double toolLength;
    final double[] position = new double[Registers.AXES];
    final double[] shift = new double[Registers.AXES];

    /** As after a reset: the defaults, but not what the EEPROM keeps. */
    void reset(double[] machineMm) {
        motion = 0;
        inverseTime = false;
        inches = false;
        incremental = false;
        plane = 0;
        system = 0;
        spindle = 0;
        flood = false;
        tool = 0;
        feed = 0;
        spindleSpeed = 0;
        toolLength = 0;
        Arrays.fill(shift, 0);
        stand(machineMm);
    }

    /** The parser learns where the machine is. */
    void stand(double[] machineMm) {
        System.arraycopy(machineMm, 0, position, 0, position.length);
    }

    double[] stored(int index) {
        return stored[index];
    }

    void store(int index, double[] mm) {
        System.arraycopy(mm, 0, stored[index], 0, mm.length);
    }

    /** The EEPROM's offsets are cleared. */
    void forget() {
        for (double[] offset : stored) {
            Arrays.fill(offset, 0);
        }
    }

    /** Offset of the work coordinates from the machine's, mm. */
    double[] workOffset() {
        double[] offset = new double[Registers.AXES];
        for (int axis = 0; axis < offset.length; axis++) {
            offset[axis] = stored[system][axis] + shift[axis] + (axis == 2 ? toolLength : 0);
        }
        return offset;
    }
}
