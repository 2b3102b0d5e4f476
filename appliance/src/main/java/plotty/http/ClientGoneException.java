package plotty.http;

/** The client went away, or does not take what we send: nothing is left to answer. */
final class ClientGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    ClientGoneException(String message) {
        super(message, null, false, false);
    }
}
