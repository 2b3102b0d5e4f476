package plotty.plotter.board;

/**
 * A simulated board as seen from its serial line: bytes in, bytes out, at exact times. It has no clock of its own: whoever
 * drives it says what time it is, and time never goes back. Not thread-safe.
 */
public interface Board {

    /** Bytes arrive from the host. */
    void receive(byte[] bytes, long nowNanos);

    /** What the host can read by now; empty if nothing. */
    byte[] transmit(long nowNanos);

    /** When something next happens by itself; {@link Long#MAX_VALUE} if nothing is under way. */
    long nextEventNanos();

    /** Lets time pass up to now. */
    void advance(long nowNanos);

    /** Whether the host sees it. */
    boolean plugged();

    /** A host opens the line: boards that are reset by it (DTR) are reset now. */
    default void opened(long nowNanos) {}
}
