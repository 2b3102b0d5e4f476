package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads what was set, and keeps what is to be said about it: after a mistake it reads on, for whoever corrects one wants to know the others too. */
final class SettingsReader {
    private final Settings settings;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    SettingsReader(Settings settings) {
        this.settings = settings;
        mistakes.addAll(settings.remarks().mistakes());
        warnings.addAll(settings.remarks().warnings());
    }

    /** With which nothing can start, a sentence each. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** What people should know, a sentence each. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void mistake(String sentence) {
        mistakes.add(sentence);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    /** Whether it is so; otherwise if nobody says. */
    boolean flag(Key key, boolean otherwise) {
        return get(key, Setting::flag).orElse(otherwise);
    }

    /** Of two keys that mean the same the first; the other one is read all the same, for its mistakes. */
    <T> Optional<T> first(Key ours, Key older, Function<Setting, T> reading) {
        Optional<T> own = get(ours, reading);
        Optional<T> other = get(older, reading);
        if (own.isPresent() && other.isPresent() && !own.equals(other)) {
            warn("%s has no effect: %s wins, with %s.".formatted(place(older), place(ours), own.get()));
        }
        return own.or(() -> other);
    }

    private String place(Key key) {
        return settings.value(key).orElseThrow().place();
    }

    /** What a key was set to, as it is read; empty if it was not, or wrongly. */
    <T> Optional<T> get(Key key, Function<Setting, T> reading) {
        return settings.value(key).flatMap(set -> noting(() -> reading.apply(set)));
    }

    /** What this gives; nothing after a mistake, which is kept. */
    <T> Optional<T> noting(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigurationException e) {
            if (!mistakes.contains(e.getMessage())) {
                mistakes.add(e.getMessage());
            }
            return Optional.empty();
        }
    }
}
