package plotty.motion;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The machines that are known, and the words that describe one: the same for those shipped with the service
 * ({@code machines.properties}) and for a user's own. All methods are pure; mistakes are {@link IllegalArgumentException}s with a
 * sentence for the user.
 */
public final class MachineProfiles {

    /** The words of each known machine, by the machine's name. */
    private static final Map<String, Map<String, String>> KNOWN = load();

    private MachineProfiles() {}

    private static Map<String, Map<String, String>> load() {
        Properties lines = new Properties();
        try (InputStream in = MachineProfiles.class.getResourceAsStream("machines.properties");
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            lines.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Map<String, String>> known = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            int dot = key.indexOf('.');
            known.computeIfAbsent(key.substring(0, dot), _ -> new TreeMap<>())
                    .put(key.substring(dot + 1), lines.getProperty(key));
        }
        return known;
    }

    /** Names of the known machines, such as {@code axidraw-v3}, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /** A known machine. */
    public static MachineProfile named(String name) {
        return new MachineWords(allWords(wordsOf(name))).profile();
    }

    /**
     * A machine described in words: {@code name}, {@code width_mm}, {@code height_mm}, {@code kinematics} ({@code core_xy}
     * or {@code cartesian}), {@code steps_per_mm}; {@code drawing_mm_per_s} and {@code drawing_mm_per_s2},
     * {@code travel_mm_per_s} and {@code travel_mm_per_s2}; {@code junction_deviation_mm}; {@code pen_lift_s},
     * {@code pen_drop_s}, {@code pen_up_percent}, {@code pen_down_percent}. These may be left out: {@code pen_clear_s} and
     * {@code pen_hover_s} (no overlap without them); {@code motor_mm_per_s} and {@code motor_mm_per_s2} and the same for
     * {@code x} and {@code y} (no bound without them). With {@code like} and the name of a known machine, every word that is
     * not given is that machine's.
     *
     * <p>Throws {@link IllegalArgumentException} for an unknown word, a missing one, and a value that makes no sense.
     */
    public static MachineProfile described(Map<String, String> words) {
        for (String word : words.keySet()) {
            if (!word.equals(MachineWords.LIKE) && !MachineWords.ALL.contains(word)) {
                throw new IllegalArgumentException("A machine has no '%s'; it has %s, %s."
                        .formatted(word, MachineWords.LIKE, String.join(", ", MachineWords.ALL)));
            }
        }
        return new MachineWords(allWords(words)).profile();
    }

    /** The words with those of the machine that they refer to. */
    private static Map<String, String> allWords(Map<String, String> words) {
        Map<String, String> all = new TreeMap<>();
        if (words.containsKey(MachineWords.LIKE)) {
            all.putAll(allWords(wordsOf(words.get(MachineWords.LIKE))));
        }
        all.putAll(words);
        return all;
    }

    private static Map<String, String> wordsOf(String name) {
        Map<String, String> words = KNOWN.get(name);
        if (words == null) {
            throw new IllegalArgumentException(
                    "There is no machine '%s'; known are %s.".formatted(name, String.join(", ", names())));
        }
        return words;
    }
}
