package plotty.appliance.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.api.BadInputException;
import plotty.api.system.LogLevelsResource.Levels;
import plotty.api.system.LogLevelsResource.State;
import plotty.api.system.LogLevelsResource.Wanted;
import plotty.appliance.settings.ConfigurationException;
import plotty.appliance.settings.LogLevels;

/** What the log obeys: the configuration or, for a while, what an admin wants instead. Thread-safe. */
public final class LevelsInForce implements Levels {
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private LogLevels configured;
    private Optional<Change> change = Optional.empty();
    private int changes;

    /** Something else than what is configured, until then. */
    private record Change(int number, LogLevels levels, Instant until, Future<?> end) {}

    /** The configured levels are in force. */
    public LevelsInForce(LogLevels configured, ScheduledExecutorService scheduler, InstantSource clock) {
        this.configured = configured;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** The configuration was read again: from now on the log obeys this. */
    public synchronized void configure(LogLevels other) {
        configured = other;
        goBack();
    }

    /** What is in force, as a person would say it. */
    public synchronized String inWords() {
        return change.map(Change::levels).orElse(configured).inWords();
    }

    @Override
    public synchronized State state() {
        return new State(
                wanted(change.map(Change::levels).orElse(configured)), wanted(configured), change.map(Change::until));
    }

    @Override
    public synchronized State change(Optional<String> level, Map<String, Optional<String>> modules, Duration length) {
        LogLevels before = change.map(Change::levels).orElse(configured);
        LogLevels after;
        try {
            after = before.with(level, modules, configured);
        } catch (ConfigurationException e) {
            throw new BadInputException(e.getMessage());
        }
        change.ifPresent(earlier -> earlier.end().cancel(false));
        int number = ++changes;
        Future<?> end = scheduler.schedule(() -> ended(number), length.toMillis(), TimeUnit.MILLISECONDS);
        change = Optional.of(new Change(number, after, clock.instant().plus(length), end));
        LogFilter.obey(after);
        Logger.info("For {} min the log's level is {}", length.toMinutes(), after.inWords());
        return state();
    }

    @Override
    public synchronized State reset() {
        goBack();
        return state();
    }

    private synchronized void ended(int number) {
        // Another change may have come while the end of this one waited for the lock.
        if (change.filter(now -> now.number() == number).isPresent()) {
            goBack();
        }
    }

    private void goBack() {
        boolean changed = change.isPresent();
        change.ifPresent(earlier -> earlier.end().cancel(false));
        change = Optional.empty();
        LogFilter.obey(configured);
        if (changed) {
            Logger.info("The log's level is as configured again: {}", configured.inWords());
        }
    }

    private static Wanted wanted(LogLevels levels) {
        return new Wanted(levels.level(), levels.packages());
    }
}
