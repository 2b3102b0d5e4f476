package plotty.appliance;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import plotty.access.Accounts;
import plotty.appliance.plotters.KnownPlotters;
import plotty.job.Jobs;
import plotty.store.Database;
import plotty.store.EventTrimming;

/** Where everything is kept: the one database with the tables of all rooms. */
final class Storage {
    private static final String FILE = "plotty.db";

    private Storage() {}

    /** Opens it, restored if it is damaged; from now on its old events are trimmed. Close what uses it before it. */
    static Database open(Path data, ScheduledExecutorService housekeeping, InstantSource clock) {
        Database database = Database.openOrRestore(
                data.resolve(FILE),
                List.of(Jobs.MIGRATIONS, KnownPlotters.MIGRATIONS, Accounts.MIGRATIONS, Deployment.MIGRATIONS),
                clock);
        EventTrimming.start(database, EventTrimming.KEPT, EventTrimming.EVERY, housekeeping);
        return database;
    }
}
