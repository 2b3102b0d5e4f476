package plotty.appliance;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.tinylog.Logger;
import plotty.access.Accounts;
import plotty.api.AuditResource;
import plotty.api.CertificateResource;
import plotty.api.ClaimResource;
import plotty.api.DevicesResource;
import plotty.api.DiscoveryResource;
import plotty.api.DocumentsResource;
import plotty.api.HandsResource;
import plotty.api.HealthResource;
import plotty.api.JobLogsResource;
import plotty.api.JobsResource;
import plotty.api.KeysResource;
import plotty.api.MetricsResource;
import plotty.api.MonitoringResource;
import plotty.api.OctoPrintResource;
import plotty.api.PageSettingsResource;
import plotty.api.PairingsResource;
import plotty.api.PrometheusResource;
import plotty.api.SessionResource;
import plotty.api.TokensResource;
import plotty.api.UsersResource;
import plotty.api.activity.ActivityResource;
import plotty.api.log.LogRing;
import plotty.api.log.LogsResource;
import plotty.api.stream.ClientsResource;
import plotty.api.stream.EventsResource;
import plotty.api.stream.MonitorEndpoint;
import plotty.api.stream.PresentState;
import plotty.api.stream.StatusResource;
import plotty.api.stream.StreamDesk;
import plotty.api.stream.StreamEndpoint;
import plotty.api.stream.compact.CompactEndpoint;
import plotty.api.system.LogLevelsResource;
import plotty.api.system.SafeModeResource;
import plotty.api.system.SupportBundleResource;
import plotty.appliance.discovery.BoxDiscovery;
import plotty.appliance.log.LevelsInForce;
import plotty.appliance.panel.BoxPanel;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Configuration;
import plotty.http.Router;
import plotty.http.tls.Certificates;
import plotty.job.Jobs;
import plotty.metrics.Sampler;
import plotty.plotter.Roster;
import plotty.store.Database;

/** What can be asked at the door, one method for what belongs together. All of it is said before the door opens. */
final class Routes {
    private final Configuration configuration;
    private final Jobs jobs;
    private final Roster roster;
    private final InstantSource clock;
    private final Router router = new Router();

    /** Those to do with jobs and plotters, and what else is added. */
    Routes(Configuration configuration, Jobs jobs, Roster roster, InstantSource clock) {
        this.configuration = configuration;
        this.jobs = jobs;
        this.roster = roster;
        this.clock = clock;
        drawing();
    }

    private void drawing() {
        new JobsResource(jobs, configuration.uploadBytes()).routes(router);
        new DevicesResource(roster, jobs).routes(router);
        new HandsResource(roster, jobs).routes(router);
        new OctoPrintResource(jobs, roster, Main.version(), configuration.uploadBytes()).routes(router);
        new JobLogsResource(jobs).routes(router);
    }

    /** How it is and was. */
    void watching(Database database, Sampler sampler, PresentState present, HealthChecks checks) {
        new StatusResource(present::system, clock).routes(router);
        new HealthResource(checks::findings).routes(router);
        new MetricsResource(sampler).routes(router);
        new PrometheusResource(jobs, roster, sampler, Main.version()).routes(router);
        new MonitoringResource(jobs, database.events(), clock).routes(router);
        new ActivityResource(database).routes(router);
        new LogsResource(LogRing.ofProcess()).routes(router);
    }

    /** What admins do with the service itself. */
    void system(SafeMode safeMode, LevelsInForce levels, SupportDesk support) {
        new SafeModeResource(safeMode).routes(router);
        new LogLevelsResource(levels).routes(router);
        new SupportBundleResource(support).routes(router);
    }

    /** What stands on the box itself. */
    void box(BoxPanel panel, ScheduledExecutorService housekeeping) {
        panel.resource(housekeeping).routes(router);
    }

    /** Who may do what, and who did. */
    void people(Accounts accounts) {
        new ClaimResource(accounts).routes(router);
        new SessionResource(accounts).routes(router);
        new UsersResource(accounts, roster).routes(router);
        new KeysResource(accounts, roster, clock).routes(router);
        new TokensResource(accounts).routes(router);
        new PairingsResource(accounts).routes(router);
        new AuditResource(accounts).routes(router);
    }

    /** How the box is found. */
    void finding(BoxDiscovery discovery) {
        new DiscoveryResource(discovery::found).routes(router);
    }

    /** What is told as it happens, in every dialect. */
    void live(StreamDesk desk, ScheduledExecutorService housekeeping) {
        new ClientsResource(desk.clients()).routes(router);
        new EventsResource(desk).routes(router);
        if (configuration.live().webSockets()) {
            CompactEndpoint compact = new CompactEndpoint(
                    desk,
                    jobs,
                    roster,
                    new CompactEndpoint.Uploads(configuration.server().incoming(), configuration.uploadBytes()),
                    Main.version());
            compact.routes(router);
            new StreamEndpoint(desk).routes(router, CompactEndpoint.SUBPROTOCOLS, compact);
            new MonitorEndpoint(desk, housekeeping, MonitorEndpoint.METRICS_EVERY).routes(router);
        }
    }

    /** What a browser opens. */
    void files(Optional<Certificates> certificates) {
        new CertificateResource(certificates).routes(router);
        new DocumentsResource().routes(router);
        switch (configuration.page()) {
            case Configuration.Page.Off() -> Logger.info("There is no page: dashboard.enabled is false");
            case Configuration.Page.On(var webroot, var refresh) -> {
                webroot.ifPresent(folder -> router.files(folder, () -> true));
                new PageSettingsResource(
                                refresh,
                                configuration.live().webSockets(),
                                configuration.live().channels())
                        .routes(router);
            }
        }
    }

    /** All of them. */
    Router router() {
        return router;
    }
}
