package plotty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccessRefusedException;
import plotty.access.Credentials;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.access.Role;

/** What a request must be, and its client may, before a handler sees it; besides {@link Hosts}. */
final class Gate {

    private Gate() {}

    /** Whether a method may change something. */
    static boolean changesState(String method) {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(method);
    }

    /** Who asks; a {@link Problem} 401, 403 or 429 for wrong credentials. */
    static Principal principal(Guard guard, Credentials credentials) {
        try {
            return guard.identify(credentials);
        } catch (AccessRefusedException e) {
            throw switch (e.reason()) {
                case WRONG -> unauthorized(e.getMessage());
                case FORGED -> new Problem(403, "Forged request", e.getMessage());
                case TOO_MANY -> tooMany(e.getMessage(), e.retryAfter());
            };
        }
    }

    /** A {@link Problem} 429 for somebody who asks too much. */
    static void checkRate(Guard guard, Principal who, InetAddress client) {
        guard.overLimit(who, client).ifPresent(wait -> {
            throw tooMany("You ask more often than is allowed. Wait, and ask less often.", Optional.of(wait));
        });
    }

    /**
     * A {@link Problem} 403 where the browser itself says that another site's page sends this (W3C Fetch Metadata). One of
     * the same site, such as another port of this machine, must have named an origin, which was checked.
     */
    static void checkFetchSite(HttpHeaders headers) {
        String site = headers.get("Sec-Fetch-Site", "").strip().toLowerCase(Locale.ROOT);
        if (site.equals("cross-site") || (site.equals("same-site") && !headers.contains(HttpHeaderNames.ORIGIN))) {
            throw new Problem(
                    403,
                    "Foreign origin",
                    "The browser says that a page of another site sent this. Open our own page.");
        }
    }

    static Problem unauthorized(String detail) {
        return new Problem(401, "Credentials needed", detail, Map.of("WWW-Authenticate", "Bearer realm=\"plotty\""));
    }

    private static Problem tooMany(String detail, Optional<Duration> wait) {
        long seconds = wait.map(Duration::toMillis).map(ms -> (ms + 999) / 1000).orElse(1L);
        return new Problem(
                429, "Too many requests", detail, Map.of("Retry-After", Long.toString(Math.max(1, seconds))));
    }

    /** A {@link Problem} 401 or 403 where a role does not suffice. */
    static void checkRole(Principal who, Role needed) {
        if (who.role().covers(needed)) {
            return;
        }
        if (who.role() == Role.NONE) {
            throw unauthorized("This address is not open to everyone. Log in, or send a key in X-Api-Key.");
        }
        throw new Problem(
                403,
                "Not permitted",
                "This needs the role %s, and you have %s. %s"
                        .formatted(
                                needed.name().toLowerCase(Locale.ROOT),
                                who.role().name().toLowerCase(Locale.ROOT),
                                who.kind() == Principal.Kind.ANONYMOUS
                                        ? "Log in, or send a key in X-Api-Key."
                                        : "Ask an admin for more."));
    }

    /** A {@link Problem} 505 for what is not HTTP/1. */
    static void checkVersion(HttpVersion version) {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new Problem(505, "Version not supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
        }
    }

    /** A {@link Problem} for a body that is coded in a way that is not taken here. */
    static void checkCodings(HttpHeaders headers) {
        if (!isAtMost("chunked", headers.getAll(HttpHeaderNames.TRANSFER_ENCODING))) {
            throw new Problem(501, "Not implemented", "The only transfer coding taken here is chunked.");
        }
        if (!isAtMost("identity", headers.getAll(HttpHeaderNames.CONTENT_ENCODING))) {
            throw new Problem(
                    415,
                    "Coding not supported",
                    "Compressed bodies are not taken. Send it as it is.",
                    Map.of("Accept-Encoding", "identity"));
        }
        if (!headers.get(HttpHeaderNames.EXPECT, "100-continue").equalsIgnoreCase("100-continue")) {
            throw new Problem(417, "Expectation failed", "The only expectation known here is 100-continue.");
        }
    }

    /** Whether a header is not there, or once with the one value that it may have. */
    private static boolean isAtMost(String allowed, List<String> values) {
        return values.isEmpty()
                || (values.size() == 1 && values.getFirst().strip().equalsIgnoreCase(allowed));
    }

    /** What is wrong with a request that is no HTTP. */
    static Problem undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Problem(
                    414, "Address too long", "A request line has at most %d bytes.".formatted(Limits.LINE_BYTES));
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Problem(
                    431,
                    "Headers too large",
                    "The headers have at most %d bytes together.".formatted(Limits.HEADER_BYTES));
        }
        return Target.malformed("This is not HTTP/1.1 as it must be: " + cause.getMessage() + ".");
    }
}
