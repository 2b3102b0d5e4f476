package plotty.appliance.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccessSettings;
import plotty.discovery.DiscoverySettings;
import plotty.event.Channel;
import plotty.http.HttpServer;
import plotty.http.Limits;
import plotty.http.tls.Certificates;
import plotty.job.JobSettings;
import plotty.metrics.MetricsSettings;
import plotty.panel.PanelSettings;

/**
 * Everything that can be set, checked as a whole before anything starts.
 *
 * @param data folder of jobs, database and unpacked libraries
 * @param server the door
 * @param tls what the door shows over HTTPS; empty without HTTPS
 * @param limits how much one client may keep it busy
 * @param page what people see
 * @param live what is sent without being asked for
 * @param uploadBytes size of a drawing from which on it is refused
 * @param metrics how often the machine is measured
 * @param access who may do what
 * @param claimFile where the code is written with which a box without an owner is claimed; empty writes none
 * @param jobs the queue
 * @param plotters which plotters, at least one
 * @param panel its buttons and lights
 * @param discovery how it announces itself
 * @param logLevels how much is logged
 * @param safeMode when the service keeps its hands off the plotters
 * @param demo whether to draw the drawing that ships with the service
 */
public record Configuration(
        Path data,
        HttpServer.Settings server,
        Optional<Certificates.Settings> tls,
        Limits limits,
        Page page,
        Live live,
        long uploadBytes,
        MetricsSettings metrics,
        AccessSettings access,
        Optional<Path> claimFile,
        JobSettings jobs,
        List<PlotterSettings> plotters,
        PanelSettings panel,
        DiscoverySettings discovery,
        LogLevels logLevels,
        SafeModeSettings safeMode,
        boolean demo) {

    /** What people see. */
    public sealed interface Page {
        /** Nothing. */
        record Off() implements Page {}

        /**
         * The page.
         *
         * @param webroot its folder; empty if nobody said where it is, and then none is served
         * @param refresh how often it asks while the stream is down
         */
        record On(Optional<Path> webroot, Duration refresh) implements Page {}
    }

    /**
     * The live stream.
     *
     * @param webSockets whether there are WebSockets at all
     * @param channels that can be subscribed to
     */
    public record Live(boolean webSockets, Set<Channel> channels) {
        /** Keeps its own copy. */
        public Live {
            channels = Set.copyOf(channels);
        }
    }

    /** Puts the command line and the file that it names together. Throws {@link ConfigurationException} with every mistake. */
    public static Configuration of(Arguments arguments) {
        return Conclusion.of(arguments, Surroundings.NONE).configuration();
    }
}
