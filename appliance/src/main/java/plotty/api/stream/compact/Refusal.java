package plotty.api.stream.compact;

import java.util.List;
import java.util.Locale;

/** What a client is told, as an {@code error}, instead of what it asked for. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Code code;
    private final transient List<String> known;

    /** {@code code} of an {@code error}. */
    enum Code {
        /** The bytes are no message: no JSON or CBOR, too deep, no object. */
        UNREADABLE,
        /** A field is missing, or not what it must be. */
        INVALID,
        /** There is no request of this type. */
        UNKNOWN_TYPE,
        /** There is no channel of this name. */
        UNKNOWN_CHANNEL,
        /** The client may not do that. */
        FORBIDDEN,
        /** There is no such job or plotter. */
        NOT_FOUND,
        /** The state of the job or the plotter does not allow it. */
        CONFLICT,
        /** The drawing is larger than what is taken. */
        TOO_LARGE,
        /** Too much waits already: wait for an answer. */
        BUSY,
        /** The credits are used up; the connection is closed after this. */
        RATE_LIMIT,
        /** A fault of ours; the message carries the id under which it stands in the log. */
        INTERNAL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Refusal(Code code, String sentence) {
        this(code, sentence, List.of());
    }

    /** An error that names, for programs, what would have been understood. */
    Refusal(Code code, String sentence, List<String> known) {
        super(sentence);
        this.code = code;
        this.known = List.copyOf(known);
    }

    Code code() {
        return code;
    }

    List<String> known() {
        return known;
    }
}
