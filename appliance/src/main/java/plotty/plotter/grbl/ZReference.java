package plotty.plotter.grbl;

/**
 * Where the pen's height really is. A board that was reset calls the height at which its pen stands zero; as long as this
 * service lasts, it remembers how high that was, so that up and down stay where they are.
 */
final class ZReference {
    private double shiftMm;
    private double lastMm;
    private boolean known;

    /** The board says where Z is. */
    void reported(double machineZ) {
        lastMm = machineZ + shiftMm;
        known = true;
    }

    /** The board began anew and calls the present height so. */
    void beganAnew(double machineZ) {
        shiftMm = known ? lastMm - machineZ : 0;
    }

    /** What the board calls a height. */
    double machineZ(double heightMm) {
        return heightMm - shiftMm;
    }
}
