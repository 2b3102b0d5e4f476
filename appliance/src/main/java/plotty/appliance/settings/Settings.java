package plotty.appliance.settings;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody set, not yet understood.
 *
 * @param values of single keys
 * @param plotter words about the one plotter, beside its keys
 * @param plotters words about each of several plotters; empty if the file has no such list
 * @param profiles words about machines of the user's own, by their names
 * @param remarks what else there is to say about it
 */
public record Settings(
        Map<Key, Setting> values,
        Group plotter,
        Optional<List<Group>> plotters,
        Map<String, Group> profiles,
        Remarks remarks) {

    static final Settings NONE = new Settings(Map.of(), Group.NONE, Optional.empty(), Map.of(), Remarks.NONE);

    /**
     * What was noticed while reading.
     *
     * @param inactive settings of parts that do not exist yet: kept, and used by nothing
     * @param warnings what works, though probably not as it was meant
     * @param mistakes what does not work
     */
    public record Remarks(List<Setting> inactive, List<String> warnings, List<String> mistakes) {
        static final Remarks NONE = new Remarks(List.of(), List.of(), List.of());

        /** Keeps its own copies. */
        public Remarks {
            inactive = List.copyOf(inactive);
            warnings = List.copyOf(warnings);
            mistakes = List.copyOf(mistakes);
        }

        /** These and then others. */
        Remarks and(Remarks others) {
            return new Remarks(
                    joined(inactive, others.inactive),
                    joined(warnings, others.warnings),
                    joined(mistakes, others.mistakes));
        }

        private static <T> List<T> joined(List<T> some, List<T> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }
    }

    /**
     * Words that belong together.
     *
     * @param place where they stand, for errors
     * @param words and their values
     */
    record Group(String place, Map<String, Setting> words) {
        static final Group NONE = new Group("", Map.of());

        Optional<Setting> word(String word) {
            return Optional.ofNullable(words.get(word));
        }

        /** Whether something that is true or false is true. */
        boolean flag(String word, boolean otherwise) {
            return word(word)
                    .map(set -> set.word(List.of("true", "false")).equals("true"))
                    .orElse(otherwise);
        }

        /** These words and, where they say nothing, those of another group. */
        Group over(Group other) {
            Map<String, Setting> all = new HashMap<>(other.words);
            all.putAll(words);
            return new Group(place, all);
        }

        /** The same but for words that are about these families only. */
        Group without(Family... others) {
            Map<String, Setting> left = new HashMap<>(words);
            for (Family family : others) {
                family.ownWords().forEach(left::remove);
            }
            return new Group(place, left);
        }

        /** The same with one word more, or another value of it. */
        Group with(String word, Setting value) {
            return new Group(place, Map.of(word, value)).over(this);
        }
    }

    public Optional<Setting> value(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    /** These settings with others that win over them; a plotter that is chosen there takes the place of the list here. */
    Settings under(Map<Key, Setting> others) {
        Map<Key, Setting> all = new EnumMap<>(Key.class);
        all.putAll(values);
        all.putAll(others);
        return new Settings(
                all, plotter, others.containsKey(Key.PLOTTER_PORT) ? Optional.empty() : plotters, profiles, remarks);
    }

    /** The same with more words about the one plotter, which win over those here. */
    Settings withPlotter(Map<String, Setting> words) {
        return words.isEmpty()
                ? this
                : new Settings(values, new Group(plotter.place(), words).over(plotter), plotters, profiles, remarks);
    }

    /** The same with more to say about it. */
    Settings with(Remarks more) {
        return new Settings(values, plotter, plotters, profiles, remarks.and(more));
    }
}
