package plotty.appliance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plotty.access.Access;
import plotty.access.Role;
import plotty.drawing.ReadLimits;
import plotty.http.HttpServer;
import plotty.http.Limits;
import plotty.job.JobSettings;

/**
 * Everything that can be set, checked as a whole before anything starts.
 *
 * @param data folder of jobs, database and unpacked libraries
 * @param server the door
 * @param limits how much one client may keep it busy
 * @param webroot folder of the page; empty serves none
 * @param uploadBytes size of a drawing from which on it is refused
 * @param access who may do what
 * @param jobs the queue
 * @param plotters which plotters, at least one
 * @param demo whether to draw the drawing that ships with the service
 */
record Configuration(
        Path data,
        HttpServer.Settings server,
        Limits limits,
        Optional<Path> webroot,
        long uploadBytes,
        Access access,
        JobSettings jobs,
        List<PlotterSettings> plotters,
        boolean demo) {

    private static final List<Integer> PORTS_OF_OLD_CLIENTS = List.of(8765, 8766);

    /** Puts file and command line together. Throws {@link ConfigurationException}. */
    static Configuration of(Arguments arguments) {
        Settings file = arguments.config().map(SettingsFile::read).orElse(Settings.NONE);
        return new Values(file.under(arguments.settings())).conclude(arguments.demo());
    }

    /** The values that are set, and the defaults of the others. */
    private record Values(Settings settings) {

        Configuration conclude(boolean demo) {
            Path data = path(Key.DATA)
                    .orElse(Path.of(System.getProperty("user.home"), ".local/share/plotty-appliance"))
                    .toAbsolutePath()
                    .normalize();
            int port = get(Key.PORT).map(set -> set.integer(0, 65535)).orElse(8080);
            // Whoever takes any port at all wants no fixed ones beside it.
            List<Integer> morePorts = get(Key.MORE_PORTS)
                    .map(set -> set.integers(1, 65535))
                    .orElse(port == 0 ? List.of() : PORTS_OF_OLD_CLIENTS);
            HttpServer.Settings server = new HttpServer.Settings(
                    get(Key.HOST).map(Setting::value).orElse("127.0.0.1"),
                    port,
                    morePorts,
                    get(Key.ALLOWED_HOSTS).map(set -> Set.copyOf(set.values())).orElse(Set.of()),
                    data.resolve("incoming"),
                    get(Key.MAX_CONNECTIONS).map(set -> set.integer(1, 100_000)).orElse(500));
            long uploadBytes =
                    get(Key.UPLOAD_MB).map(set -> set.integer(1, 2000)).orElse(64) * 1024L * 1024;
            return new Configuration(
                    data,
                    server,
                    limits(),
                    path(Key.WEBROOT)
                            .or(() -> Optional.ofNullable(System.getProperty("plotty.webroot"))
                                    .map(Path::of)),
                    uploadBytes,
                    new Access(role(Key.ANONYMOUS_ROLE), role(Key.LOOPBACK_ROLE)),
                    JobSettings.in(data.resolve("jobs"))
                            .withQueueStart(queueStart())
                            .withLimits(ReadLimits.DEFAULT.withMaxBytes(uploadBytes)),
                    PlotterList.of(settings),
                    demo);
        }

        private Limits limits() {
            Limits standard = Limits.standard();
            return standard.withWebSockets(get(Key.MAX_WEBSOCKETS)
                            .map(set -> set.integer(0, 100_000))
                            .orElse(standard.webSockets()))
                    .withHeartbeat(get(Key.HEARTBEAT)
                            .map(set -> Duration.ofSeconds(set.integer(1, 3600)))
                            .orElse(standard.heartbeat()));
        }

        private Role role(Key key) {
            List<String> known = Arrays.stream(Role.values())
                    .map(role -> role.name().toLowerCase(Locale.ROOT))
                    .toList();
            return get(key).map(set -> Role.valueOf(set.word(known).toUpperCase(Locale.ROOT)))
                    .orElse(Role.VIEWER);
        }

        private JobSettings.QueueStart queueStart() {
            return get(Key.QUEUE_START)
                    .map(set -> set.word(List.of("manual", "auto")))
                    .filter("auto"::equals)
                    .map(_ -> JobSettings.QueueStart.AUTO)
                    .orElse(JobSettings.QueueStart.MANUAL);
        }

        private Optional<Path> path(Key key) {
            return get(key).map(Setting::path);
        }

        private Optional<Setting> get(Key key) {
            return settings.value(key);
        }
    }
}
