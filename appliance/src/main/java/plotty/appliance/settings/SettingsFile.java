package plotty.appliance.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import plotty.api.Nearest;
import plotty.appliance.settings.Settings.Group;

/** Reads a configuration file (YAML 1.2), remembering where each value stands. */
final class SettingsFile {
    private static final String PLOTTER = "plotter";
    private static final String PLOTTERS = "plotters";
    private static final String PROFILES = "profiles";

    private final String fileName;
    private final Map<Key, Setting> values = new EnumMap<>(Key.class);
    private Optional<Group> plotter = Optional.empty();
    private Optional<List<Group>> plotters = Optional.empty();
    private final Map<String, Group> profiles = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final LaterParts later = new LaterParts(this);

    private SettingsFile(String fileName) {
        this.fileName = fileName;
    }

    /**
     * What a file sets; mistakes are among its remarks, each with its line. Throws {@link ConfigurationException} if the file
     * cannot be read or is no YAML.
     */
    static Settings read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no configuration file " + file + ".");
        } catch (IOException e) {
            throw new ConfigurationException("The configuration file " + file + " cannot be read: " + e.getMessage());
        }
        Settings settings = parse(String.valueOf(file.getFileName()), text);
        return settings.with(SecretFiles.remarksOn(settings, file));
    }

    /** What a text sets, with the file's name for errors. */
    static Settings parse(String fileName, String text) {
        SettingsFile file = new SettingsFile(fileName);
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(fileName).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigurationException(file.at(e.getProblemMark()) + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw new ConfigurationException(fileName + ": " + e.getMessage());
        }
        root.ifPresent(node -> file.root(node));
        return new Settings(
                file.values,
                file.plotter.orElse(Group.NONE),
                file.plotters,
                Map.copyOf(file.profiles),
                new Settings.Remarks(file.later.settings(), file.later.warnings(), file.mistakes));
    }

    private void root(Node node) {
        if (!isNull(node)) {
            noting(() -> group("", node));
        }
    }

    private void group(String path, Node node) {
        for (NodeTuple entry : entries(path, node)) {
            String name = nameOf(entry);
            String full = path.isEmpty() ? name : path + "." + name;
            noting(() -> {
                switch (full) {
                    case PLOTTER -> plotter(entry);
                    case PLOTTERS -> plotters(entry);
                    case PROFILES -> profiles(entry);
                    default -> entry(full, entry.getKeyNode(), entry.getValueNode());
                }
            });
        }
    }

    /** Reads on after a mistake: whoever corrects one wants to know the others too. */
    void noting(Runnable reading) {
        try {
            reading.run();
        } catch (ConfigurationException e) {
            mistakes.add(e.getMessage());
        }
    }

    List<NodeTuple> entries(String path, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new ConfigurationException(at(node.getStartMark())
                    + (path.isEmpty() ? "the file" : "'" + path + "'")
                    + " must hold keys with values, as in 'server:' with 'port: 8080' indented below it.");
        }
        return mapping.getValue();
    }

    static String nameOf(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
    }

    private void entry(String path, Node keyNode, Node valueNode) {
        Optional<Key> known = Key.atPath(path);
        if (known.isPresent()) {
            if (values.containsKey(known.get())) {
                throw twice(keyNode, path);
            }
            if (!isSaidToBeNothing(valueNode)) {
                Setting set = setting(path, keyNode, valueNode);
                values.put(known.get(), known.get().isSecret() ? set.secret() : set);
            }
        } else if (Key.paths().stream().anyMatch(other -> other.startsWith(path + "."))) {
            if (!isNull(valueNode)) {
                group(path, valueNode);
            }
        } else if (LaterParts.has(path)) {
            later.read(path, keyNode, valueNode);
        } else {
            List<String> all = new ArrayList<>(Key.paths());
            all.addAll(List.of(PLOTTERS, PROFILES));
            all.addAll(LaterParts.known());
            throw unknown(keyNode, path, all);
        }
    }

    /** The one plotter: its keys may stand on the command line too, the other words are about its machine. */
    private void plotter(NodeTuple entry) {
        if (plotters.isPresent()) {
            throw both(entry);
        }
        if (plotter.isPresent()) {
            throw twice(entry.getKeyNode(), PLOTTER);
        }
        if (isNull(entry.getValueNode())) {
            return;
        }
        Group group = words(PLOTTER, entry.getValueNode(), PlotterList.words());
        Map<String, Setting> others = new HashMap<>(group.words());
        for (String word : group.words().keySet()) {
            Key.atPath(PLOTTER + "." + word).ifPresent(key -> values.put(key, others.remove(word)));
        }
        plotter = Optional.of(new Group(group.place(), others));
    }

    private void plotters(NodeTuple entry) {
        if (plotter.isPresent()) {
            throw both(entry);
        }
        if (plotters.isPresent()) {
            throw twice(entry.getKeyNode(), PLOTTERS);
        }
        if (!(entry.getValueNode() instanceof SequenceNode list)
                || list.getValue().isEmpty()) {
            throw new ConfigurationException(at(entry.getKeyNode().getStartMark())
                    + "'plotters' must be a list, as in '- port: ebb:/dev/ttyACM0' indented below it.");
        }
        plotters = Optional.of(list.getValue().stream()
                .map(item -> words(PLOTTERS + "[]", item, PlotterList.words()))
                .toList());
    }

    private void profiles(NodeTuple entry) {
        if (isNull(entry.getValueNode())) {
            return;
        }
        List<String> known = new ArrayList<>(List.of(Machines.LIKE));
        known.addAll(PlotterList.machineWords());
        for (NodeTuple profile : entries(PROFILES, entry.getValueNode())) {
            String path = PROFILES + "." + nameOf(profile);
            if (profiles.put(nameOf(profile), words(path, profile.getValueNode(), known)) != null) {
                throw twice(profile.getKeyNode(), path);
            }
        }
    }

    private Group words(String path, Node node, List<String> known) {
        Map<String, Setting> words = new HashMap<>();
        for (NodeTuple entry : entries(path, node)) {
            String word = nameOf(entry);
            String full = path + "." + word;
            if (!known.contains(word)) {
                throw unknown(
                        entry.getKeyNode(),
                        full,
                        known.stream().map(other -> path + "." + other).toList());
            }
            if (words.put(word, setting(full, entry.getKeyNode(), entry.getValueNode())) != null) {
                throw twice(entry.getKeyNode(), full);
            }
        }
        return new Group(at(node.getStartMark()), words);
    }

    private ConfigurationException both(NodeTuple entry) {
        return new ConfigurationException(at(entry.getKeyNode().getStartMark())
                + "the file holds both 'plotter' and 'plotters': put all plotters into the list.");
    }

    private ConfigurationException twice(Node keyNode, String path) {
        return new ConfigurationException(at(keyNode.getStartMark()) + "'" + path + "' stands here twice.");
    }

    ConfigurationException unknown(Node keyNode, String path, List<String> known) {
        List<String> beside = beside(path, known);
        List<String> near = Stream.concat(beside.stream(), known.stream()).toList();
        return new ConfigurationException(at(keyNode.getStartMark()) + "unknown key '" + path + "'."
                + Nearest.question(path, near) + " Known are " + String.join(", ", beside) + ".");
    }

    /** Of the known keys those in the same group; at the left edge, the groups. */
    private static List<String> beside(String path, List<String> known) {
        String group = path.substring(0, path.lastIndexOf('.') + 1);
        return known.stream()
                .filter(other -> other.startsWith(group))
                .map(other -> group + other.substring(group.length()).replaceFirst("\\..*", ""))
                .distinct()
                .toList();
    }

    Setting setting(String path, Node keyNode, Node valueNode) {
        String place = at(keyNode.getStartMark()) + path;
        if (isNull(valueNode)) {
            throw new ConfigurationException(place + " has no value.");
        }
        if (valueNode instanceof ScalarNode scalar) {
            return Setting.single(place, scalar.getValue());
        }
        if (valueNode instanceof SequenceNode sequence) {
            List<String> values = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (!(item instanceof ScalarNode scalar)) {
                    throw new ConfigurationException(place + " must be a list of plain values.");
                }
                values.add(scalar.getValue());
            }
            return new Setting(place, List.copyOf(values), true);
        }
        throw new ConfigurationException(place + " must be a value, not a group of keys.");
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** {@code null} is a way to say that something is not set; nothing at all is more likely forgotten. */
    static boolean isSaidToBeNothing(Node node) {
        return node instanceof ScalarNode scalar
                && isNull(node)
                && !scalar.getValue().isEmpty();
    }

    private String at(Optional<Mark> mark) {
        return mark.map(place -> fileName + ", line " + (place.getLine() + 1) + ": ")
                .orElse(fileName + ": ");
    }
}
