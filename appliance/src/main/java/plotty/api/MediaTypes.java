package plotty.api;

import java.util.Locale;
import plotty.http.Problem;
import plotty.http.Request;

/** What kind of body a request brings. */
public final class MediaTypes {
    private MediaTypes() {}

    /** The type without its parameters, lower case. */
    static String bare(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The JSON object that a request's body holds; 415 for a body that says that it is something else. */
    public static JsonFields json(Request request) {
        String type = bare(request.header("content-type").orElse(""));
        if (!type.isEmpty() && !type.equals("application/json") && !type.endsWith("+json")) {
            throw new Problem(415, "Unsupported media type", "The body must be application/json, not " + type + ".");
        }
        if (request.body().length == 0) {
            throw new BadInputException("The body is empty; a JSON object is expected.");
        }
        return JsonFields.parse(request.body());
    }
}
