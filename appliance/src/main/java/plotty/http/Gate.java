package plotty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plotty.access.Credentials;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.access.Role;

/** What a request must be, and its client may, before a handler sees it; besides {@link Hosts}. */
final class Gate {

    private Gate() {}

    /** Who asks; a {@link Problem} 401, 403 or 429 for wrong credentials, and 429 for one who asks too much. */
    static Principal principal(Guard guard, HttpHeaders headers, Target target, String method, InetAddress client) {
        boolean passedOn = headers.contains(HttpHeaderNames.VIA)
                || headers.contains("Forwarded")
                || headers.contains("X-Forwarded-For");
        Credentials credentials = new Credentials(
                client,
                passedOn,
                !Set.of("GET", "HEAD", "OPTIONS").contains(method),
                Optional.empty(),
                Optional.ofNullable(headers.get("X-CSRF-Token")),
                Optional.empty(),
                Optional.ofNullable(headers.get("X-Api-Key")),
                target.parameters().getOrDefault("ticket", List.of()).stream().findFirst());
        return guard.identify(credentials);
    }

    /** A {@link Problem} 401 or 403 where a role does not suffice. */
    static void checkRole(Role role, Role needed) {
        if (role.covers(needed)) {
            return;
        }
        if (role == Role.NONE) {
            throw new Problem(
                    401,
                    "Credentials needed",
                    "This address is not open to everyone.",
                    Map.of("WWW-Authenticate", "Bearer realm=\"plotty\""));
        }
        throw new Problem(403, "Not permitted", "This needs the role %s, and you have %s.".formatted(needed, role));
    }

    /** A {@link Problem} 505 for what is not HTTP/1. */
    static void checkVersion(HttpVersion version) {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new Problem(505, "Version not supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
        }
    }

    /** A {@link Problem} for a body that is coded in a way that is not taken here. */
    static void checkCodings(HttpHeaders headers) {
        String transfer = headers.get(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        if (!transfer.strip().equalsIgnoreCase("chunked")) {
            throw new Problem(501, "Not implemented", "The only transfer coding taken here is chunked.");
        }
        if (!headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity").equalsIgnoreCase("identity")) {
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
