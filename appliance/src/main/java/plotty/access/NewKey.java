package plotty.access;

/**
 * A key that was just made.
 *
 * @param secret the whole key as a program sends it, {@code plk_…}; told this once and never again
 */
public record NewKey(ApiKey key, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "new key " + key.id();
    }
}
