package plotty.appliance.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.api.DiscoveryResource;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.OwnName;
import plotty.discovery.BoxId;
import plotty.discovery.Discovery;
import plotty.discovery.DiscoverySettings;
import plotty.discovery.Offer;
import plotty.discovery.QrPicture;
import plotty.http.HttpServer;
import plotty.http.tls.Certificates;
import plotty.store.DurableFiles;

/**
 * Has the box found on the network, and lets it be called by the names under which it is. It announces itself only if its
 * door is open to others.
 */
public final class BoxDiscovery implements AutoCloseable {
    private static final Path MODEL = Path.of("/proc/device-tree/model");

    private final DiscoverySettings settings;
    private final BoxId box;
    private final String version;
    private final String host;
    private final boolean announces;
    private final String model = model();
    private Configuration configuration;
    private Set<String> names;
    private Optional<Discovery> discovery = Optional.empty();
    private Optional<Opened> opened = Optional.empty();

    /** The door as it was opened. */
    private record Opened(HttpServer server, Optional<Certificates> certificates) {
        /** The page's address under a host name. */
        String address(String host) {
            List<Integer> encrypted = server.tlsPorts();
            boolean https = certificates.isPresent() && !encrypted.isEmpty();
            int port = https ? encrypted.getFirst() : server.port();
            return (https ? "https://" : "http://") + host + (port == (https ? 443 : 80) ? "" : ":" + port);
        }
    }

    /**
     * Nothing is announced before {@link #start}.
     *
     * @param version of the service
     */
    public BoxDiscovery(Configuration configuration, BoxId box, String version) {
        this.configuration = configuration;
        this.box = box;
        this.version = version;
        settings = configuration.discovery();
        host = configuration.server().host();
        announces = settings.enabled() && !OwnName.isHereOnly(host);
        names = announces ? Discovery.atFirst(settings, box) : Set.of();
    }

    /** The door with these names beside those that were set. */
    public synchronized HttpServer.Settings door() {
        HttpServer.Settings set = configuration.server();
        return new HttpServer.Settings(
                set.host(),
                set.port(),
                set.morePorts(),
                withNames(set.allowedHosts()),
                set.incoming(),
                set.maxConnections(),
                set.trustedProxies(),
                set.tlsPorts());
    }

    /** What the door shows, with these names beside those that were set. */
    public synchronized Optional<Certificates.Settings> tls() {
        return configuration
                .tls()
                .map(set -> new Certificates.Settings(set.folder(), withNames(set.names()), set.own()));
    }

    private Set<String> withNames(Set<String> others) {
        Set<String> all = new LinkedHashSet<>(others);
        all.addAll(names);
        return all;
    }

    /**
     * Begins.
     *
     * @param state a word for what the box is doing; asked once a second, may block for the disk
     */
    public synchronized void start(
            HttpServer server, Optional<Certificates> certificates, Supplier<String> state, InstantSource clock) {
        opened = Optional.of(new Opened(server, certificates));
        if (announces) {
            Offer offer = new Offer(
                    box,
                    version,
                    model,
                    server.port(),
                    server.tlsPorts().stream().mapToInt(Integer::intValue).findFirst(),
                    listensOn(host));
            discovery = Optional.of(
                    Discovery.start(settings, offer, () -> present(state.get(), certificates), this::called, clock));
        }
        address().ifPresent(this::show);
    }

    private static Offer.Present present(String state, Optional<Certificates> certificates) {
        Optional<Certificates.Shown> shown = certificates.map(Certificates::shown);
        return new Offer.Present(
                state,
                shown.map(each -> plain(each.fingerprint())),
                shown.flatMap(Certificates.Shown::authorityFingerprint).map(BoxDiscovery::plain));
    }

    private static String plain(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }

    /** By other names from now on. */
    private void called(Set<String> now) {
        Optional<String> before = address();
        synchronized (this) {
            names = now;
            apply();
        }
        if (!address().equals(before)) {
            address().ifPresent(this::show);
        }
    }

    /** Goes on with what may change while it runs. */
    public synchronized void take(Configuration changed) {
        configuration = changed;
        apply();
    }

    private void apply() {
        opened.ifPresent(door -> {
            HttpServer.Settings set = configuration.server();
            door.certificates().ifPresent(shown -> shown.know(withNames(set.allowedHosts())));
            door.server().know(withNames(set.allowedHosts()), set.trustedProxies());
        });
    }

    /** The page's address for others: by the name that only this box has, or by number; empty if they cannot reach it. */
    synchronized Optional<String> address() {
        if (OwnName.isHereOnly(host)) {
            return Optional.empty();
        }
        return opened.flatMap(door ->
                names.stream().findFirst().or(() -> OwnName.reachedAt(host)).map(door::address));
    }

    /** How it is found now. Any thread. */
    public synchronized DiscoveryResource.Found found() {
        return new DiscoveryResource.Found(box, settings.name(), model, version, names, address());
    }

    /** Shows the address to those who have a phone and no screen at the box. */
    private void show(String address) {
        QrPicture picture = new QrPicture(address);
        Logger.info("The page is at {}\n{}", address, picture.text());
        settings.qrFile().ifPresent(file -> write(file, picture.svg()));
    }

    private static void write(Path file, String svg) {
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(svg)) {
                Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
                Files.writeString(fresh, svg);
                DurableFiles.move(fresh, file);
            }
        } catch (IOException e) {
            Logger.warn("The QR code of the page could not be written to {}: {}", file, e.toString());
        }
    }

    private static Predicate<InetAddress> listensOn(String host) {
        if (OwnName.isEverywhere(host)) {
            return _ -> true;
        }
        try {
            Set<InetAddress> bound = Set.of(InetAddress.getAllByName(host));
            return bound::contains;
        } catch (UnknownHostException e) {
            Logger.warn("The box is not announced: {} is no address of this machine", host);
            return _ -> false;
        }
    }

    private static String model() {
        try (Stream<String> lines = Files.exists(MODEL) ? Files.lines(MODEL) : Stream.of()) {
            return lines.findFirst()
                    .map(line -> line.replace("\0", "").strip())
                    .filter(line -> !line.isEmpty())
                    .orElse("Linux " + System.getProperty("os.arch"));
        } catch (IOException e) {
            Logger.debug(e, "The model of this machine cannot be read");
            return "Linux";
        }
    }

    /** Says goodbye; within 2 s. */
    @Override
    public void close() {
        Optional<Discovery> ending;
        synchronized (this) {
            ending = discovery;
        }
        ending.ifPresent(Discovery::close);
    }
}
