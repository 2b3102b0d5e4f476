package plotty.appliance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plotty.appliance.systemd.Answering;
import plotty.appliance.systemd.Witness;
import plotty.http.HttpServer;
import plotty.job.Jobs;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.store.Database;

/**
 * Who must live for the service to be of use: the event loop, the jobs' thread, the writer of the database and each plotter's
 * thread. The planner may be busy for as long as a drawing takes, and what housekeeping does can wait: they testify to nothing.
 */
final class Witnesses {
    /** A card that tidies itself may take half a minute for one sync. */
    private static final int PATIENCE_WITH_A_CARD = 3;

    private final List<Witness> always;
    private final Roster plotters;

    Witnesses(HttpServer server, Jobs jobs, Database database, Roster plotters) {
        this.always =
                List.of(new Answering("netty-1", server::ping), new Answering("jobs", jobs::ping), new Store(database));
        this.plotters = plotters;
    }

    /** All that there are now. Any thread. */
    List<Witness> all() {
        return Stream.concat(
                        always.stream(),
                        plotters.all().stream()
                                .filter(plotter -> plotter.pulse().isPresent())
                                .map(Driver::new))
                .toList();
    }

    private record Store(Database database) implements Witness {
        @Override
        public String name() {
            return "store";
        }

        @Override
        public int patience() {
            return PATIENCE_WITH_A_CARD;
        }

        @Override
        public Sign sign() {
            Database.Pulse pulse = database.pulse();
            return new Sign(pulse.turns(), pulse.resting(), Optional.of(pulse.thread()));
        }
    }

    private record Driver(WatchedPlotter plotter) implements Witness {
        @Override
        public String name() {
            return plotter.id();
        }

        @Override
        public int patience() {
            return 1;
        }

        @Override
        public Sign sign() {
            return plotter.pulse()
                    .map(pulse -> new Sign(pulse.turns(), false, Optional.of(pulse.thread())))
                    .orElse(new Sign(0, true, Optional.empty()));
        }
    }
}
