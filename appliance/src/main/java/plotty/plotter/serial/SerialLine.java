package plotty.plotter.serial;

/**
 * How a serial port is set: always eight bits and one stop bit.
 *
 * @param baud bits per second, more than 0
 * @param parity of each byte
 * @param handshake which end may hold the other up, and how
 */
public record SerialLine(int baud, Parity parity, Handshake handshake) {

    /** What boards on USB are opened with; they do not care. */
    public static final SerialLine USB = new SerialLine(115_200, Parity.NONE, Handshake.NONE);

    /** What HP-GL plotters are mostly set to. */
    public static final SerialLine HPGL = new SerialLine(9600, Parity.NONE, Handshake.NONE);

    public SerialLine {
        if (baud <= 0) {
            throw new IllegalArgumentException("the line's speed must be more than 0 baud, got " + baud);
        }
    }

    /** The bit that guards a byte. */
    public enum Parity {
        NONE,
        EVEN,
        ODD
    }

    /** How a device holds up who writes to it. */
    public enum Handshake {
        NONE,
        /** It lowers the line that arrives as CTS. */
        HARDWARE,
        /** It sends XOFF and XON. */
        SOFTWARE
    }
}
