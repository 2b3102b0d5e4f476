package plotty.appliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.access.Accounts;
import plotty.alert.HostAlerts;
import plotty.api.activity.ActivityFeed;
import plotty.api.log.LogFeed;
import plotty.api.log.LogRing;
import plotty.api.stream.Clients;
import plotty.api.stream.HealthWatch;
import plotty.api.stream.PresentState;
import plotty.api.stream.StreamDesk;
import plotty.api.stream.SystemStatusFeed;
import plotty.appliance.discovery.BoxDiscovery;
import plotty.appliance.discovery.IdentityFile;
import plotty.appliance.discovery.StateWord;
import plotty.appliance.log.LevelsInForce;
import plotty.appliance.panel.BoxPanel;
import plotty.appliance.panel.NetworkReset;
import plotty.appliance.panel.PanelFaults;
import plotty.appliance.plotters.KnownPlotters;
import plotty.appliance.plotters.PlotterMaking;
import plotty.appliance.plotters.Plotters;
import plotty.appliance.safemode.ReadingOnly;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.OwnName;
import plotty.appliance.systemd.Witness;
import plotty.event.Published;
import plotty.http.HandedSockets;
import plotty.http.HttpServer;
import plotty.http.Router;
import plotty.http.tls.Certificates;
import plotty.job.Jobs;
import plotty.metrics.Sampler;
import plotty.panel.SimulatedPanel;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.find.Ports;
import plotty.plotter.serial.NativeLibrary;
import plotty.plotter.serial.UsbPorts;
import plotty.store.Database;
import plotty.store.EventTrimming;
import plotty.store.SqliteLibrary;

/**
 * The whole service, built and started in the constructor, ground floor first. Closing goes the other way round; a closed
 * appliance is never started again.
 */
final class Appliance implements AutoCloseable {
    private final Configuration configuration;
    private final Closing closing = new Closing();
    private final Database database;
    private final BoxPanel panel;
    private final Plotters plotters;
    private final Jobs jobs;
    private final ClaimNote claim;
    private final Accounts accounts;
    private final StreamDesk desk;
    private final SafeMode safeMode;
    private final LevelsInForce levels;
    private final BoxDiscovery discovery;
    private final SupportDesk support;
    private final Optional<Certificates> certificates;
    private final Routes routes;
    private final HttpServer server;
    private final Witnesses witnesses;

    /** Builds and starts everything; what was started is stopped again if something later fails. */
    Appliance(Configuration configuration) {
        this(configuration, SafeMode.off());
    }

    /** The same, keeping its hands off the plotters as long as that is wanted. */
    Appliance(Configuration configuration, SafeMode safeMode) {
        this(configuration, new UsbPorts(), safeMode);
    }

    /** The same, with boards looked for elsewhere. */
    Appliance(Configuration configuration, Ports ports) {
        this(configuration, ports, SafeMode.off());
    }

    private Appliance(Configuration configuration, Ports ports, SafeMode safeMode) {
        this.configuration = configuration;
        this.safeMode = safeMode;
        try {
            Path data = configuration.data();
            unpackLibraries(data.resolve("native"));
            InstantSource clock = InstantSource.system();
            ScheduledExecutorService housekeeping = housekeeping();
            ExecutorService workers = closing.later(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("worker-", 0).factory()));

            database = closing.later(Database.openOrRestore(
                    data.resolve("plotty.db"),
                    List.of(Jobs.MIGRATIONS, KnownPlotters.MIGRATIONS, Accounts.MIGRATIONS, Deployment.MIGRATIONS),
                    clock));
            EventTrimming.start(database, EventTrimming.KEPT, EventTrimming.EVERY, housekeeping);
            panel = closing.later(new BoxPanel(configuration.panel(), database, clock));
            plotters = closing.later(new Plotters(
                    configuration.plotters(),
                    ports,
                    database,
                    new PlotterMaking(database.events().epoch(), Jobs.leftUnfinished(database), clock),
                    panel::pressedOnBoard,
                    clock));
            Roster roster = plotters.roster();
            jobs = closing.later(Jobs.open(
                    configuration.jobs().carefully(safeMode.isOn()),
                    database,
                    List.copyOf(roster.all()),
                    clock,
                    new SecureRandom()));
            closing.later(plotters::stopLooking);

            Sampler sampler = new Sampler(database.events(), Path.of("/"), data, clock);
            closing.later(new HostAlerts(database, housekeeping));
            claim = new ClaimNote(configuration.claimFile());
            accounts = closing.later(Accounts.open(configuration.access(), database, claim, clock, new SecureRandom()));

            boolean kept = safeMode.readingOnly().isEmpty();
            StorageWatch storage = StorageWatch.start(database, data, kept, jobs, housekeeping, workers);
            HealthChecks checks =
                    new HealthChecks(database, roster, plotters::notes, panel::finding, data, safeMode, storage);
            HealthWatch health = new HealthWatch(checks::findings, housekeeping, workers, HealthWatch.EVERY);
            panel.open(
                    jobs,
                    roster,
                    accounts,
                    PanelFaults.of(roster, configuration.panel().device(), health::outcome),
                    NetworkReset.ofProcess(clock));
            PresentState present = new PresentState(
                    jobs,
                    roster,
                    Main.version(),
                    health::outcome,
                    () -> Stream.concat(sampler.latest().map(Published::event).stream(), panel.event().stream())
                            .toList(),
                    safeMode::restraint,
                    clock);
            SystemStatusFeed status = closing.later(new SystemStatusFeed(
                    database.events(),
                    present::system,
                    housekeeping,
                    configuration.limits().heartbeat()));
            discovery = new BoxDiscovery(configuration, IdentityFile.open(data), Main.version());
            certificates = discovery.tls().map(settings -> Certificates.open(settings, clock));
            certificates.ifPresent(shown -> {
                var _ = housekeeping.scheduleWithFixedDelay(
                        () -> workers.execute(shown::look), 5, 60, TimeUnit.SECONDS);
            });
            health.onChange(status::lookAgain);
            safeMode.follow(_ -> status.lookAgain());
            desk = new StreamDesk(
                            database.events(),
                            jobs,
                            present,
                            new Clients(clock),
                            workers,
                            configuration.server().incoming(),
                            clock)
                    .offering(configuration.live().channels())
                    .refusing(safeMode.readingOnly().map(ReadingOnly::reason))
                    .guardedBy(accounts);
            closing.later(new ActivityFeed(database.events(), housekeeping));
            closing.later(new LogFeed(LogRing.ofProcess(), database.events(), workers));
            Deployment.tell(database, Main.version());
            safeMode.accompany(database, housekeeping, this::beginDrawing);

            routes = new Routes(configuration, jobs, roster, clock);
            routes.watching(database, sampler, present, checks);
            levels = new LevelsInForce(configuration.logLevels(), housekeeping, clock);
            support = new SupportDesk(configuration, database, roster, checks, levels, claim, clock);
            routes.system(safeMode, levels, support);
            routes.box(panel, housekeeping);
            routes.people(accounts);
            routes.finding(discovery);
            routes.live(desk, housekeeping);
            routes.files(certificates);
            safeMode.readingOnly().ifPresent(only -> routes.router().refusing(only::refusal));
            // A service that cannot listen never touches the pen.
            server = HttpServer.bind(
                    discovery.door(),
                    configuration.limits(),
                    routes.router(),
                    accounts,
                    certificates,
                    HandedSockets.ofProcess());
            if (!safeMode.isOn()) {
                startPlotters();
            }
            sampler.start(configuration.metrics(), server::webSockets, housekeeping);
            server.serve();
            discovery.start(server, certificates, new StateWord(roster, jobs)::now, clock);
            witnesses = new Witnesses(server, jobs, database, roster);
            panel.started();
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void beginDrawing() {
        plotters.start(jobs);
        jobs.begin();
    }

    private void startPlotters() {
        boolean started = false;
        try {
            plotters.start(jobs);
            started = true;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    /** Unless they lie unpacked in a place that the command line names, as those of an installed package do. */
    private static void unpackLibraries(Path folder) {
        if (Boolean.getBoolean("plotty.libraries.unpacked")) {
            return;
        }
        try {
            Files.createDirectories(folder);
            SqliteLibrary.unpackInto(folder);
            NativeLibrary.unpackInto(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder %s cannot be used%s. Choose another one with --data."
                            .formatted(folder.getParent(), reason(e)),
                    e);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> ": this user may not write " + denied.getFile();
            case FileAlreadyExistsException file -> ": " + file.getFile() + " is a file";
            case NoSuchFileException missing -> ": " + missing.getFile() + " cannot be made";
            case FileSystemException other
            when other.getReason() != null -> ": " + other.getFile() + ": " + other.getReason();
            case IOException other -> other.getMessage() == null ? "" : ": " + other.getMessage();
        };
    }

    private ScheduledExecutorService housekeeping() {
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("housekeeping").daemon().factory());
        closing.later(housekeeping::shutdownNow);
        return housekeeping;
    }

    private void closeAfter(RuntimeException failure) {
        try {
            closing.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The page's port as bound. */
    int port() {
        return server.port();
    }

    /** What can be asked here, as wired. */
    List<Router.Described> routes() {
        return routes.router().routes();
    }

    /** Goes on with what may change while it runs; the rest of a configuration needs a restart. Any thread. */
    void take(Configuration changed) {
        levels.configure(changed.logLevels());
        accounts.take(changed.access());
        discovery.take(changed);
        jobs.queueStart(changed.jobs().queueStart());
    }

    /** The page's address, for people. */
    String address() {
        return OwnName.address(configuration.server().host(), port());
    }

    /** Asks at the own door how the service is; throws if nothing answers there. */
    boolean answers() {
        return SelfTest.answers(configuration.server().host(), port());
    }

    /** How the owner-to-be claims the box; empty if it has an owner. */
    Optional<String> claimLine() {
        return claim.line(address());
    }

    /** Where everything is kept, and the log of all that happens. */
    Database database() {
        return database;
    }

    /** The buttons of the box, where they can be pressed without a finger. */
    Optional<SimulatedPanel> simulatedPanel() {
        return panel.simulated();
    }

    /** How much is held for the client of the live stream for whom most is held, bytes; about. */
    long mostHeldBytes() {
        return desk.audience().mostWaitingBytes() + server.mostQueuedBytes();
    }

    /** Looks whether there is another certificate to show; else it would within a minute. May block for the disk. */
    void lookAtCertificates() {
        certificates.ifPresent(Certificates::look);
    }

    /** Those on whom the service depends, as the watchdog sees them. */
    List<Witness> witnesses() {
        return witnesses.all();
    }

    /** Tells in support bundles where each setting stands, too. */
    void explain(Conclusion settings) {
        support.know(settings);
    }

    /** Has the log obey its configuration, whatever was wanted for a while. */
    void logAsConfigured() {
        var _ = levels.reset();
    }

    /** Draws the drawing that ships with the service, if that is wanted. */
    void demo() {
        if (configuration.demo() && !safeMode.isOn()) {
            Demonstration.begin(
                    jobs,
                    configuration.data().resolve("demo"),
                    () -> plotters.roster().all().stream()
                            .anyMatch(plotter -> plotter.state().connection() == PlotterState.Connection.CONNECTED));
        }
    }

    /**
     * Stops within 5 s. The pen comes to rest while the door is being closed, which may take 2 s for an upload under way;
     * then plotters and database follow.
     */
    @Override
    public void close() {
        Logger.info("Stopping");
        FutureTask<Void> door = new FutureTask<>(server::close, null);
        Thread.ofPlatform().name("closing-door").start(door);
        Closing all = new Closing();
        all.later(door::get);
        all.later(discovery);
        all.later(closing);
        all.close();
    }
}
