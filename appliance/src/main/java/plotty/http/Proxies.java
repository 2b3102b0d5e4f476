package plotty.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose word for somebody else's address counts. A proxy at a configured address is believed in what it says of its
 * client, by {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} or by {@code Forwarded} (RFC 7239). Each proxy adds
 * its client behind what that one claimed, so the client is the rightmost address that is no trusted proxy. From everybody
 * else such headers show only that the address is not the client's own. Thread-safe.
 */
final class Proxies {

    private static final List<String> MARKS =
            List.of("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP");

    /** What a trusted proxy says; an empty client is one that it does not name. */
    private record Word(Optional<InetAddress> client, Optional<String> scheme, Optional<String> host) {}

    private volatile List<AddressRange> trusted;

    /** Trusts these addresses and ranges; throws {@link IllegalArgumentException} with a sentence about one that is none. */
    Proxies(Set<String> trusted) {
        trust(trusted);
    }

    /** Trusts these in the place of the others; throws {@link IllegalArgumentException} and changes nothing if one is none. */
    final void trust(Set<String> others) {
        trusted = others.stream().map(AddressRange::parse).toList();
    }

    /**
     * Where a request came from.
     *
     * @param peer who sent the bytes
     * @param encrypted whether his connection is
     */
    Sender sender(InetAddress peer, boolean encrypted, HttpHeaders headers) {
        boolean marked = MARKS.stream().anyMatch(headers::contains);
        if (!marked || !trusts(peer)) {
            return new Sender(peer, marked, false, encrypted, Optional.empty());
        }
        Optional<Word> standard = standard(headers);
        Optional<Word> usual = usual(headers);
        if (standard.isPresent()
                && usual.isPresent()
                && !standard.get().client().equals(usual.get().client())) {
            throw Target.malformed("The headers Forwarded and X-Forwarded-For contradict each other. Have the proxy"
                    + " remove the one that it does not write.");
        }
        Word word = usual.or(() -> standard).orElse(new Word(Optional.empty(), Optional.empty(), Optional.empty()));
        return new Sender(
                word.client().orElse(peer),
                word.client().isEmpty(),
                true,
                word.scheme().map("https"::equalsIgnoreCase).orElse(encrypted),
                word.host());
    }

    boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private Optional<Word> standard(HttpHeaders headers) {
        List<String> values = headers.getAll("Forwarded");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, String>> elements = ForwardedHeader.parse(String.join(",", values))
                .orElseThrow(() -> Target.malformed("The header Forwarded is not written as it must be."));
        List<Optional<InetAddress>> chain = elements.stream()
                .map(element -> node(element.getOrDefault("for", "")))
                .toList();
        int chosen = client(chain);
        Map<String, String> element = elements.get(chosen);
        return Optional.of(new Word(
                chain.get(chosen),
                Optional.ofNullable(element.get("proto")),
                Optional.ofNullable(element.get("host"))));
    }

    private Optional<Word> usual(HttpHeaders headers) {
        List<String> nodes = items(headers, "X-Forwarded-For");
        List<String> schemes = items(headers, "X-Forwarded-Proto");
        List<String> hosts = items(headers, "X-Forwarded-Host");
        if (nodes.isEmpty() && schemes.isEmpty() && hosts.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<InetAddress>> chain = nodes.stream().map(Proxies::node).toList();
        int chosen = chain.isEmpty() ? -1 : client(chain);
        return Optional.of(new Word(
                chosen < 0 ? Optional.empty() : chain.get(chosen),
                beside(schemes, chosen, chain.size()),
                beside(hosts, chosen, chain.size())));
    }

    /** The rightmost that is no trusted proxy, or is unknown; the leftmost if all are trusted. */
    private int client(List<Optional<InetAddress>> chain) {
        int at = chain.size() - 1;
        while (at > 0 && chain.get(at).filter(this::trusts).isPresent()) {
            at--;
        }
        return at;
    }

    /** Where each proxy added one, the one that belongs to the client; otherwise what the last proxy said. */
    private static Optional<String> beside(List<String> items, int chosen, int size) {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(items.size() == size ? items.get(chosen) : items.getLast());
    }

    private static List<String> items(HttpHeaders headers, CharSequence name) {
        return headers.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .flatMap(item -> item.isEmpty() ? Stream.empty() : Stream.of(item))
                .toList();
    }

    /** An address with or without brackets and port; empty for {@code unknown} and hidden ones (RFC 7239, 6). */
    private static Optional<InetAddress> node(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : AddressRange.literal(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return AddressRange.literal(port ? text.substring(0, colon) : text);
    }
}
