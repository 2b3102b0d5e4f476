package plotty.api;

import java.time.Duration;
import java.util.Optional;
import plotty.access.Login;
import plotty.access.Sessions;
import plotty.http.Request;

/** The cookie of a login (RFC 6265): no script reads it, no other site's request carries it. */
final class SessionCookie {
    private static final String NAME = Sessions.COOKIE + "=";

    private SessionCookie() {}

    /** Its value in a request. */
    static Optional<String> of(Request request) {
        for (String pair : request.header("cookie").orElse("").split(";", -1)) {
            String stripped = pair.strip();
            if (stripped.startsWith(NAME)) {
                return Optional.of(stripped.substring(NAME.length()));
            }
        }
        return Optional.empty();
    }

    /** Value of the header {@code Set-Cookie} that gives it to a browser. */
    static String given(Login login, boolean secure) {
        Duration lasts =
                Duration.between(login.session().createdAt(), login.session().expiresAt());
        return attributes(login.cookie(), lasts.toSeconds(), secure);
    }

    /** Value of the header {@code Set-Cookie} that takes it away. */
    static String taken(boolean secure) {
        return attributes("", 0, secure);
    }

    private static String attributes(String value, long maxAgeS, boolean secure) {
        return NAME + value + "; Path=/; Max-Age=" + maxAgeS + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
