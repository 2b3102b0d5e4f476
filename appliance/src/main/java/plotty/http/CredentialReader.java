package plotty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import plotty.access.Credentials;

/**
 * Finds what a request says who it is from: {@code Authorization: Bearer}, {@code X-Api-Key}, {@code ?api_key=}, for
 * WebSockets {@code ?ticket=}, and the cookie of a session. What is named on purpose goes before the cookie, which a
 * browser adds by itself; two things named on purpose that differ are a {@link Problem} 400, because nobody can tell who is
 * meant. What is empty counts as not there.
 *
 * <p>The opening of a WebSocket changes nothing and needs no CSRF token, which a browser could not send with it: in its
 * place a WebSocket that is opened by a cookie must name an origin, and every origin named must be ours.
 */
final class CredentialReader {

    static final String SESSION_COOKIE = "plotty_session";
    static final String KEY_PARAMETER = "api_key";
    static final String TICKET_PARAMETER = "ticket";

    /** A signed token is the longest of all; longer ones are wrong before anything is compared. */
    private static final int LONGEST_TOKEN = 4096;

    private static final int LONGEST = 512;

    private final HttpHeaders headers;
    private final Target target;

    CredentialReader(HttpHeaders headers, Target target) {
        this.headers = headers;
        this.target = target;
    }

    /**
     * Reads them.
     *
     * @param changesState whether the request may change something by itself
     * @param opensSocket whether it opens a WebSocket
     */
    Credentials read(Sender sender, boolean changesState, boolean opensSocket) {
        Optional<String> bearer = one(bearers(sender.proxied()));
        Optional<String> apiKey =
                one(Stream.concat(headers.getAll("X-Api-Key").stream(), parameter(KEY_PARAMETER).stream())
                        .toList());
        Optional<String> ticket = opensSocket ? one(parameter(TICKET_PARAMETER)) : Optional.empty();
        List<String> named =
                Stream.of(bearer, apiKey, ticket).flatMap(Optional::stream).toList();
        Optional<String> purpose = one(named);
        Optional<String> session = purpose.isPresent() ? Optional.empty() : one(cookies());
        Optional<String> csrf = one(headers.getAll("X-CSRF-Token"));
        checkLengths(bearer, apiKey, ticket, session, csrf);
        if (opensSocket && session.isPresent() && !headers.contains(HttpHeaderNames.ORIGIN)) {
            throw new Problem(
                    403,
                    "Foreign origin",
                    "A WebSocket that is opened by a session's cookie must say from which page. Use a ticket or a key.");
        }
        return new Credentials(sender.client(), sender.passedOn(), changesState, session, csrf, bearer, apiKey, ticket);
    }

    /** Other schemes are for a proxy in front of us that asks for a password of its own, and none of our business. */
    private List<String> bearers(boolean proxied) {
        List<String> values = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        List<String> bearers = values.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()))
                .toList();
        if (bearers.size() < values.size() && !proxied) {
            throw Gate.unauthorized("The only scheme of the header Authorization taken here is Bearer.");
        }
        return bearers;
    }

    private List<String> cookies() {
        return headers.getAll(HttpHeaderNames.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.LAX.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(SESSION_COOKIE))
                .map(Cookie::value)
                .toList();
    }

    private List<String> parameter(String name) {
        return target.parameters().getOrDefault(name, List.of());
    }

    private static Optional<String> one(List<String> values) {
        List<String> different = values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (different.size() > 1) {
            throw Target.malformed("This request names several different credentials. Send one.");
        }
        return different.stream().findFirst();
    }

    private static void checkLengths(Optional<String> bearer, Optional<?>... others) {
        boolean tooLong = bearer.filter(token -> token.length() > LONGEST_TOKEN).isPresent()
                || Stream.of(others)
                        .flatMap(Optional::stream)
                        .anyMatch(value -> value.toString().length() > LONGEST);
        if (tooLong) {
            throw Gate.unauthorized("These credentials are longer than any that are given out here.");
        }
    }
}
