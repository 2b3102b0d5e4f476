package plotty.appliance.settings;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.api.Nearest;

/**
 * What the command line says.
 *
 * @param settings that win over those of the file
 * @param config the configuration file
 * @param demo whether to draw the drawing that ships with the service
 * @param safeMode whether no plotter is to be touched
 * @param help whether only the usage is wanted
 * @param version whether only the version is wanted
 */
public record Arguments(
        Map<Key, Setting> settings,
        Optional<Path> config,
        boolean demo,
        boolean safeMode,
        boolean help,
        boolean version) {

    public static final String USAGE = """
            Drives a pen plotter and shows it on a page.

            Usage: plotty-appliance [options]

              --data DIR             keeps jobs and database there (~/.local/share/plotty-appliance)
              --host ADDRESS         address to listen on (127.0.0.1; 0.0.0.0 for the whole network)
              --port N               port of the page (8080); 0 takes any free one
              --config FILE          settings in YAML; options win over it
              --plotter WHICH        which plotter (auto); it takes the place of those in the file:
                                       auto         every EBB and GRBL board on USB, also those plugged in later
                                       ebb:DEVICE   AxiDraw and kin on that port, as in ebb:/dev/ttyACM0
                                       grbl:DEVICE  a GRBL machine
                                       hpgl:DEVICE  an HP-GL plotter: it is never looked for, so name its port
                                       sim          a simulated AxiDraw; sim:grbl, sim:hpgl: of another family
              --sim-speed X          how fast simulated time goes, 0.1 to 1000 (1)
              --loopback-role ROLE   what clients on this machine may do: none, viewer, operator, admin (viewer)
              --demo                 draws the drawing that ships with the service
              --safe-mode            touches no plotter until that is wanted on the page
              --help                 shows this
              --version              shows the version

            Examples:
              plotty-appliance --plotter sim --demo
              plotty-appliance --plotter ebb:/dev/ttyACM0 --data /srv/plotty
              plotty-appliance --plotter hpgl:/dev/ttyUSB0
              plotty-appliance --config /etc/plotty/plotty.yaml
            """;

    private static final List<String> OTHERS = List.of("--config", "--demo", "--safe-mode", "--help", "--version");

    /** Reads arguments, {@code --port 80} and {@code --port=80} alike. Throws {@link ConfigurationException}. */
    public static Arguments parse(List<String> arguments) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        Optional<Path> config = Optional.empty();
        boolean demo = false;
        boolean safeMode = false;
        boolean help = false;
        boolean version = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                left.addFirst(argument.substring(equals + 1));
            }
            Optional<Key> key = Key.ofOption(option);
            if (key.isPresent()) {
                settings.put(key.get(), Setting.single(option, value(option, left)));
                continue;
            }
            switch (option) {
                case "--config" -> config = Optional.of(Path.of(value(option, left)));
                case "--demo" -> demo = flag(option, equals);
                case "--safe-mode" -> safeMode = flag(option, equals);
                case "--help", "-h" -> help = flag(option, equals);
                case "--version" -> version = flag(option, equals);
                default -> throw unknown(option);
            }
        }
        return new Arguments(settings, config, demo, safeMode, help, version);
    }

    /** The same with everything kept in another folder. */
    public Arguments keptIn(Path data) {
        Map<Key, Setting> moved = new EnumMap<>(Key.class);
        moved.putAll(settings);
        moved.put(Key.DATA, Setting.single(Key.DATA.option(), data.toString()));
        return new Arguments(moved, config, demo, safeMode, help, version);
    }

    private static String value(String option, Deque<String> left) {
        String value = left.pollFirst();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new ConfigurationException(option + " needs a value; see --help.");
        }
        return value;
    }

    private static boolean flag(String option, int equals) {
        if (equals >= 0) {
            throw new ConfigurationException(option + " takes no value.");
        }
        return true;
    }

    private static ConfigurationException unknown(String option) {
        List<String> known = new ArrayList<>(OTHERS);
        for (Key key : Key.values()) {
            if (!key.option().isEmpty()) {
                known.add(key.option());
            }
        }
        return new ConfigurationException(
                "Unknown option '" + option + "'." + Nearest.question(option, known) + " See --help.");
    }
}
