package plotty.plotter.drive;

/** How an open request stands. */
public enum Phase {
    /** Motion is under way, also when it brakes. */
    MOVING,
    /** At rest, pen up, until it is resumed. */
    HELD,
    /** At rest, pen up, until more is permitted. */
    WAITING,
    /** The board failed or is away. */
    SUSPENDED,
    /** All done, or given up. */
    ENDED;

    /** With less permitted than this, s, the pen stays up: it would come down again and again to creep towards the bound. */
    public static final double LEAST_PERMITTED_S = 0.3;
}
