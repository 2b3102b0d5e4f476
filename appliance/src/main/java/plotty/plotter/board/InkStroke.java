package plotty.plotter.board;

/**
 * Ink from one touch of the pen to the next lift. The arrays are of equal length and in order of time; treat them as
 * constants.
 *
 * @param nanos board time of each point
 * @param xMm where, in the machine frame
 * @param yMm where, in the machine frame
 */
public record InkStroke(long[] nanos, double[] xMm, double[] yMm) {

    /** Number of points, at least one. */
    public int size() {
        return nanos.length;
    }

    /** Length of the line, mm: a line drawn twice counts twice. */
    public double lengthMm() {
        double length = 0;
        for (int i = 1; i < nanos.length; i++) {
            length += Math.hypot(xMm[i] - xMm[i - 1], yMm[i] - yMm[i - 1]);
        }
        return length;
    }

    /** When the pen touched the paper. */
    public long startNanos() {
        return nanos[0];
    }

    /** When the pen left the paper, or the last time known if it has not. */
    public long endNanos() {
        return nanos[nanos.length - 1];
    }
}
