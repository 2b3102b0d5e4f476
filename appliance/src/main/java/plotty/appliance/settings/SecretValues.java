package plotty.appliance.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tinylog.Logger;

/** The secrets among the settings, so that they can be hidden wherever else they stand. */
public final class SecretValues {
    private static final int MOST_BYTES = 4096;

    private SecretValues() {}

    /** All of them, also those of parts that do not exist yet, and those in files that a setting names. */
    public static List<String> of(Conclusion conclusion) {
        List<String> found = new ArrayList<>();
        Settings settings = conclusion.settings();
        for (Map.Entry<Key, Setting> set : settings.values().entrySet()) {
            if (set.getKey().isSecret()) {
                found.addAll(set.getValue().values());
            }
        }
        for (Setting set : settings.remarks().inactive()) {
            if (set.isSecret() || mayHold(set)) {
                found.addAll(set.values());
            }
        }
        Path beside =
                conclusion.file().map(Path::toAbsolutePath).map(Path::getParent).orElse(Path.of(""));
        Stream.concat(settings.values().values().stream(), settings.remarks().inactive().stream())
                .filter(set -> set.place().endsWith("_file"))
                .forEach(set -> set.values().forEach(name -> found.addAll(lines(beside.resolve(name)))));
        conclusion.inEffect().access().configuredKey().ifPresent(found::add);
        return found;
    }

    /** Addresses and commands are no secrets by themselves, but people put keys into them. */
    private static boolean mayHold(Setting set) {
        return set.place().endsWith("url") || set.place().endsWith("command");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? List.of() : Files.readAllLines(file);
        } catch (IOException e) {
            Logger.debug("{} holds no secret that could be read: {}", file, e.toString());
            return List.of();
        }
    }
}
