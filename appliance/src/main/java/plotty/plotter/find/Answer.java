package plotty.plotter.find;

/** What is at the other end of a line, as far as it says. */
sealed interface Answer {

    /**
     * A board of this kind.
     *
     * @param nickname as people named the board; empty if they did not, or it keeps none
     */
    record Board(BoardKind kind, String nickname) implements Answer {}

    /** Nothing that can be heard. */
    record Silence() implements Answer {}

    /**
     * Something else.
     *
     * @param heard a line of what it said
     */
    record Stranger(String heard) implements Answer {}
}
