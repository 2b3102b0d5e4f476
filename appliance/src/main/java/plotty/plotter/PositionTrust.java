package plotty.plotter;

/** How far the machine's own idea of the pen's position can be believed. */
public enum PositionTrust {
    /** Proven: the counters are unbroken and nothing happened that moves the carriage behind their back. */
    KNOWN,
    /** Possibly wrong: something happened that may have moved the carriage. */
    SUSPECT,
    /** Gone: the board was reset or never told. */
    LOST;

    /** Whether the pen may be sent to an absolute place. */
    public boolean allowsAbsoluteMotion() {
        return this == KNOWN;
    }
}
