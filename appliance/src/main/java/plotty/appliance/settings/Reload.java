package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * Reads the configuration again while the appliance runs. What may change takes effect, and the log says so; of the rest it
 * says that a restart is needed. A configuration with mistakes changes nothing.
 */
public final class Reload implements Runnable {
    private final Supplier<Conclusion> reading;
    private final Consumer<Configuration> effect;
    private final Conclusion started;
    private Conclusion current;

    /**
     * Stands by.
     *
     * @param started the configuration that the appliance was started with
     * @param reading reads it again; throws {@link ConfigurationException}
     * @param effect has what may change take effect
     */
    public Reload(Conclusion started, Supplier<Conclusion> reading, Consumer<Configuration> effect) {
        this.started = started;
        this.current = started;
        this.reading = reading;
        this.effect = effect;
    }

    @Override
    public synchronized void run() {
        Conclusion next;
        Configuration configuration;
        try {
            next = reading.get();
            configuration = next.configuration();
        } catch (ConfigurationException e) {
            Logger.error(
                    "The configuration was read again, but has mistakes; everything stays as it is. {}",
                    e.getMessage());
            return;
        }
        next.remarks().warnings().forEach(Logger::warn);
        List<Key> live = changed(current, next, true);
        if (!live.isEmpty()) {
            effect.accept(configuration);
        }
        List<String> waiting = waiting(next);
        if (live.isEmpty() && waiting.isEmpty()) {
            Logger.info("The configuration was read again; nothing changed");
        }
        for (Key key : live) {
            Logger.info("The configuration was read again: {} {}", key.path(), now(next.settings(), key));
        }
        for (String path : waiting) {
            Logger.warn("The configuration was read again: {} has changed, which takes effect after a restart", path);
        }
        current = next;
    }

    /** What differs from what the appliance was started with, and cannot change while it runs. */
    private List<String> waiting(Conclusion next) {
        List<String> paths = new ArrayList<>(
                changed(started, next, false).stream().map(Key::path).toList());
        Settings before = started.settings();
        Settings after = next.settings();
        if (!started.inEffect().plotters().equals(next.inEffect().plotters())) {
            paths.add(after.plotters().isPresent() ? "plotters" : "plotter");
        }
        boolean named = before.value(Key.WEBSOCKET_API_KEY_FILE).isPresent()
                && !paths.contains(Key.WEBSOCKET_API_KEY_FILE.path());
        if (named
                && !started.inEffect()
                        .access()
                        .configuredKey()
                        .equals(next.inEffect().access().configuredKey())) {
            paths.add("the file that " + Key.WEBSOCKET_API_KEY_FILE.path() + " names");
        }
        return paths;
    }

    private static List<Key> changed(Conclusion before, Conclusion after, boolean live) {
        List<Key> changed = new ArrayList<>();
        for (Key key : Key.values()) {
            if (key.isLive() == live
                    && !isOfAPlotter(key)
                    && !values(before.settings(), key).equals(values(after.settings(), key))) {
                changed.add(key);
            }
        }
        return changed;
    }

    /** These are told with all words about plotters. */
    private static boolean isOfAPlotter(Key key) {
        return key.path().startsWith("plotter.");
    }

    private static Optional<List<String>> values(Settings settings, Key key) {
        return settings.value(key).map(Setting::values);
    }

    private static String now(Settings settings, Key key) {
        return settings.value(key).map(set -> "is " + set.shown() + " now").orElse("is as usual again");
    }
}
