package plotty.appliance;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import plotty.access.Accounts;
import plotty.appliance.discovery.BoxDiscovery;
import plotty.appliance.discovery.IdentityFile;
import plotty.appliance.settings.Configuration;
import plotty.http.HandedSockets;
import plotty.http.HttpServer;
import plotty.http.Router;
import plotty.http.tls.Certificates;

/** Where the box is met from outside: under which names it is found, which certificate it shows, and where it listens. */
final class Door implements AutoCloseable {
    private static final long FIRST_LOOK_S = 5;
    private static final long LOOK_EVERY_S = 60;

    private final Configuration configuration;
    private final InstantSource clock;
    private final BoxDiscovery discovery;
    private final Optional<Certificates> certificates;

    /** Still shut; looks from now on whether there is another certificate to show. */
    Door(
            Configuration configuration,
            ScheduledExecutorService housekeeping,
            Executor workers,
            InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
        discovery = new BoxDiscovery(configuration, IdentityFile.open(configuration.data()), Main.version());
        certificates = discovery.tls().map(settings -> Certificates.open(settings, clock));
        certificates.ifPresent(shown -> {
            var _ = housekeeping.scheduleWithFixedDelay(
                    () -> workers.execute(shown::look), FIRST_LOOK_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        });
    }

    /** Takes the ports, and lets nobody in yet. */
    HttpServer open(Router router, Accounts accounts) {
        return HttpServer.bind(
                discovery.door(),
                configuration.limits(),
                router,
                accounts,
                certificates,
                HandedSockets.ofProcess());
    }

    /**
     * Has it found on the network from now on.
     *
     * @param state what the box does, in a word
     */
    void announce(HttpServer server, Supplier<String> state) {
        discovery.start(server, certificates, state, clock);
    }

    /** Goes on with what may change while it is open. */
    void take(Configuration changed) {
        discovery.take(changed);
    }

    /** Looks whether there is another certificate to show. May block for the disk. */
    void look() {
        certificates.ifPresent(Certificates::look);
    }

    /** How the box is found. */
    BoxDiscovery discovery() {
        return discovery;
    }

    /** What it shows over HTTPS; empty without HTTPS. */
    Optional<Certificates> certificates() {
        return certificates;
    }

    /** The box is found no more. */
    @Override
    public void close() {
        discovery.close();
    }
}
