package plotty.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a request came from, as far as that is believed.
 *
 * @param client who sent it; behind a trusted proxy the proxy's client
 * @param passedOn whether somebody handed it on whose word for the client does not count, or who did not name the client
 * @param proxied whether a trusted proxy handed it on
 * @param secure whether the client's connection is encrypted
 * @param host the name under which the client called a trusted proxy
 */
record Sender(InetAddress client, boolean passedOn, boolean proxied, boolean secure, Optional<String> host) {}
