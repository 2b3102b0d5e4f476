package plotty.plotter.board;

/**
 * Where the pen truly is while the board counts. The two agree but for what hands, slipping motors and a failing supply
 * put between them. Millimetres, in the machine frame.
 */
public final class Gantry {

    private double countedX;
    private double countedY;
    private double aheadX;
    private double aheadY;
    private boolean supplied = true;

    /** At the origin, as the board believes too. */
    public Gantry() {}

    /** The board has moved its motors to here, as it counts. */
    public void drive(double xMm, double yMm) {
        if (!supplied) {
            aheadX += countedX - xMm;
            aheadY += countedY - yMm;
        }
        countedX = xMm;
        countedY = yMm;
    }

    /** The board counts from another number on, and nothing moves. */
    public void renumber(double xMm, double yMm) {
        aheadX += countedX - xMm;
        aheadY += countedY - yMm;
        countedX = xMm;
        countedY = yMm;
    }

    /** Something else than the motors moves the carriage. */
    public void push(double xMm, double yMm) {
        aheadX += xMm;
        aheadY += yMm;
    }

    /** Whether the motors' supply is there. */
    public void supply(boolean on) {
        supplied = on;
    }

    /** Where the pen is. */
    public double xMm() {
        return countedX + aheadX;
    }

    /** Where the pen is. */
    public double yMm() {
        return countedY + aheadY;
    }
}
