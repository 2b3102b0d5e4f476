package plotty.http;

import java.util.Locale;
import java.util.Map;

/**
 * An error that is answered as {@code application/problem+json} (RFC 9457). Thrown by handlers; anything else they throw
 * becomes a 500 with an id that stands beside the stack trace in the log.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    /**
     * A problem.
     *
     * @param status HTTP status, 400 to 599
     * @param title what kind of problem, the same each time
     * @param detail a sentence for the reader: what is wrong, where, what to do
     */
    public Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    /** A problem whose answer carries headers too, such as {@code Retry-After}. */
    public Problem(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
        this.status = status;
        this.title = title;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /**
     * The answer. Its {@code type} is made from the title, so that a program can tell the kinds apart.
     *
     * @param instance URI of this occurrence
     */
    Response response(String instance) {
        Response response = Response.json(status, "application/problem+json", out -> {
            out.writeStartObject();
            out.writeStringField("type", "urn:plotty:problem:" + slug());
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("detail", getMessage());
            out.writeStringField("instance", instance);
            out.writeEndObject();
        });
        for (var header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private String slug() {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
