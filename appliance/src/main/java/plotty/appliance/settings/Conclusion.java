package plotty.appliance.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import plotty.access.Access;
import plotty.access.AccessSettings;
import plotty.access.Rate;
import plotty.access.Role;
import plotty.api.Nearest;
import plotty.api.stream.ChannelNames;
import plotty.appliance.settings.Settings.Remarks;
import plotty.drawing.ReadLimits;
import plotty.event.Channel;
import plotty.http.HttpServer;
import plotty.http.Limits;
import plotty.http.tls.Certificates;
import plotty.job.JobSettings;
import plotty.metrics.MetricsSettings;

/**
 * What follows from everything that was set: by the command line, which wins over the environment, which wins over the file,
 * which wins over what is usual. Where two keys mean the same, ours wins over that of the older monitoring.
 */
public final class Conclusion {
    private static final List<Integer> PORTS_OF_OLD_CLIENTS = List.of(8765, 8766);
    private static final int USUAL_PORT = 8080;

    private final Settings settings;
    private final Optional<Path> file;
    private final Surroundings surroundings;
    private final SettingsReader read;
    private final Configuration configuration;

    private Conclusion(Settings settings, Optional<Path> file, Surroundings surroundings, Arguments arguments) {
        this.settings = settings;
        this.file = file;
        this.surroundings = surroundings;
        read = new SettingsReader(settings);
        configuration = conclude(arguments);
    }

    /** Reads what there is. Throws {@link ConfigurationException} if the file cannot be read or is no YAML. */
    public static Conclusion of(Arguments arguments, Surroundings surroundings) {
        Optional<Path> file = arguments.config().or(surroundings::usualFile);
        Settings inFile = file.map(SettingsFile::read).orElse(Settings.NONE);
        return new Conclusion(surroundings.over(inFile).under(arguments.settings()), file, surroundings, arguments);
    }

    /** The outcome. Throws {@link ConfigurationException} with every mistake, a line each. */
    public Configuration configuration() {
        if (!read.mistakes().isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), read.mistakes()));
        }
        return configuration;
    }

    /** The same, with what is usual where there are mistakes: for looking at it. */
    public Configuration inEffect() {
        return configuration;
    }

    /** What was set, and where. */
    public Settings settings() {
        return settings;
    }

    /** The file that was read. */
    public Optional<Path> file() {
        return file;
    }

    /** What is to be said about it. */
    public Remarks remarks() {
        return new Remarks(settings.remarks().inactive(), read.warnings(), read.mistakes());
    }

    private Configuration conclude(Arguments arguments) {
        Path data = read.get(Key.DATA, Setting::path)
                .orElse(Path.of(System.getProperty("user.home"), ".local/share/plotty-appliance"))
                .toAbsolutePath()
                .normalize();
        long uploadBytes = read.get(Key.UPLOAD_MB, set -> set.integer(1, 2000)).orElse(64) * 1024L * 1024;
        HttpServer.Settings server = server(data);
        return new Configuration(
                data,
                server,
                tls(data, server),
                limits(),
                page(),
                new Configuration.Live(read.flag(Key.WEBSOCKET_ENABLED, true), channels()),
                uploadBytes,
                read.get(Key.METRICS_INTERVAL, set -> set.number(0.1, 3600))
                        .map(seconds -> new MetricsSettings(Duration.ofMillis(Math.round(seconds * 1000))))
                        .orElse(MetricsSettings.standard()),
                access(),
                read.get(Key.CLAIM_FILE, Setting::path),
                JobSettings.in(data.resolve("jobs"))
                        .withQueueStart(queueStart())
                        .withLimits(ReadLimits.DEFAULT.withMaxBytes(uploadBytes)),
                read.noting(() -> PlotterList.of(settings)).orElse(List.of()),
                PanelKeys.read(read),
                DiscoveryKeys.read(read),
                read.noting(() -> LogLevels.of(settings.value(Key.LOG_LEVEL), settings.value(Key.LOG_MODULES)))
                        .orElse(LogLevels.of(Optional.empty(), Optional.empty())),
                new SafeModeSettings(
                        arguments.safeMode(),
                        read.get(Key.SAFE_MODE_AFTER, set -> set.integer(0, 20)).orElse(3)),
                arguments.demo());
    }

    private Configuration.Page page() {
        Duration refresh = Duration.ofMillis(read.get(Key.DASHBOARD_REFRESH, set -> set.integer(100, 3_600_000))
                .orElse(1000));
        Optional<Path> webroot = read.get(Key.WEBROOT, Setting::path)
                .or(() -> Optional.ofNullable(System.getProperty("plotty.webroot"))
                        .map(Path::of));
        return read.flag(Key.DASHBOARD_ENABLED, true)
                ? new Configuration.Page.On(webroot, refresh)
                : new Configuration.Page.Off();
    }

    private HttpServer.Settings server(Path data) {
        int port = read.get(Key.PORT, set -> set.integer(0, 65535)).orElse(USUAL_PORT);
        return new HttpServer.Settings(
                read.first(Key.HOST, Key.WEBSOCKET_HOST, Setting::value).orElse("127.0.0.1"),
                port,
                morePorts(port),
                hosts(),
                data.resolve("incoming"),
                read.get(Key.MAX_CONNECTIONS, set -> set.integer(1, 100_000)).orElse(500),
                read.get(Key.TRUSTED_PROXIES, Conclusion::proxies).orElse(Set.of()),
                read.get(Key.HTTPS_PORT, set -> set.integer(0, 65535))
                        .filter(https -> https != 0)
                        .map(List::of)
                        .orElse(List.of()));
    }

    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>(surroundings.names());
        read.get(Key.ALLOWED_HOSTS, Setting::values).ifPresent(hosts::addAll);
        return hosts;
    }

    private Optional<Certificates.Settings> tls(Path data, HttpServer.Settings server) {
        Optional<Path> chain = read.get(Key.TLS_CERTIFICATE, Setting::path);
        Optional<Path> key = read.get(Key.TLS_KEY, Setting::path);
        if (chain.isPresent() != key.isPresent()) {
            read.mistake(
                    "tls.certificate and tls.key go together: give both, or neither for a certificate of the box's own");
        }
        read.get(Key.TLS_KEY, SecretFiles::exposedKey)
                .flatMap(Function.identity())
                .ifPresent(read::warn);
        if (server.tlsPorts().isEmpty()) {
            return Optional.empty();
        }
        Optional<Certificates.OwnFiles> own =
                chain.flatMap(file -> key.map(secret -> new Certificates.OwnFiles(file, secret)));
        return Optional.of(new Certificates.Settings(data.resolve("tls"), server.allowedHosts(), own));
    }

    private static Set<String> proxies(Setting set) {
        Set<String> proxies = Set.copyOf(set.values());
        try {
            HttpServer.Settings.requireProxies(proxies);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(set.place() + ": " + e.getMessage());
        }
        return proxies;
    }

    private List<Integer> morePorts(int port) {
        // Whoever takes any port at all wants no fixed ones beside it.
        List<Integer> usual = port == 0 ? List.of() : PORTS_OF_OLD_CLIENTS;
        Set<Integer> ports = new LinkedHashSet<>();
        Optional<Integer> page = read.get(Key.DASHBOARD_PORT, set -> set.integer(1, 65535));
        Optional<Integer> webSockets = read.get(Key.WEBSOCKET_PORT, set -> set.integer(1, 65535));
        page.filter(_ -> read.flag(Key.DASHBOARD_ENABLED, true)).ifPresent(ports::add);
        webSockets.filter(_ -> read.flag(Key.WEBSOCKET_ENABLED, true)).ifPresent(ports::add);
        ports.addAll(read.get(Key.MORE_PORTS, set -> set.integers(1, 65535)).orElse(usual));
        ports.remove(port);
        return List.copyOf(ports);
    }

    private Limits limits() {
        Limits standard = Limits.standard();
        return standard.withWebSockets(
                        read.first(Key.MAX_WEBSOCKETS, Key.WEBSOCKET_MAX_CONNECTIONS, set -> set.integer(0, 100_000))
                                .orElse(standard.webSockets()))
                .withHeartbeat(read.first(Key.HEARTBEAT, Key.WEBSOCKET_HEARTBEAT, set -> set.integer(1, 3600))
                        .map(Duration::ofSeconds)
                        .orElse(standard.heartbeat()));
    }

    private Set<Channel> channels() {
        return read.get(Key.WEBSOCKET_CHANNELS, Conclusion::channels).orElse(EnumSet.allOf(Channel.class));
    }

    private static Set<Channel> channels(Setting set) {
        ChannelNames.Chosen chosen = ChannelNames.chosen(set.values());
        for (String unknown : chosen.unknown()) {
            throw set.wrong(
                    "a list of " + String.join(", ", ChannelNames.KNOWN),
                    "'" + unknown + "'." + Nearest.question(unknown, ChannelNames.KNOWN));
        }
        return chosen.known();
    }

    private AccessSettings access() {
        boolean asked = read.flag(Key.ENABLE_AUTH, false);
        // Both are read, for their mistakes.
        boolean closed = read.flag(Key.WEBSOCKET_AUTHENTICATE, false) || asked;
        Role anonymous = role(Key.ANONYMOUS_ROLE).orElse(closed ? Role.NONE : Role.VIEWER);
        if (closed && anonymous != Role.NONE) {
            read.warn(settings.value(Key.ANONYMOUS_ROLE).orElseThrow().place()
                    + " wins: clients without credentials are let in, although authentication is asked for.");
        }
        AccessSettings standard =
                AccessSettings.of(new Access(anonymous, role(Key.LOOPBACK_ROLE).orElse(anonymous)));
        Duration length = hours(Key.SESSION_LENGTH).orElse(standard.sessionLength());
        Duration idle = hours(Key.SESSION_IDLE).orElse(shorter(standard.sessionIdle(), length));
        if (idle.compareTo(length) > 0) {
            read.mistake(settings.value(Key.SESSION_IDLE).orElseThrow().place() + " must not be more than "
                    + Key.SESSION_LENGTH.path() + ", which is " + length.toHours() + ".");
            idle = length;
        }
        double perSecond = read.get(Key.REQUESTS_PER_SECOND, set -> set.number(0.1, 100_000))
                .orElse(standard.perPrincipal().perSecond());
        int atOnce = read.get(Key.REQUESTS_AT_ONCE, set -> set.integer(1, 1_000_000))
                .orElse(standard.perPrincipal().burst());
        return standard.withConfiguredKey(apiKey())
                // Several people may share an address.
                .withRates(new Rate(perSecond, atOnce), new Rate(2 * perSecond, 2 * atOnce))
                .withSessions(idle, length)
                .withAuditRows(read.get(Key.AUDIT_ENTRIES, set -> set.integer(100, 10_000_000))
                        .orElse(standard.auditRows()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Optional<Duration> hours(Key key) {
        return read.get(key, set -> set.integer(1, 24 * 3650)).map(Duration::ofHours);
    }

    private Optional<String> apiKey() {
        Optional<Setting> here = settings.value(Key.WEBSOCKET_API_KEY);
        Optional<Setting> elsewhere = settings.value(Key.WEBSOCKET_API_KEY_FILE);
        if (here.isPresent() && elsewhere.isPresent()) {
            read.mistake(elsewhere.get().place() + " and " + here.get().place() + " are both set: remove one of them.");
            return Optional.empty();
        }
        Path beside = file.map(Path::toAbsolutePath).map(Path::getParent).orElse(Path.of(""));
        return read.get(Key.WEBSOCKET_API_KEY, Conclusion::notBlank)
                .or(() -> read.get(
                        Key.WEBSOCKET_API_KEY_FILE, set -> SecretFiles.read(set, surroundings.credentials(), beside)));
    }

    private static String notBlank(Setting set) {
        if (set.value().isBlank()) {
            throw set.wrong("a key", "nothing");
        }
        return set.value();
    }

    private Optional<Role> role(Key key) {
        List<String> known = Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
        return read.get(key, set -> Role.valueOf(set.word(known).toUpperCase(Locale.ROOT)));
    }

    private JobSettings.QueueStart queueStart() {
        return read.get(Key.QUEUE_START, set -> set.word(List.of("manual", "auto")))
                .filter("auto"::equals)
                .map(_ -> JobSettings.QueueStart.AUTO)
                .orElse(JobSettings.QueueStart.MANUAL);
    }
}
