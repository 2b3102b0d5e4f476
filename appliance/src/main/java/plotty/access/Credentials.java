package plotty.access;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a request brought to say who it is from. Nothing of it is checked yet, and none of it is ever logged.
 *
 * @param client address it came from; behind a trusted proxy that of the proxy's client
 * @param passedOn whether a proxy that is not trusted handed it on: the address says nothing about the client then
 * @param changesState whether the method may change something: everything but GET, HEAD and OPTIONS, and a WebSocket's upgrade
 * @param session value of the session cookie
 * @param csrf value of the header {@code X-CSRF-Token}
 * @param bearer token or key of {@code Authorization: Bearer}
 * @param apiKey value of the header {@code X-Api-Key} or, for old clients, of the query parameter {@code api_key}
 * @param ticket value of the query parameter {@code ticket}, taken for WebSockets only
 */
public record Credentials(
        InetAddress client,
        boolean passedOn,
        boolean changesState,
        Optional<String> session,
        Optional<String> csrf,
        Optional<String> bearer,
        Optional<String> apiKey,
        Optional<String> ticket) {

    /** Nothing but an address. */
    public static Credentials none(InetAddress client) {
        return new Credentials(
                client,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The address alone: who asks must not be seen in a log, nor what with. */
    @Override
    public String toString() {
        return "credentials from " + client.getHostAddress();
    }
}
