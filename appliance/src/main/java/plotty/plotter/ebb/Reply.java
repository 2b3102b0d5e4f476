package plotty.plotter.ebb;

/** A board's whole answer to one command. */
sealed interface Reply {

    /** Done, or entered the queue. */
    record Acknowledged() implements Reply {}

    /** What was asked for, without the command's name. */
    record Data(String text) implements Reply {}

    /** An error of the board, as it says it. */
    record Refused(String line) implements Reply {}

    /** Something that is no answer to this command. */
    record Garbled(String line) implements Reply {}
}
