package plotty.http;

/** Answers a request, on a virtual thread of its own; may block. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws Exception;
}
