package plotty.appliance.log;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Level;
import org.tinylog.core.TinylogLoggingProvider;
import org.tinylog.format.MessageFormatter;
import org.tinylog.provider.ContextProvider;
import org.tinylog.provider.LoggingProvider;
import org.tinylog.runtime.RuntimeProvider;
import plotty.appliance.settings.LogLevels;

/**
 * Lets the log's lines through as far as the levels go that are in force, which may change at any time; tinylog itself reads
 * its levels once. Named in {@code tinylog.properties}. Thread-safe.
 */
public final class LogFilter implements LoggingProvider {
    private static volatile Levels levels = Levels.of(new LogLevels("info", Map.of("io.netty", "warn")));

    private final TinylogLoggingProvider tinylog = new TinylogLoggingProvider();

    /** The levels in force, and the lowest of them: what lies below that is dropped without a look at who logs it. */
    private record Levels(Level usual, Map<String, Level> packages, Level lowest) {
        static Levels of(LogLevels words) {
            Map<String, Level> packages = words.packages().entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> level(each.getValue())));
            Level usual = level(words.level());
            Level lowest = Stream.concat(Stream.of(usual), packages.values().stream())
                    .min(Comparator.naturalOrder())
                    .orElse(usual);
            return new Levels(usual, packages, lowest);
        }

        private static Level level(String word) {
            return Level.valueOf(word.toUpperCase(Locale.ROOT));
        }

        boolean cover(String className, Level level) {
            String name = className;
            for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.')) {
                name = name.substring(0, dot);
                Level own = packages.get(name);
                if (own != null) {
                    return level.compareTo(own) >= 0;
                }
            }
            return level.compareTo(usual) >= 0;
        }
    }

    /** Has every line that is logged from now on obey; safe at any time. */
    public static void obey(LogLevels words) {
        levels = Levels.of(words);
    }

    @Override
    public ContextProvider getContextProvider() {
        return tinylog.getContextProvider();
    }

    @Override
    public Level getMinimumLevel() {
        return Level.TRACE;
    }

    @Override
    public Level getMinimumLevel(String tag) {
        return Level.TRACE;
    }

    @Override
    public boolean isEnabled(int depth, String tag, Level level) {
        Levels now = levels;
        return level.compareTo(now.lowest) >= 0 && now.cover(RuntimeProvider.getCallerClassName(depth + 1), level);
    }

    @Override
    public boolean isEnabled(String loggerClassName, String tag, Level level) {
        Levels now = levels;
        return level.compareTo(now.lowest) >= 0
                && now.cover(RuntimeProvider.getCallerClassName(loggerClassName), level);
    }

    @Override
    public void log(
            int depth,
            String tag,
            Level level,
            Throwable exception,
            MessageFormatter formatter,
            Object message,
            Object... arguments) {
        if (isEnabled(depth + 1, tag, level)) {
            tinylog.log(depth + 1, tag, level, exception, formatter, message, arguments);
        }
    }

    @Override
    public void log(
            String loggerClassName,
            String tag,
            Level level,
            Throwable exception,
            MessageFormatter formatter,
            Object message,
            Object... arguments) {
        if (isEnabled(loggerClassName, tag, level)) {
            tinylog.log(loggerClassName, tag, level, exception, formatter, message, arguments);
        }
    }

    @Override
    public void shutdown() throws InterruptedException {
        tinylog.shutdown();
    }
}
