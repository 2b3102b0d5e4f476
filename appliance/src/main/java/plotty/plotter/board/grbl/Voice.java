package plotty.plotter.board.grbl;

/** How the board speaks; lines come with their ends. */
interface Voice {

    /** The answer to a line, {@code ok} or {@code error:n}: what a fault may drop or garble. */
    void answer(String text, long nanos);

    /** Anything else. */
    void tell(String text, long nanos);
}
