package plotty.discovery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.jmdns.impl.DNSRecord;
import org.tinylog.Logger;
import plotty.discovery.ssdp.Ssdp;

/**
 * Has the box found: by mDNS under two host names, {@code plotty.local} while no other has it and the unique
 * {@code plotty-xxxx.local} always, and by SSDP. A thread of its own looks once a second at the networks that there are and
 * at what is to be told; nothing here may hold up anyone else.
 */
public final class Discovery implements AutoCloseable {
    /** How often what was announced is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** The same while names are being claimed. */
    private static final Duration SOON = Duration.ofMillis(50);

    /** How long jmdns may take to end; the first goodbye goes out at once. */
    private static final Duration PATIENCE = Duration.ofMillis(1200);

    private final DiscoverySettings settings;
    private final Offer offer;
    private final Supplier<Offer.Present> present;
    private final Consumer<Set<String>> onNames;
    private final InstantSource clock;
    private final Links links;
    private final Optional<Ssdp> ssdp;
    private final Map<String, Station> stations = new TreeMap<>();
    /** Bounded: whoever floods the network with our name makes nothing worse than one who says it once. */
    private final BlockingQueue<DNSRecord> heard = new ArrayBlockingQueue<>(100);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Map<String, String> text = Map.of();
    private Optional<String> trouble = Optional.empty();
    private int tries;
    private volatile Set<String> names;

    private Discovery(
            DiscoverySettings settings,
            Offer offer,
            Supplier<Offer.Present> present,
            Consumer<Set<String>> onNames,
            InstantSource clock) {
        this.settings = settings;
        this.offer = offer;
        this.present = present;
        this.onNames = onNames;
        this.clock = clock;
        links = new Links(settings.interfaces(), offer.listensOn());
        names = atFirst(settings, offer.box());
        ssdp = Ssdp.open(new Ssdp.Device(offer.box(), offer.version(), offer.port()));
        thread = Thread.ofPlatform().daemon().name("discovery").unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param present what is to be told; asked once a second, on a thread of ours
     * @param onNames hears each time when the host names change, with all in force; on a thread of ours
     */
    public static Discovery start(
            DiscoverySettings settings,
            Offer offer,
            Supplier<Offer.Present> present,
            Consumer<Set<String>> onNames,
            InstantSource clock) {
        Discovery discovery = new Discovery(settings, offer, present, onNames, clock);
        discovery.thread.start();
        return discovery;
    }

    /** The host names that the box begins with, with {@code .local}. */
    public static Set<String> atFirst(DiscoverySettings settings, BoxId box) {
        return ordered(unique(settings, box, 0), Optional.of(settings.host() + ".local"));
    }

    private static Set<String> ordered(String unique, Optional<String> shared) {
        Set<String> names = new LinkedHashSet<>(List.of(unique));
        shared.ifPresent(names::add);
        return names;
    }

    private static String unique(DiscoverySettings settings, BoxId box, int tries) {
        return settings.host() + "-" + box.suffix(tries) + ".local";
    }

    /** The host names in force, with {@code .local}, the one that is this box's alone first. Any thread. */
    public Set<String> names() {
        return names;
    }

    /** The page's address by which only this box is found. Any thread. */
    public String address() {
        return offer.address(names.iterator().next());
    }

    private void run() {
        Duration wait = Duration.ZERO;
        Instant looked = Instant.MIN;
        try {
            while (!stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                Instant now = clock.instant();
                if (!now.isBefore(looked.plus(LOOK)) || now.isBefore(looked)) {
                    looked = now;
                    look();
                }
                wait = proceed(now) ? LOOK : SOON;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            follow(links.now());
            tell();
            trouble = Optional.empty();
        } catch (IOException | RuntimeException e) {
            complain(e);
        }
    }

    /** Has a station in each network that speaks from the addresses there. */
    private void follow(List<Link> now) throws IOException {
        Map<String, Link> wanted = new LinkedHashMap<>();
        now.forEach(link -> wanted.put(link.name(), link));
        for (Station station : List.copyOf(stations.values())) {
            Link still = wanted.get(station.link().name());
            if (still == null || still.index() != station.link().index()) {
                stations.remove(station.link().name()).fallSilent();
                Logger.info("The network at {} is gone", station.link().name());
            }
        }
        ssdp.ifPresent(desk -> desk.follow(desks(now)));
        for (Link link : now) {
            Station there = stations.get(link.name());
            if (there != null && !there.link().equals(link)) {
                there.follow(link);
                Logger.info("The addresses at {} have changed", link.name());
            } else if (there == null) {
                stations.put(link.name(), new Station(link, wording(), text(), heard::offer));
                Logger.info("To be found at {} as {}", link.name(), String.join(" and ", names));
            }
        }
    }

    private static List<Ssdp.Network> desks(List<Link> links) {
        return links.stream()
                .flatMap(link -> link.v4().stream().map(own -> new Ssdp.Network(link.name(), own, link::reaches)))
                .toList();
    }

    private Station.Wording wording() {
        return new Station.Wording(
                settings.host(),
                unique(settings, offer.box(), tries).replace(".local", ""),
                settings.name(),
                offer.port(),
                offer.httpsPort());
    }

    private void tell() throws IOException {
        Map<String, String> now = text();
        if (!now.equals(text)) {
            text = now;
            for (Station station : stations.values()) {
                station.text(now);
            }
        }
    }

    private Map<String, String> text() {
        return ServiceText.of(settings.name(), offer, present.get());
    }

    private boolean proceed(Instant now) throws InterruptedException {
        try {
            for (DNSRecord record = heard.poll(); record != null; record = heard.poll()) {
                for (Station station : stations.values()) {
                    station.hear(record);
                }
            }
            boolean settled = true;
            for (Station station : stations.values()) {
                settled &= station.proceed(now);
            }
            if (stations.values().stream().anyMatch(Station::uniqueIsTaken)) {
                takeAnother();
            }
            noteNames();
            return settled;
        } catch (IOException | RuntimeException e) {
            complain(e);
            return true;
        }
    }

    private void takeAnother() throws IOException, InterruptedException {
        String taken = unique(settings, offer.box(), tries);
        tries++;
        Logger.warn("Another device is called {}: this box is {} now", taken, unique(settings, offer.box(), tries));
        List<Link> open = stations.values().stream().map(Station::link).toList();
        List<Thread> ending = new ArrayList<>();
        stations.values().forEach(station -> ending.addAll(station.fallSilent()));
        stations.clear();
        // The new ones must not hear the old ones, who speak for the same services.
        join(ending, PATIENCE);
        heard.clear();
        follow(open);
    }

    private void noteNames() {
        boolean shared = stations.isEmpty() || stations.values().stream().anyMatch(Station::holdsShared);
        Set<String> now = ordered(
                unique(settings, offer.box(), tries),
                shared ? Optional.of(settings.host() + ".local") : Optional.empty());
        if (!now.equals(names)) {
            names = now;
            onNames.accept(now);
        }
    }

    /** Once for each kind of trouble, not once a second. */
    private void complain(Exception failure) {
        Optional<String> now = Optional.of(failure.toString());
        if (!now.equals(trouble)) {
            trouble = now;
            Logger.warn(failure, "The box may not be found on the network; trying on");
        }
    }

    /** Says goodbye everywhere and ends, within 2 s. */
    @Override
    public void close() {
        stopping.countDown();
        ssdp.ifPresent(Ssdp::close);
        try {
            thread.join(Duration.ofMillis(500));
            List<Thread> leaving = new ArrayList<>();
            stations.values().forEach(station -> leaving.addAll(station.leave()));
            join(leaving, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(List<Thread> threads, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread each : threads) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                each.join(Duration.ofNanos(left));
            }
        }
    }
}
