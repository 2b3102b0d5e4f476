package plotty.plotter.hpgl;

/**
 * How fast the pen may go so that the line keeps up: a plotter whose buffer runs dry rests with the pen on the paper. Steps of
 * a quarter, and back only by two, so that the speed is not changed all the time.
 */
final class LinePace {
    private static final int BITS_PER_BYTE = 10;
    /** An instruction with two coordinates of up to five digits, and its share of checks. */
    private static final double BYTES = 13;

    private static final double STEP = Math.log(1.25);
    private static final double MEMORY = 0.85;

    private final double secondsPerPiece;
    private double mm;
    private double seconds;
    private int step;

    LinePace(int baud) {
        // While a question is answered nothing else is sent.
        double askingS = (double) Draught.LOOK_BYTES * BITS_PER_BYTE / baud;
        double betweenS = Draught.lookNanos(baud) / 1e9;
        this.secondsPerPiece = BYTES * BITS_PER_BYTE / baud * (1 + askingS / betweenS);
    }

    /** How long the line takes for an instruction, s. */
    double secondsPerPiece() {
        return secondsPerPiece;
    }

    /** Another stroke begins. */
    void begin() {
        mm = 0;
        seconds = 0;
    }

    /**
     * The speed that the line sustains from here on, at most the limit.
     *
     * @param pieceMm length of the next instruction's way
     * @param twice whether it is sent twice
     */
    double sustained(double pieceMm, boolean twice, double limitMmPerS) {
        mm = MEMORY * mm + pieceMm;
        seconds = MEMORY * seconds + secondsPerPiece * (twice ? 2 : 1);
        int needed = Math.max(0, (int) Math.ceil(Math.log(limitMmPerS * seconds / mm) / STEP));
        if (needed > step || needed < step - 1) {
            step = needed;
        }
        return limitMmPerS * Math.exp(-STEP * step);
    }
}
