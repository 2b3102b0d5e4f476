package plotty.api.stream;

import java.util.List;

/** What a client is told, as an {@code error}, instead of what it asked for. */
public final class StreamErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final transient List<String> known;

    public StreamErrorException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    /** An error that names, for programs, what would have been understood. */
    public StreamErrorException(ErrorCode code, String message, List<String> known) {
        super(message);
        this.code = code;
        this.known = List.copyOf(known);
    }

    public ErrorCode code() {
        return code;
    }

    public List<String> known() {
        return known;
    }
}
