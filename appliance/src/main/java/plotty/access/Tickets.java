package plotty.access;

/** One-time tickets, with which a browser opens a WebSocket within 30 s. Thread-safe, in memory. */
public final class Tickets {
    Tickets() {}

    /**
     * A ticket that stands for whoever asks.
     *
     * @throws AccountException INVALID if he is known by nothing but his address, FULL if too many wait
     */
    public Token issue(Principal principal) {
        throw new UnsupportedOperationException();
    }
}
