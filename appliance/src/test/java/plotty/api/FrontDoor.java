package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import plotty.access.Access;
import plotty.access.AccessSettings;
import plotty.access.Accounts;
import plotty.access.ClaimNotice;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.access.Rate;
import plotty.access.Role;
import plotty.api.activity.ActivityFeed;
import plotty.api.activity.ActivityResource;
import plotty.api.log.LogFeed;
import plotty.api.log.LogRing;
import plotty.api.log.LogsResource;
import plotty.api.stream.Clients;
import plotty.api.stream.ClientsResource;
import plotty.api.stream.EventsResource;
import plotty.api.stream.MonitorEndpoint;
import plotty.api.stream.PresentState;
import plotty.api.stream.StatusResource;
import plotty.api.stream.StreamDesk;
import plotty.api.stream.StreamEndpoint;
import plotty.api.stream.SystemStatus;
import plotty.api.stream.SystemStatusFeed;
import plotty.api.stream.compact.CompactEndpoint;
import plotty.discovery.BoxId;
import plotty.event.Published;
import plotty.http.HttpServer;
import plotty.http.Limits;
import plotty.http.Router;
import plotty.job.JobSettings;
import plotty.job.Jobs;
import plotty.metrics.MetricsSettings;
import plotty.metrics.Sampler;
import plotty.panel.PanelButton;
import plotty.panel.PanelEvent;
import plotty.panel.PanelLed;
import plotty.panel.PanelState;
import plotty.panel.SimulatedPanel;
import plotty.plotter.DeviceEvent;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.store.Database;

/** The API as the service has it, on a real server, database and queue; only the plotter does not move. */
public final class FrontDoor implements AutoCloseable {
    public static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="30mm" viewBox="0 0 40 30">
            <path d="M5 5 H35 V25 H5 Z" fill="none" stroke="black"/></svg>
            """;

    private static final Rate NO_LIMIT = new Rate(100_000, 100_000);
    /** However busy the machine is, who says at once what he wants is quicker. */
    private static final Duration LONG_GREETING = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Access roles;
    private final Optional<Guard> guard;
    private final InstantSource clock;
    private final Duration greeting;
    private IdlePlotter plotter = new IdlePlotter();
    private ScheduledExecutorService scheduler;
    private ExecutorService workers;
    private final HttpClient client = HttpClient.newHttpClient();
    private Database database;
    private WatchedPlotter watched;
    private Jobs jobs;
    private SystemStatusFeed feed;
    private Accounts accounts;
    private Router router = new Router();
    private ActivityFeed activity;
    private LogFeed log;
    private HttpServer server;
    private final SimulatedPanel panel =
            new SimulatedPanel(EnumSet.of(PanelButton.PAUSE, PanelButton.CANCEL), EnumSet.noneOf(PanelLed.class));
    private volatile String claimCode = "";

    /** Opens it for clients that have this role, with a limit of 100 kB for uploads. */
    public FrontDoor(Path folder, Role role) {
        this(folder, new Access(role, role), Optional.empty(), InstantSource.system(), LONG_GREETING);
    }

    /** The same on another clock. */
    public FrontDoor(Path folder, Role role, InstantSource clock) {
        this(folder, new Access(role, role), Optional.empty(), clock, LONG_GREETING);
    }

    /** The same with another time that a client of the live stream has to say what it wants. */
    public FrontDoor(Path folder, Role role, Duration greeting) {
        this(folder, new Access(role, role), Optional.empty(), InstantSource.system(), greeting);
    }

    /** Opens it for clients that this guard knows. */
    public FrontDoor(Path folder, Guard guard) {
        this(folder, new Access(Role.NONE, Role.NONE), Optional.of(guard), InstantSource.system(), LONG_GREETING);
    }

    private FrontDoor(Path folder, Access roles, Optional<Guard> guard, InstantSource clock, Duration greeting) {
        this.folder = folder;
        this.roles = roles;
        this.guard = guard;
        this.clock = clock;
        this.greeting = greeting;
        open();
    }

    /** Closes and opens it again, on the same data: what was told before is history. */
    public void restart() {
        stop();
        plotter = new IdlePlotter();
        open();
    }

    private void open() {
        scheduler = Executors.newSingleThreadScheduledExecutor();
        workers = Executors.newVirtualThreadPerTaskExecutor();
        database = Database.open(folder.resolve("plotty.db"), List.of(Jobs.MIGRATIONS, Accounts.MIGRATIONS), clock);
        watched = new WatchedPlotter(plotter, this::publish, clock);
        jobs = Jobs.open(JobSettings.in(folder.resolve("jobs")), database, List.of(watched), clock, new Random(1));
        watched.start(jobs.listener(watched.id()), () -> jobs.jobOn(watched.id()));
        Roster plotters = new Roster();
        plotters.add(watched);
        Sampler sampler = new Sampler(database.events(), Path.of("/"), folder, clock);
        PresentState present = new PresentState(
                jobs,
                plotters,
                "1.2.3",
                () -> HealthResource.Outcome.PASS,
                () -> Stream.concat(
                                sampler.latest().map(Published::event).stream(),
                                Stream.of(new PanelEvent.Updated(panelState())))
                        .toList(),
                () -> SystemStatus.Restraint.NONE,
                clock);
        feed = new SystemStatusFeed(database.events(), present::system, scheduler, Duration.ofSeconds(30));
        accounts = Accounts.open(
                AccessSettings.of(roles).withRates(NO_LIMIT, NO_LIMIT),
                database,
                new Claiming(),
                clock,
                new SecureRandom());
        router = new Router();
        new ClaimResource(accounts).routes(router);
        new SessionResource(accounts).routes(router);
        new UsersResource(accounts, plotters).routes(router);
        new KeysResource(accounts, plotters, clock).routes(router);
        new TokensResource(accounts).routes(router);
        new PairingsResource(accounts).routes(router);
        new AuditResource(accounts).routes(router);
        new PanelResource(this::panelState, Optional.of(panel), scheduler, clock).routes(router);
        new JobsResource(jobs, 100_000).routes(router);
        new DevicesResource(plotters, jobs).routes(router);
        new HandsResource(plotters, jobs).routes(router);
        new MetricsResource(sampler).routes(router);
        new StatusResource(present::system, clock).routes(router);
        new MonitoringResource(jobs, database.events(), clock).routes(router);
        new OctoPrintResource(jobs, plotters, "1.2.3", 100_000).routes(router);
        new PrometheusResource(jobs, plotters, sampler, "1.2.3").routes(router);
        new JobLogsResource(jobs).routes(router);
        new DiscoveryResource(() -> new DiscoveryResource.Found(
                        new BoxId(UUID.fromString("11111111-2222-4333-8444-555566669999")),
                        "ploTTY",
                        "a test",
                        "1.2.3",
                        Set.of("plotty-9999.local"),
                        Optional.of("http://plotty-9999.local")))
                .routes(router);
        new HealthResource(
                        () -> List.of(new HealthResource.Finding("plotter", HealthResource.Outcome.WARN, "Not there.")))
                .routes(router);
        QuietSystem.routes(router);
        StreamDesk desk = new StreamDesk(
                        database.events(),
                        jobs,
                        present,
                        new Clients(clock),
                        workers,
                        folder.resolve("incoming"),
                        clock)
                .guardedBy(guard.orElse(accounts));
        CompactEndpoint compact = new CompactEndpoint(
                desk, jobs, plotters, new CompactEndpoint.Uploads(folder.resolve("incoming"), 100_000), "1.2.3");
        compact.routes(router);
        new StreamEndpoint(desk, greeting).routes(router, CompactEndpoint.SUBPROTOCOLS, compact);
        activity = new ActivityFeed(database.events(), scheduler);
        log = new LogFeed(LogRing.ofProcess(), database.events(), workers);
        new EventsResource(desk).routes(router);
        new ClientsResource(desk.clients()).routes(router);
        new ActivityResource(database).routes(router);
        new LogsResource(LogRing.ofProcess()).routes(router);
        new MonitorEndpoint(desk, scheduler, Duration.ofMillis(300)).routes(router);
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, List.of(), Set.of(), folder.resolve("incoming"), 500),
                Limits.standard().withWebSockets(300),
                router,
                guard.orElse(accounts));
        sampler.start(MetricsSettings.standard(), server::webSockets, scheduler);
    }

    private PanelState panelState() {
        return new PanelState(
                panel.kind(),
                panel.buttons().stream()
                        .map(button -> new PanelState.Button(button, panel.pressed(button), false))
                        .toList(),
                List.of(),
                Optional.empty());
    }

    /** The buttons that can be pressed here. */
    public SimulatedPanel panel() {
        return panel;
    }

    private final class Claiming implements ClaimNotice {
        @Override
        public void unclaimed(String code) {
            claimCode = code;
        }

        @Override
        public void claimed() {
            claimCode = "";
        }
    }

    private void publish(DeviceEvent event) {
        if (event.durable()) {
            var _ = database.write(transaction -> {
                transaction.append(event);
                return null;
            });
        } else {
            database.events().publish(event);
        }
    }

    public IdlePlotter plotter() {
        return plotter;
    }

    public Database database() {
        return database;
    }

    public Accounts accounts() {
        return accounts;
    }

    public List<Router.Described> routes() {
        return router.routes();
    }

    /** The code with which the box is claimed; empty once it has an owner. */
    public String claimCode() {
        return claimCode;
    }

    /** A key with this role for these plotters; for all if there are none. */
    public String key(String name, Role role, String... devices) {
        Principal maker = new Principal("present", Principal.Kind.PRESENT, Role.ADMIN, Set.of());
        return accounts.keys()
                .make(maker, name, role, Set.of(devices), Optional.empty())
                .secret();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** Sends a request and gives the answer. */
    public HttpResponse<String> send(String method, String path, String mediaType, String body) {
        return send(method, path, mediaType, body, Map.of());
    }

    /** The same with more headers. */
    public HttpResponse<String> send(
            String method, String path, String mediaType, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), FrontDoor::body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole text; nothing of a stream that does not end. */
    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
        boolean endless = info.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        return endless ? new Unread() : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private static final class Unread implements HttpResponse.BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** The JSON of an answer that must have this status. */
    public static JsonNode json(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode get(String path) {
        return json(200, send("GET", path, "", ""));
    }

    /** Uploads a small drawing. */
    public JsonNode submit(String name) {
        return json(201, send("POST", "/api/v1/jobs?name=" + name, "image/svg+xml", SVG));
    }

    public HttpResponse<String> control(String job, String action) {
        return send("POST", "/api/v1/jobs/" + job + "/control", "application/json", "{\"action\":\"" + action + "\"}");
    }

    @Override
    public void close() {
        stop();
        client.close();
    }

    private void stop() {
        server.close();
        log.close();
        activity.close();
        feed.close();
        jobs.close();
        watched.close();
        accounts.close();
        database.close();
        scheduler.shutdownNow();
        workers.shutdownNow();
    }
}
