package plotty.appliance;

import java.io.File;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;
import plotty.appliance.safemode.SafeMode;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.store.Database;
import plotty.store.StoreException;

/**
 * Looks whether jobs can be taken in and drawn.
 *
 * @param notes what people should know of ports that are no plotter's
 * @param panel how the buttons and lights do; empty if there are none
 * @param safeMode in which no plotter is there on purpose
 * @param storage looks after the database
 */
record HealthChecks(
        Database database,
        Roster plotters,
        Supplier<List<String>> notes,
        Supplier<Optional<Finding>> panel,
        Path data,
        SafeMode safeMode,
        StorageWatch storage) {
    private static final long MIN_FREE_BYTES = 32L * 1024 * 1024;
    /** Of a small disk this part has to be free. */
    private static final int MIN_FREE_PART = 20;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(databaseAnswers());
        findings.add(disk());
        findings.addAll(storage.findings());
        if (safeMode.isOn()) {
            findings.addAll(safeMode.findings());
            return findings;
        }
        List<WatchedPlotter> known = plotters.all();
        if (known.isEmpty()) {
            findings.add(new Finding(
                    "plotter",
                    Outcome.WARN,
                    "No plotter was found yet. Check its cable and its power; it is looked for all the time."));
        }
        known.forEach(plotter -> findings.add(plotter(plotter)));
        panel.get().ifPresent(findings::add);
        notes.get().forEach(note -> findings.add(new Finding("port", Outcome.PASS, note)));
        return findings;
    }

    private Finding databaseAnswers() {
        try {
            database.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("SELECT 1");
                }
            });
            return new Finding("database", Outcome.PASS, "");
        } catch (StoreException e) {
            return new Finding("database", Outcome.FAIL, e.getMessage());
        }
    }

    private Finding disk() {
        // A FileStore would be looked for among the mounts, where the root of a container need not stand.
        File disk = data.toFile();
        long whole = disk.getTotalSpace();
        if (whole == 0) {
            return new Finding("disk", Outcome.FAIL, "The data folder " + data + " cannot be looked at.");
        }
        long free = disk.getUsableSpace();
        return free >= Math.min(MIN_FREE_BYTES, whole / MIN_FREE_PART)
                ? new Finding("disk", Outcome.PASS, "")
                : new Finding("disk", Outcome.FAIL, "Only " + free / 1024 / 1024 + " MB are free; delete something.");
    }

    private static Finding plotter(WatchedPlotter plotter) {
        PlotterState state = plotter.state();
        Outcome outcome = switch (state.connection()) {
            case CONNECTED, BUSY -> Outcome.PASS;
            case ERROR, DISCONNECTED, OFFLINE -> Outcome.WARN;
        };
        return new Finding("plotter " + state.id(), outcome, state.message().orElse(""));
    }
}
