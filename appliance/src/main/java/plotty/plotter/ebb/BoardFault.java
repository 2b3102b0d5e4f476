package plotty.plotter.ebb;

/** A board that is there but does not do as it should. The message is a sentence for people. */
final class BoardFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoardFault(String message) {
        super(message);
    }
}
