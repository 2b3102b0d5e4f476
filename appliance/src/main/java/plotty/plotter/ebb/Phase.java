package plotty.plotter.ebb;

/** How an open request stands. */
enum Phase {
    /** Motion is under way, also when it brakes. */
    MOVING,
    /** At rest, pen up, until it is resumed. */
    HELD,
    /** At rest, pen up, until more is permitted. */
    WAITING,
    /** The board failed or is away. */
    SUSPENDED,
    /** All done, or given up. */
    ENDED
}
