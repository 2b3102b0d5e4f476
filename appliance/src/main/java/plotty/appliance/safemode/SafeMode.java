package plotty.appliance.safemode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.alert.Detail;
import plotty.alert.Severity;
import plotty.alert.SystemAlert;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;
import plotty.api.stream.SystemStatus.Restraint;
import plotty.api.system.SafeModeResource.Caution;
import plotty.api.system.SafeModeResource.Why;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.SafeModeSettings;
import plotty.appliance.settings.Surroundings;
import plotty.store.Database;
import plotty.store.DurableFiles;

/**
 * Whether the service keeps its hands off the plotters: page and API are there, but no port is opened, no pen moves, nothing is
 * planned. It does so after several crashes in a row, as one of the plotters or drawings may be the cause, or because somebody
 * wants it; and it ends when a person says so, without a restart. A service that is stopped cleanly starts as usual again. Any
 * thread.
 */
public final class SafeMode implements Caution {
    /** What to do about it, wherever it is told. */
    private static final String ADVICE =
            "If a plotter or a drawing may be the cause, unplug or cancel it; take a support bundle; then start the plotters"
                    + " on the page.";

    private final CrashCount crashes;
    private final Optional<Why> atStart;
    private final Optional<ReadingOnly> readingOnly;
    private volatile Optional<Why> why;
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Runnable> wayOut = Optional.empty();
    private volatile Consumer<SystemAlert> alerts = _ -> {};

    private SafeMode(CrashCount crashes, Optional<Why> why, Optional<ReadingOnly> readingOnly) {
        this.crashes = crashes;
        this.readingOnly = readingOnly;
        this.atStart = why;
        this.why = why;
    }

    /** Off for good: for a service that nobody starts again when it crashes. */
    public static SafeMode off() {
        return new SafeMode(CrashCount.none(), Optional.empty(), Optional.empty());
    }

    /** On as long as the process lives, because nothing can be written. */
    public static SafeMode because(ReadingOnly readingOnly) {
        Why why = new Why(readingOnly.reason(), InstantSource.system().instant(), true);
        return new SafeMode(CrashCount.none(), Optional.of(why), Optional.of(readingOnly));
    }

    /** Why nothing can be written, if that is so; then it is not left before the next start. */
    public Optional<ReadingOnly> readingOnly() {
        return readingOnly;
    }

    /** Counts this start of the process and settles how it goes on. Never fails: a disk that cannot be written counts nothing. */
    public static SafeMode ofStart(Configuration configuration, Surroundings surroundings) {
        SafeModeSettings settings = configuration.safeMode();
        boolean counts = settings.after() > 0 && surroundings.isSupervised();
        CrashCount crashes = counts
                ? new CrashCount(folders(configuration.data(), surroundings), CrashCount.Moment::now)
                : CrashCount.none();
        return ofStart(settings, crashes, InstantSource.system());
    }

    /** The same, counted elsewhere. */
    static SafeMode ofStart(SafeModeSettings settings, CrashCount crashes, InstantSource clock) {
        int counted = crashes.start();
        Optional<String> reason = Optional.empty();
        if (settings.asked()) {
            reason = Optional.of("It was started with --safe-mode, so no plotter is touched.");
        } else if (settings.after() > 0 && counted >= settings.after()) {
            reason = Optional.of("The service has crashed %d times within ten minutes, so it touches no plotter."
                    .formatted(counted));
        }
        return new SafeMode(
                crashes, reason.map(sentence -> new Why(sentence + " " + ADVICE, clock.instant(), false)), Optional.empty());
    }

    private static List<Path> folders(Path data, Surroundings surroundings) {
        try {
            DurableFiles.createDirectories(data);
        } catch (IOException e) {
            // Whoever needs it says so in words.
            Logger.debug(e, "{} cannot be made", data);
        }
        return Stream.concat(Stream.of(data), surroundings.runtimeFolder().stream())
                .toList();
    }

    /** Whether it is on now. */
    public boolean isOn() {
        return why.isPresent();
    }

    /** What it keeps its hands off now. */
    public Restraint restraint() {
        return why.map(reason -> reason.readingOnly() ? Restraint.READING_ONLY : Restraint.SAFE_MODE)
                .orElse(Restraint.NONE);
    }

    @Override
    public Optional<Why> why() {
        return why;
    }

    /**
     * Gets ready to be left, tells of itself in the database's events, and forgets crashes once it has run for long enough.
     *
     * @param starting starts what was not started: run once, by whoever leaves
     */
    public void accompany(Database database, ScheduledExecutorService housekeeping, Runnable starting) {
        synchronized (this) {
            wayOut = Optional.of(starting);
        }
        alerts = alert -> append(database, alert);
        atStart.ifPresent(reason -> {
            Logger.error("SAFE MODE: {}", reason.reason());
            alerts.accept(alert(Severity.ERROR, "Safe mode", reason.reason()));
        });
        var _ = housekeeping.schedule(
                () -> {
                    synchronized (this) {
                        crashes.forget();
                    }
                },
                CrashCount.WITHIN.toSeconds(),
                TimeUnit.SECONDS);
    }

    /**
     * Has somebody told now, and whenever it changes, whether it is on: a light, for instance.
     *
     * @param listener must not block
     */
    public void follow(Consumer<Boolean> listener) {
        listeners.add(listener);
        listener.accept(isOn());
    }

    @Override
    public boolean leave(String by) {
        synchronized (this) {
            if (!isOn() || wayOut.isEmpty() || readingOnly.isPresent()) {
                return false;
            }
            // It is a new attempt: only crashes from now on count.
            crashes.forget();
            wayOut.get().run();
            why = Optional.empty();
        }
        Logger.info("Safe mode was left by {}: the plotters are started", by);
        alerts.accept(alert(Severity.INFO, "Safe mode left", by + " ended safe mode: the plotters are started."));
        listeners.forEach(listener -> listener.accept(false));
        return true;
    }

    /** The process ends as it was told to: this was no crash. */
    public synchronized void stopped() {
        crashes.stop();
    }

    /** What the health checks say of it; nothing while it is off. */
    public List<Finding> findings() {
        return why.stream()
                .map(reason -> new Finding("safe mode", Outcome.FAIL, reason.reason()))
                .toList();
    }

    private static SystemAlert alert(Severity severity, String title, String message) {
        return new SystemAlert(
                severity,
                title,
                message,
                "host",
                Optional.empty(),
                List.of(new Detail.Text("safe_mode", severity == Severity.INFO ? "off" : "on")),
                List.of());
    }

    private static void append(Database database, SystemAlert alert) {
        var _ = database.write(transaction -> {
                    transaction.append(alert);
                    return null;
                })
                .exceptionally(failure -> {
                    Logger.error(failure, "That the service is in safe mode, or not any more, could not be stored");
                    return null;
                });
    }
}
