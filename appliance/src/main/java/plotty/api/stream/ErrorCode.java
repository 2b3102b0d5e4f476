package plotty.api.stream;

/** {@code error_code} of an {@code error} message. */
public enum ErrorCode {
    /** The text is no JSON object. */
    INVALID_JSON,
    /** A field is missing or of the wrong type. */
    INVALID_MESSAGE,
    UNKNOWN_TYPE,
    UNKNOWN_CHANNEL,
    /** The client's role does not suffice. */
    FORBIDDEN,
    /** There is no such job. */
    NOT_FOUND,
    /** The state of the job or the plotter does not allow it. */
    CONFLICT,
    /** The order itself makes no sense. */
    INVALID,
    /** Nearly too many messages in a minute; nothing is lost yet. */
    RATE_WARNING,
    /** Too many messages in a minute; the connection is closed after this. */
    RATE_LIMIT,
    /** A fault of ours; the message carries the id under which it stands in the log. */
    INTERNAL
}
