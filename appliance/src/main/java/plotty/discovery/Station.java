package plotty.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.jmdns.impl.DNSRecord;
import org.tinylog.Logger;

/**
 * All that is said by mDNS in one network: the unique host with the services, and the short host name for as long as no other
 * box has it. One thread calls it.
 */
final class Station {
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /**
     * Names and ports.
     *
     * @param shared the short host name, without {@code .local}
     * @param unique the long one
     * @param service the services' name
     * @param port of HTTP
     * @param httpsPort of HTTPS
     */
    record Wording(String shared, String unique, String service, int port, OptionalInt httpsPort) {}

    private final String network;
    private final Wording wording;
    private final Consumer<DNSRecord> heard;
    private final Map<InetAddress, Speaker> unique = new LinkedHashMap<>();
    private final Map<InetAddress, Speaker> shared = new LinkedHashMap<>();
    private Link link;
    private Map<String, String> text;
    private int serviceTries;
    private Instant tryAgain = Instant.MIN;
    private boolean gaveWay;
    private boolean saidSo;

    /**
     * Begins to probe for all names.
     *
     * @param heard takes what others say, on threads of jmdns, to be given to {@link #hear} of each station
     */
    Station(Link link, Wording wording, Map<String, String> text, Consumer<DNSRecord> heard) throws IOException {
        network = link.name();
        this.wording = wording;
        this.text = text;
        this.heard = heard;
        this.link = link;
        boolean complete = false;
        try {
            follow(link);
            complete = true;
        } finally {
            if (!complete) {
                fallSilent();
            }
        }
    }

    Link link() {
        return link;
    }

    /** Speaks from these addresses from now on: one that stays is not disturbed by one that comes or goes. */
    void follow(Link now) throws IOException {
        List<InetAddress> addresses = now.addresses();
        for (Map<InetAddress, Speaker> speakers : List.of(unique, shared)) {
            speakers.entrySet().removeIf(entry -> {
                boolean gone = !addresses.contains(entry.getKey());
                if (gone) {
                    silence(entry.getValue());
                }
                return gone;
            });
        }
        for (InetAddress address : addresses) {
            if (!unique.containsKey(address)) {
                unique.put(address, offering(address));
            }
        }
        if (!gaveWay) {
            takeShared(addresses);
        }
        link = now;
    }

    private Speaker offering(InetAddress address) throws IOException {
        Speaker speaker = new Speaker(address, wording.unique(), heard);
        String service = wording.service() + (serviceTries == 0 ? "" : " (%d)".formatted(serviceTries + 1));
        boolean complete = false;
        try {
            speaker.offer("_plotty._tcp", service, wording.port(), text);
            speaker.offer("_http._tcp", service, wording.port(), text);
            if (wording.httpsPort().isPresent()) {
                speaker.offer("_https._tcp", service, wording.httpsPort().getAsInt(), text);
            }
            complete = true;
            return speaker;
        } finally {
            if (!complete) {
                silence(speaker);
            }
        }
    }

    private void takeShared(List<InetAddress> addresses) throws IOException {
        for (InetAddress address : addresses) {
            if (!shared.containsKey(address)) {
                shared.put(address, new Speaker(address, wording.shared(), heard));
            }
        }
    }

    /** Says it of all services from now on. */
    void text(Map<String, String> now) throws IOException {
        text = now;
        for (Speaker speaker : unique.values()) {
            speaker.text(now);
        }
    }

    /** Listens to what another one says, perhaps of a name of ours. */
    void hear(DNSRecord record) {
        speakers().forEach(speaker -> speaker.hear(record));
    }

    /** Goes on: gives the short name up, or tries for it again. Gives whether all that is wanted has been announced. */
    boolean proceed(Instant now) throws IOException {
        if (unique.values().stream().anyMatch(Speaker::serviceIsTaken)) {
            renameServices();
        }
        if (shared.values().stream().anyMatch(Speaker::hostIsTaken)) {
            giveWay(now);
        } else if (gaveWay && now.isAfter(tryAgain)) {
            gaveWay = false;
            takeShared(link.addresses());
        }
        boolean all = true;
        for (Speaker speaker : speakers()) {
            all &= speaker.announced();
        }
        return all;
    }

    private void renameServices() throws IOException {
        serviceTries++;
        Logger.info(
                "Another device in the network at {} is called {}: this box is {} ({}) there",
                network,
                wording.service(),
                wording.service(),
                serviceTries + 1);
        unique.values().forEach(Station::silence);
        unique.clear();
        follow(link);
    }

    private void giveWay(Instant now) {
        if (!saidSo) {
            Logger.warn(
                    "Another device in the network at {} is called {}.local: this box is {}.local there",
                    network,
                    wording.shared(),
                    wording.unique());
            saidSo = true;
        }
        shared.values().forEach(Station::silence);
        shared.clear();
        gaveWay = true;
        tryAgain = now.plus(TRY_AGAIN);
    }

    /** Whether another device has the unique name. */
    boolean uniqueIsTaken() {
        return unique.values().stream().anyMatch(Speaker::hostIsTaken);
    }

    /** Whether the short name is ours here, or may be. */
    boolean holdsShared() {
        return !gaveWay;
    }

    /** Ends without a word; the threads that do it, for half a second. */
    List<Thread> fallSilent() {
        List<Thread> ending = speakers().stream().map(Station::silence).toList();
        unique.clear();
        shared.clear();
        return ending;
    }

    private static Thread silence(Speaker speaker) {
        return Thread.ofPlatform().daemon().name("mdns-ends").start(speaker::fallSilent);
    }

    /** Says goodbye; the threads that do it. */
    List<Thread> leave() {
        return speakers().stream()
                .map(speaker -> Thread.ofPlatform().daemon().name("mdns-leaves").start(speaker::leave))
                .toList();
    }

    private List<Speaker> speakers() {
        return Stream.concat(unique.values().stream(), shared.values().stream()).toList();
    }
}
