package plotty.access;

/** Bearer tokens: a JWT (RFC 7519) that is good for 15 minutes. Thread-safe; may block for the disk. */
public final class Tokens {
    Tokens() {}

    /**
     * A token that stands for whoever asks.
     *
     * @param principal known by a login or a key: a token gets no further token
     * @throws AccountException INVALID if he is known by something else
     */
    public Token issue(Principal principal) {
        throw new UnsupportedOperationException();
    }
}
