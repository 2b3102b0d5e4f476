package plotty.appliance.settings;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import plotty.api.Nearest;
import plotty.appliance.settings.Settings.Group;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfiles;
import plotty.plotter.hpgl.HpglModel;

/** Machines that can be named: those that the service knows, and the user's own, each like another but for some words. */
final class Machines {
    static final String LIKE = "like";
    static final String MODEL = "model";

    private final Map<String, Group> own;

    /** Checks all machines of the user's own. Throws {@link ConfigurationException} with the line of a mistake. */
    Machines(Map<String, Group> own) {
        this.own = Map.copyOf(own);
        own.forEach((name, words) -> {
            if (MachineProfiles.names().contains(name)) {
                throw new ConfigurationException(
                        words.place() + "there is a machine '" + name + "' already: give yours another name.");
            }
            Meaning meaning = meaning(words, like(words));
            model(meaning);
        });
    }

    /** A known machine, and what is said about it. */
    private record Meaning(String machine, Group words, Optional<String> name) {
        Family family() {
            return Family.ofMachine(machine);
        }
    }

    /** The family of the machine that a plotter is said to be; empty if it is not said. */
    Optional<Family> family(Group plotter) {
        return plotter.word(MODEL).map(set -> meaning(plotter, set).family());
    }

    /** The machine that a plotter is said to be, or else the usual one of its family, with what is said about it. */
    Model model(Group plotter, Family family) {
        Meaning meaning = plotter.word(MODEL)
                .map(set -> meaning(plotter, set))
                .orElseGet(() -> new Meaning(family.usualMachine(), plotter, Optional.empty()));
        if (meaning.family() != family) {
            Setting set = plotter.word(MODEL).orElseThrow();
            throw set.wrong(
                    "a machine of the family " + family.words() + ", as the port says",
                    set.value() + ", which is one of " + meaning.family().words());
        }
        return model(meaning);
    }

    private Meaning meaning(Group words, Setting named) {
        SequencedSet<String> passed = new LinkedHashSet<>();
        Group all = words;
        Setting next = known(named);
        Optional<String> name = Optional.empty();
        while (own.containsKey(next.value())) {
            if (!passed.add(next.value())) {
                throw next.wrong("a machine that is not like itself", String.join(" like ", passed));
            }
            name = name.or(() -> Optional.of(passed.getFirst()));
            Group profile = own.get(next.value());
            all = all.over(profile);
            next = known(like(profile));
        }
        return new Meaning(next.value(), all, name);
    }

    private static Setting like(Group profile) {
        return profile.word(LIKE)
                .orElseThrow(() -> new ConfigurationException(profile.place()
                        + "a machine of your own needs 'like:' with the name of one that resembles it."));
    }

    private Setting known(Setting named) {
        List<String> known = Stream.concat(own.keySet().stream().sorted(), MachineProfiles.names().stream())
                .toList();
        if (!known.contains(named.value())) {
            throw named.wrong(
                    "the name of a machine",
                    "'" + named.value() + "'." + Nearest.question(named.value(), known) + " Known are "
                            + String.join(", ", known) + ".");
        }
        return named;
    }

    private static Model model(Meaning meaning) {
        refuseOthers(meaning);
        Group words = meaning.words();
        MachineProfile profile = profile(meaning);
        return switch (meaning.family()) {
            case EBB -> new Model.Ebb(profile);
            case GRBL -> {
                boolean ownLimits = Stream.of(MachineWord.values())
                        .filter(MachineWord::limits)
                        .anyMatch(word -> words.word(word.word()).isPresent());
                yield new Model.Grbl(profile, GrblWords.apply(words, GrblWords.kindOf(meaning.machine()), ownLimits));
            }
            case HPGL -> new Model.Hpgl(profile, HpglWords.apply(words, HpglModel.HP_7475A));
        };
    }

    private static void refuseOthers(Meaning meaning) {
        for (Family family : Family.values()) {
            if (family != meaning.family()) {
                family.ownWords().stream()
                        .map(meaning.words()::word)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(set -> {
                            throw new ConfigurationException(set.place() + " is for plotters with " + family.words()
                                    + "; this one has " + meaning.family().words() + ".");
                        });
            }
        }
    }

    private static MachineProfile profile(Meaning meaning) {
        Map<String, String> words = new HashMap<>();
        words.put(LIKE, meaning.machine());
        meaning.name().ifPresent(name -> words.put("name", name));
        for (MachineWord word : MachineWord.values()) {
            meaning.words().word(word.word()).ifPresent(set -> words.put(word.word(), word.checked(set)));
        }
        keepWithin(words, meaning.machine(), "pen_clear_s", "pen_lift_s");
        keepWithin(words, meaning.machine(), "pen_hover_s", "pen_drop_s");
        try {
            return MachineProfiles.described(words);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(meaning.words().place() + e.getMessage() + ".");
        }
    }

    /** Whoever makes the pen quicker without a word about the part of its way that is clear of the paper means that too. */
    private static void keepWithin(Map<String, String> words, String machine, String part, String whole) {
        if (words.containsKey(whole) && !words.containsKey(part)) {
            MachineProfile.PenProfile usual = MachineProfiles.named(machine).pen();
            double usualPart = part.equals("pen_clear_s") ? usual.clearS() : usual.hoverS();
            words.put(part, Double.toString(Math.min(usualPart, Double.parseDouble(words.get(whole)))));
        }
    }
}
