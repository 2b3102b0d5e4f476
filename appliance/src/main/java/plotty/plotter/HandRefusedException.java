package plotty.plotter;

/** A {@link HandMove} that cannot be done; the message is a sentence that says why and what to do. */
public final class HandRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HandRefusedException(String sentence) {
        super(sentence);
    }
}
