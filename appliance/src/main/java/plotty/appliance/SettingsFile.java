package plotty.appliance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Reads a configuration file (YAML 1.2), remembering where each value stands. */
final class SettingsFile {
    private final String fileName;
    private final Map<Key, Setting> settings = new EnumMap<>(Key.class);

    private SettingsFile(String fileName) {
        this.fileName = fileName;
    }

    /** What a file sets. Throws {@link ConfigurationException} with the line of the first mistake. */
    static Map<Key, Setting> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no configuration file " + file + ".");
        } catch (IOException e) {
            throw new ConfigurationException("The configuration file " + file + " cannot be read: " + e.getMessage());
        }
        return parse(String.valueOf(file.getFileName()), text);
    }

    /** What a text sets, with the file's name for errors. */
    static Map<Key, Setting> parse(String fileName, String text) {
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
        return file.settings;
    }

    private void root(Node node) {
        if (!isNull(node)) {
            group("", node);
        }
    }

    private void group(String path, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new ConfigurationException(at(node.getStartMark())
                    + (path.isEmpty() ? "the file" : "'" + path + "'")
                    + " must hold keys with values, as in 'server:' with 'port: 8080' indented below it.");
        }
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            String full = path.isEmpty() ? name : path + "." + name;
            entry(full, entry.getKeyNode(), entry.getValueNode());
        }
    }

    private void entry(String path, Node keyNode, Node valueNode) {
        Optional<Key> known = Key.atPath(path);
        if (known.isPresent()) {
            if (settings.containsKey(known.get())) {
                throw new ConfigurationException(at(keyNode.getStartMark()) + "'" + path + "' stands here twice.");
            }
            settings.put(known.get(), setting(path, keyNode, valueNode));
        } else if (Key.paths().stream().anyMatch(other -> other.startsWith(path + "."))) {
            if (!isNull(valueNode)) {
                group(path, valueNode);
            }
        } else {
            throw new ConfigurationException(at(keyNode.getStartMark()) + "unknown key '" + path + "'."
                    + Nearest.question(path, Key.paths()) + " Known are " + String.join(", ", Key.paths()) + ".");
        }
    }

    private Setting setting(String path, Node keyNode, Node valueNode) {
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

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private String at(Optional<Mark> mark) {
        return mark.map(place -> fileName + ", line " + (place.getLine() + 1) + ": ")
                .orElse(fileName + ": ");
    }
}
