package plotty.store;

/** The database could not do what it was asked; the message says what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is, for those who answer somebody. */
    public enum Kind {
        /** What the file says cannot be trusted. */
        DAMAGED,
        /** The disk or the file cannot be written. */
        READ_ONLY,
        /** There is no room on the disk. */
        FULL,
        /** The disk did not do as it was told. */
        FAILED,
        /** It may go well in a moment. */
        BUSY,
        /** Something else. */
        OTHER
    }

    private final Kind kind;

    public StoreException(String message) {
        this(Kind.OTHER, message);
    }

    public StoreException(String message, Throwable cause) {
        this(Kind.OTHER, message, cause);
    }

    StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return kind;
    }
}
