package plotty.api.log;

import java.util.regex.Pattern;

/**
 * Hides what looks like a secret. Nothing here logs secrets; but a library, or a client's own text in an error, might bring one
 * in.
 */
public final class Redaction {
    private static final Pattern LOOKS_SECRET = Pattern.compile("(?i)(\\bplk_)[A-Za-z0-9_-]+"
            + "|(\\b(?:api_key|ticket|password|token|secret|plotty_session)\"?\\s*[=:]\\s*\"?)[^\\s&\",;]+"
            + "|(\\bbearer\\s+)[^\\s\",;]+"
            + "|(\\beyJ)[A-Za-z0-9_-]+\\.[A-Za-z0-9_.-]+");

    private Redaction() {}

    /** The same text with what looks like a secret replaced. */
    public static String hidden(String text) {
        return LOOKS_SECRET.matcher(text).replaceAll("$1$2$3$4[hidden]");
    }
}
