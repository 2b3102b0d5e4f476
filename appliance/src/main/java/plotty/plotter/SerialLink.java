package plotty.plotter;

/**
 * A line to a board: bytes out, bytes in, and the time that both ends live in. Drivers take time from here and from nowhere
 * else, so that a board in memory can run in virtual or scaled time. Used by the plotter's thread only, but for
 * {@link #wake()}.
 */
public interface SerialLink extends AutoCloseable {

    /** Queues bytes for the board; never blocks. Throws {@link LinkLostException} if the line is gone. */
    void write(byte[] bytes);

    /**
     * Waits for bytes.
     *
     * @return how many were put into the buffer; 0 after the time or after {@link #wake()}
     * @throws LinkLostException if the line is gone
     */
    int read(byte[] buffer, long timeoutNanos);

    /** Makes a read that waits now, or the next one, return at once. Any thread. */
    void wake();

    /** The line's own time, ns, monotonic. */
    long nanoTime();

    /** Closes the line; returns within a second even if the device is dead. */
    @Override
    void close();
}
