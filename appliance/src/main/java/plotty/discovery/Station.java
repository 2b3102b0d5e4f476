package plotty.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
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

    private final Link link;
    private final Wording wording;
    private final List<Speaker> unique = new ArrayList<>();
    private final List<Speaker> shared = new ArrayList<>();
    private Instant tryAgain = Instant.MIN;
    private boolean saidSo;

    /** Begins to probe for all names. */
    Station(Link link, Wording wording, Map<String, String> text) throws IOException {
        this.link = link;
        this.wording = wording;
        boolean complete = false;
        try {
            for (InetAddress address : link.addresses()) {
                Speaker speaker = new Speaker(address, wording.unique());
                unique.add(speaker);
                speaker.offer("_plotty._tcp", wording.service(), wording.port(), text);
                speaker.offer("_http._tcp", wording.service(), wording.port(), text);
                if (wording.httpsPort().isPresent()) {
                    speaker.offer(
                            "_https._tcp", wording.service(), wording.httpsPort().getAsInt(), text);
                }
            }
            takeShared();
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

    private void takeShared() throws IOException {
        for (InetAddress address : link.addresses()) {
            shared.add(new Speaker(address, wording.shared()));
        }
    }

    /** Says it of all services from now on. */
    void text(Map<String, String> text) throws IOException {
        for (Speaker speaker : unique) {
            speaker.text(text);
        }
    }

    /** Goes on: gives the short name up, or tries for it again. Gives whether all that is wanted has been announced. */
    boolean proceed(Instant now) throws IOException {
        if (shared.stream().anyMatch(Speaker::lost)) {
            giveWay();
            tryAgain = now.plus(TRY_AGAIN);
        } else if (shared.isEmpty() && now.isAfter(tryAgain)) {
            takeShared();
        }
        boolean all = true;
        for (Speaker speaker : speakers()) {
            all &= speaker.lost() || speaker.announced();
        }
        return all;
    }

    private void giveWay() {
        if (!saidSo) {
            Logger.warn(
                    "Another device in the network at {} is called {}.local: this box is {}.local there",
                    link.name(),
                    wording.shared(),
                    wording.unique());
            saidSo = true;
        }
        silence(shared);
    }

    /** Whether another device has the unique name. */
    boolean uniqueIsTaken() {
        return unique.stream().anyMatch(Speaker::lost);
    }

    /** Whether the short name is ours here, or may be. */
    boolean holdsShared() {
        return !shared.isEmpty() && shared.stream().noneMatch(Speaker::lost);
    }

    /** What the services are called here by now. */
    List<String> serviceNames() {
        return unique.stream()
                .flatMap(speaker -> speaker.serviceNames().stream())
                .distinct()
                .toList();
    }

    /** Ends without a word. */
    void fallSilent() {
        silence(unique);
        silence(shared);
    }

    private static void silence(List<Speaker> speakers) {
        List.copyOf(speakers)
                .forEach(speaker -> Thread.ofPlatform().daemon().name("mdns-ends").start(speaker::fallSilent));
        speakers.clear();
    }

    /** Says goodbye; the threads that do it, which may take seconds. */
    List<Thread> leave() {
        return speakers().stream()
                .map(speaker -> Thread.ofPlatform().daemon().name("mdns-leaves").start(speaker::leave))
                .toList();
    }

    private List<Speaker> speakers() {
        return Stream.concat(unique.stream(), shared.stream()).toList();
    }
}
