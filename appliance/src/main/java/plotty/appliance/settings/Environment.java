package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plotty.api.Nearest;
import plotty.appliance.settings.Settings.Remarks;

/**
 * Settings from the environment. A key's variable is its path in capitals with {@code PLOTTY_} before it and underscores for
 * dots: {@code PLOTTY_SERVER_PORT} for {@code server.port}. The values of a list are joined by commas; an empty value sets
 * nothing.
 */
final class Environment {
    private static final String OURS = "PLOTTY_";
    private static final String PLOTTER = "plotter.";

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    /** These settings over others. A variable of ours that means nothing is a warning: it may be another program's. */
    Settings over(Settings settings) {
        Map<Key, Setting> values = new EnumMap<>(Key.class);
        Map<String, Setting> plotter = new HashMap<>();
        List<Setting> inactive = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        variables.forEach((name, value) -> {
            if (!name.startsWith(OURS) || value.isEmpty()) {
                return;
            }
            Optional<Key> key = Arrays.stream(Key.values())
                    .filter(known -> known.variable().equals(name))
                    .findFirst();
            Optional<String> word = PlotterList.words().stream()
                    .filter(known -> Key.variable(PLOTTER + known).equals(name))
                    .findFirst();
            if (key.isPresent()) {
                values.put(key.get(), setting(key.get(), name, value));
            } else if (word.isPresent()) {
                plotter.put(word.get(), Setting.single(name, value));
            } else if (LaterParts.hasVariable(name)) {
                inactive.add(Setting.single(name, value).secret());
            } else {
                warnings.add("The environment's " + name + " sets nothing." + Nearest.question(name, names()));
            }
        });
        return settings.under(values).withPlotter(plotter).with(new Remarks(inactive, warnings, List.of()));
    }

    private static Setting setting(Key key, String name, String value) {
        Setting set = key.isList()
                ? new Setting(
                        name,
                        Arrays.stream(value.split(","))
                                .map(String::strip)
                                .filter(each -> !each.isEmpty())
                                .toList(),
                        true)
                : Setting.single(name, value);
        return key.isSecret() ? set.secret() : set;
    }

    private static List<String> names() {
        return Arrays.stream(Key.values()).map(Key::variable).toList();
    }
}
