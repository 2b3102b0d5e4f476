package plotty.appliance;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
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
import plotty.appliance.discovery.StateWord;
import plotty.appliance.log.LevelsInForce;
import plotty.appliance.panel.BoxPanel;
import plotty.appliance.plotters.Plotters;
import plotty.appliance.safemode.ReadingOnly;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.OwnName;
import plotty.appliance.systemd.Witness;
import plotty.event.Published;
import plotty.http.HttpServer;
import plotty.http.Router;
import plotty.job.Jobs;
import plotty.metrics.Sampler;
import plotty.panel.SimulatedPanel;
import plotty.plotter.Roster;
import plotty.plotter.find.Ports;
import plotty.plotter.serial.UsbPorts;
import plotty.store.Database;

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
    private final Door door;
    private final SupportDesk support;
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
            Libraries.unpackInto(data.resolve("native"));
            InstantSource clock = InstantSource.system();
            ScheduledExecutorService housekeeping = housekeeping();
            ExecutorService workers = closing.later(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("worker-", 0).factory()));

            safeMode.readingOnly().ifPresent(only -> closing.later(only::forget));
            database = closing.later(Storage.open(data, housekeeping, clock));
            panel = closing.later(new BoxPanel(configuration.panel(), database, clock));
            plotters = closing.later(
                    new Plotters(configuration.plotters(), ports, database, panel::pressedOnBoard, clock));
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
            panel.open(jobs, roster, accounts, health::outcome);
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
            door = new Door(configuration, housekeeping, workers, clock);
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
            routes.finding(door.discovery());
            routes.live(desk, housekeeping);
            routes.files(door.certificates());
            safeMode.readingOnly().ifPresent(only -> routes.router().refusing(only::refusal));
            // A service that cannot listen never touches the pen.
            server = door.open(routes.router(), accounts);
            if (!safeMode.isOn()) {
                startPlotters();
            }
            sampler.start(configuration.metrics(), server::webSockets, housekeeping);
            server.serve();
            door.announce(server, new StateWord(roster, jobs)::now);
            witnesses = new Witnesses(server, jobs, database, roster);
            panel.started();
        } catch (RuntimeException e) {
            closing.closeAfter(e);
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

    private ScheduledExecutorService housekeeping() {
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("housekeeping").daemon().factory());
        closing.later(housekeeping::shutdownNow);
        return housekeeping;
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
        door.take(changed);
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
        door.look();
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
            Demonstration.begin(jobs, configuration.data().resolve("demo"), plotters.roster());
        }
    }

    /**
     * Stops within 5 s. The pen comes to rest while the door is being closed, which may take 2 s for an upload under way;
     * then plotters and database follow.
     */
    @Override
    public void close() {
        Logger.info("Stopping");
        FutureTask<Void> shutting = new FutureTask<>(server::close, null);
        Thread.ofPlatform().name("closing-door").start(shutting);
        Closing all = new Closing();
        all.later(shutting::get);
        all.later(door);
        all.later(closing);
        all.close();
    }
}
