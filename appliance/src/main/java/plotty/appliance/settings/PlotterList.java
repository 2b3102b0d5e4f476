package plotty.appliance.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Logger;
import plotty.api.Nearest;
import plotty.appliance.settings.Settings.Group;

/** Makes sense of what was said about plotters: of the one under {@code plotter}, or of those in the list {@code plotters}. */
final class PlotterList {
    private static final String NAME = "name";
    private static final String PORT = "port";
    private static final String SERIAL = "serial";
    private static final String SIM_SPEED = "sim_speed";

    private final Machines machines;
    private final double usualSpeed;
    private final List<PlotterSettings> plotters = new ArrayList<>();
    private final Set<Path> ports = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Optional<String>> found = new HashSet<>();

    private PlotterList(Settings settings) {
        this.machines = new Machines(settings.profiles());
        this.usualSpeed = settings.value(Key.SIM_SPEED).map(PlotterList::speed).orElse(1.0);
    }

    /** The words that a plotter may be described by. */
    static List<String> words() {
        List<String> words = new ArrayList<>(List.of(NAME, PORT, Machines.MODEL, SERIAL, SIM_SPEED));
        words.addAll(machineWords());
        return List.copyOf(words);
    }

    /** The words that a machine may be described by. */
    static List<String> machineWords() {
        List<String> words = new ArrayList<>(MachineWord.words());
        for (Family family : Family.values()) {
            words.addAll(family.ownWords());
        }
        return List.copyOf(words);
    }

    /** All plotters that are to be driven. Throws {@link ConfigurationException} with the line of the first mistake. */
    static List<PlotterSettings> of(Settings settings) {
        PlotterList list = new PlotterList(settings);
        if (settings.plotters().isPresent()) {
            list.several(settings.plotters().get());
        } else {
            Group one = settings.plotter();
            for (Map.Entry<String, Key> key :
                    Map.of(NAME, Key.PLOTTER_NAME, PORT, Key.PLOTTER_PORT).entrySet()) {
                Optional<Setting> set = settings.value(key.getValue());
                one = set.isPresent() ? one.with(key.getKey(), set.get()) : one;
            }
            list.add(one);
        }
        return List.copyOf(list.plotters);
    }

    private void several(List<Group> groups) {
        groups.forEach(group -> group.word(NAME).ifPresent(this::requireFresh));
        for (Group group : groups) {
            if (group.word(PORT).isEmpty()) {
                throw new ConfigurationException(
                        group.place() + "each of several plotters needs a 'port', as in 'port: ebb:/dev/ttyACM0'.");
            }
            add(group);
        }
    }

    private void add(Group group) {
        PlotterChoice choice = choice(group);
        Optional<String> name = group.word(NAME).map(Setting::value);
        group.word(SERIAL).filter(_ -> !(choice instanceof PlotterChoice.Auto)).ifPresent(set -> {
            throw new ConfigurationException(set.place() + " goes with 'port: auto': it says which board is meant.");
        });
        String id = "plotter-" + (plotters.size() + 1);
        switch (choice) {
            case PlotterChoice.Auto auto -> {
                if (!found.add(auto.serial())) {
                    throw group.word(PORT)
                            .orElseThrow()
                            .wrong("auto once only, but for boards that are told apart by 'serial'", "so again");
                }
                plotters.add(new PlotterSettings(id, name, choice, foundModels(group)));
            }
            case PlotterChoice.Port port -> {
                refuseTwice(group.word(PORT).orElseThrow(), port.device());
                plotters.add(known(id, name, group, choice, port.family()));
            }
            case PlotterChoice.Simulated simulated -> plotters.add(known(id, name, group, choice, simulated.family()));
        }
    }

    private PlotterSettings known(String id, Optional<String> name, Group group, PlotterChoice choice, Family family) {
        String called = name.orElseGet(() -> freeName(family.usualName()));
        return new PlotterSettings(id, Optional.of(called), choice, Map.of(family, machines.model(group, family)));
    }

    /** What is said is true of boards of the family that it fits; others are as usual. */
    private Map<Family, Model> foundModels(Group group) {
        Optional<Family> said = machines.family(group);
        Map<Family, Model> models = new EnumMap<>(Family.class);
        for (Family family : List.of(Family.EBB, Family.GRBL)) {
            models.put(family, machines.model(aboutFound(group, said, family), family));
        }
        return models;
    }

    private static Group aboutFound(Group group, Optional<Family> said, Family family) {
        if (said.isPresent()) {
            return said.get() == family ? group : Group.NONE;
        }
        return switch (family) {
            case EBB -> group.without(Family.GRBL, Family.HPGL);
            case GRBL -> group.without(Family.HPGL);
            case HPGL -> group.without(Family.GRBL);
        };
    }

    private PlotterChoice choice(Group group) {
        Setting set = group.word(PORT).orElse(Setting.single(PORT, "auto"));
        String which = set.value();
        int colon = which.indexOf(':');
        if (colon >= 0) {
            return choice(group, set, which.substring(0, colon), which.substring(colon + 1));
        }
        return switch (which) {
            case "auto" -> new PlotterChoice.Auto(group.word(SERIAL).map(Setting::value));
            case "sim" -> new PlotterChoice.Simulated(machines.family(group).orElse(Family.EBB), speed(group));
            default -> throw wrongPort(set);
        };
    }

    private PlotterChoice choice(Group group, Setting set, String kind, String rest) {
        return switch (kind) {
            case "sim" -> new PlotterChoice.Simulated(family(set, rest), speed(group));
            case "ebb" -> new PlotterChoice.Port(Family.EBB, device(set, rest));
            case "grbl" -> new PlotterChoice.Port(Family.GRBL, device(set, rest));
            case "hpgl" -> new PlotterChoice.Port(Family.HPGL, device(set, rest));
            default -> throw wrongPort(set);
        };
    }

    private static Family family(Setting set, String word) {
        for (Family family : Family.values()) {
            if (family.name().toLowerCase(Locale.ROOT).equals(word)) {
                return family;
            }
        }
        throw set.wrong("sim, sim:ebb, sim:grbl or sim:hpgl", "'" + set.value() + "'");
    }

    private static Path device(Setting set, String device) {
        try {
            Path path = Path.of(device);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            Logger.debug(e, "no path");
        }
        throw wrongPort(set);
    }

    private static ConfigurationException wrongPort(Setting set) {
        return set.wrong(
                "auto, sim, ebb:DEVICE, grbl:DEVICE or hpgl:DEVICE, as in ebb:/dev/ttyACM0",
                "'" + set.value() + "'." + Nearest.question(set.value(), List.of("auto", "sim")));
    }

    private double speed(Group group) {
        return group.word(SIM_SPEED).map(PlotterList::speed).orElse(usualSpeed);
    }

    private static double speed(Setting set) {
        return set.number(0.1, 1000);
    }

    private void refuseTwice(Setting set, Path device) {
        Path real = real(device);
        boolean taken = ports.contains(device) || ports.contains(real);
        ports.add(device);
        ports.add(real);
        if (taken) {
            throw new ConfigurationException(set.place() + " names " + device
                    + ", which another plotter has already; each needs a port of its own.");
        }
    }

    private static Path real(Path device) {
        try {
            return Files.exists(device) ? device.toRealPath() : device;
        } catch (IOException e) {
            Logger.debug(e, "{} went away", device);
            return device;
        }
    }

    private void requireFresh(Setting set) {
        if (set.value().isBlank() || !names.add(set.value())) {
            throw set.wrong("a name that no other plotter has", "'" + set.value() + "'");
        }
    }

    private String freeName(String usual) {
        String name = usual;
        for (int number = 2; !names.add(name); number++) {
            name = usual + " " + number;
        }
        return name;
    }
}
