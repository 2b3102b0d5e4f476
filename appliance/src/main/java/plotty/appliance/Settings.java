package plotty.appliance;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody set, not yet understood.
 *
 * @param values of single keys
 * @param plotter words about the one plotter, beside its keys
 * @param plotters words about each of several plotters; empty if the file has no such list
 * @param profiles words about machines of the user's own, by their names
 */
record Settings(Map<Key, Setting> values, Group plotter, Optional<List<Group>> plotters, Map<String, Group> profiles) {

    static final Settings NONE = new Settings(Map.of(), Group.NONE, Optional.empty(), Map.of());

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

    Optional<Setting> value(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    /** These settings with others that win over them; a plotter that is chosen there takes the place of the list here. */
    Settings under(Map<Key, Setting> others) {
        Map<Key, Setting> all = new EnumMap<>(Key.class);
        all.putAll(values);
        all.putAll(others);
        return new Settings(all, plotter, others.containsKey(Key.PLOTTER_PORT) ? Optional.empty() : plotters, profiles);
    }
}
