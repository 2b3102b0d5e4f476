package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much is logged.
 *
 * @param level of everything
 * @param packages the levels of some packages, which win
 */
public record LogLevels(String level, Map<String, String> packages) {
    private static final String USUAL = "info";
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    /** What the parts of the old monitoring are called here. */
    private static final Map<String, List<String>> OLD_NAMES = Map.of(
            "plotty.websocket", List.of("plotty.http", "plotty.api.stream"),
            "plotty.dashboard", List.of("plotty.http"),
            "plotty.monitor", List.of("plotty.api.stream"),
            "plotty.notifications", List.of("plotty.notify"),
            "plotty.devices", List.of("plotty.plotter"));

    private static final List<String> ROOMS = List.of(
            "plotty.drawing",
            "plotty.motion",
            "plotty.event",
            "plotty.store",
            "plotty.plotter",
            "plotty.catalog",
            "plotty.job",
            "plotty.metrics",
            "plotty.alert",
            "plotty.notify",
            "plotty.panel",
            "plotty.discovery",
            "plotty.access",
            "plotty.http",
            "plotty.api",
            "plotty.appliance",
            "io.netty");

    /**
     * A level alone is for everything; with modules it is for these only, and the others stay as they are. Throws
     * {@link ConfigurationException} if a level or a module is unknown.
     */
    public static LogLevels of(Optional<Setting> level, Optional<Setting> modules) {
        String said = level.map(LogLevels::level).orElse(modules.isPresent() ? "debug" : USUAL);
        Map<String, String> packages = new LinkedHashMap<>();
        modules.ifPresent(set ->
                set.values().forEach(module -> packages(set, module).forEach(name -> packages.put(name, said))));
        packages.putIfAbsent("io.netty", "warn");
        return new LogLevels(modules.isPresent() ? USUAL : said, Map.copyOf(packages));
    }

    private static String level(Setting set) {
        String level = set.value().toLowerCase(Locale.ROOT);
        return level.equals("warning") ? "warn" : new Setting(set.place(), List.of(level), false).word(LEVELS);
    }

    private static List<String> packages(Setting set, String module) {
        if (OLD_NAMES.containsKey(module)) {
            return OLD_NAMES.get(module);
        }
        if (ROOMS.stream().anyMatch(room -> module.equals(room) || module.startsWith(room + "."))) {
            return List.of(module);
        }
        List<String> known = new ArrayList<>(OLD_NAMES.keySet());
        known.addAll(ROOMS);
        known.sort(null);
        return List.of(new Setting(set.place(), List.of(module), false).word(known));
    }

    /**
     * The same but for these. Throws {@link ConfigurationException} if a level or a module is unknown.
     *
     * @param other level of everything, if it is another one
     * @param modules levels of modules; empty for what is to be as configured
     */
    public LogLevels with(Optional<String> other, Map<String, Optional<String>> modules, LogLevels configured) {
        String said =
                other.map(word -> level(Setting.single("Field 'level'", word))).orElse(level);
        Map<String, String> all = new LinkedHashMap<>(packages);
        modules.forEach((module, wanted) -> {
            Optional<String> word = wanted.map(text -> level(Setting.single("Field 'modules." + module + "'", text)));
            for (String name : packages(Setting.single("A name in field 'modules'", module), module)) {
                word.or(() -> Optional.ofNullable(configured.packages.get(name)))
                        .ifPresentOrElse(found -> all.put(name, found), () -> all.remove(name));
            }
        });
        return new LogLevels(said, Map.copyOf(all));
    }

    /** As a person would say it. */
    public String inWords() {
        return packages.isEmpty()
                ? level
                : level + ", but "
                        + packages.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "));
    }
}
