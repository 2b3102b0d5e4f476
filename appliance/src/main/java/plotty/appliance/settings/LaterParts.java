package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Settings of parts that do not exist yet, as their users write them already. They are read, so that a file can be shared and
 * a slip of the pen is found, and kept; nothing uses them.
 */
final class LaterParts {
    /** Any name may stand there. */
    private static final String ANY = "*";

    private static final List<String> STATES =
            List.of("QUEUED", "RUNNING", "PAUSED", "COMPLETED", "FAILED", "CANCELLED", "NEW", "PLOTTING", "ABORTED");

    private static final List<List<String>> PATHS = paths();
    private static final List<String> SECRET = List.of("password", "webhook_url", "secret");

    private final SettingsFile file;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    LaterParts(SettingsFile file) {
        this.file = file;
    }

    private static List<List<String>> paths() {
        List<String> paths = new ArrayList<>();
        add(
                paths,
                "notifications.email",
                "enabled smtp_server smtp_port starttls username password password_file from to");
        add(paths, "notifications.slack", "enabled webhook_url webhook_url_file channel");
        add(paths, "notifications.webhook", "enabled url secret secret_file");
        add(paths, "alerts.*", "enabled threshold severity channels");
        add(paths, "retention", "job_history metrics_data alert_history");
        add(paths, "monitoring", "max_history_per_phase");
        add(paths, "monitoring.alert_thresholds", "execution_time_ms memory_usage_mb cpu_usage_percent error_count");
        for (String state : STATES) {
            add(paths, "hooks." + state, "command websocket");
        }
        return paths.stream().map(path -> List.of(path.split("\\."))).toList();
    }

    private static void add(List<String> paths, String group, String names) {
        for (String name : names.split(" ", -1)) {
            paths.add(group + "." + name);
        }
    }

    /** Whether a path leads into one of these parts. */
    static boolean has(String path) {
        List<String> names = List.of(path.split("\\.", -1));
        return PATHS.stream().anyMatch(known -> fits(known, names));
    }

    /** Paths of what can be set in these parts. */
    static List<String> known() {
        return PATHS.stream().map(path -> String.join(".", path)).toList();
    }

    /** What was set. */
    List<Setting> settings() {
        return List.copyOf(settings);
    }

    /** What was set in vain. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Takes in what stands under a path; mistakes are noted by the file. */
    void read(String path, Node keyNode, Node valueNode) {
        List<String> names = List.of(path.split("\\.", -1));
        List<List<String>> fitting =
                PATHS.stream().filter(known -> fits(known, names)).toList();
        if (fitting.isEmpty()) {
            throw file.unknown(keyNode, path, namesBeside(names));
        }
        if (fitting.getFirst().size() == names.size()) {
            if (!SettingsFile.isSaidToBeNothing(valueNode)) {
                keep(names, file.setting(path, keyNode, valueNode));
            }
        } else if (valueNode instanceof SequenceNode list && names.getFirst().equals("hooks")) {
            list.getValue().forEach(hook -> group(path, hook));
        } else if (!SettingsFile.isNull(valueNode)) {
            group(path, valueNode);
        }
    }

    private void group(String path, Node node) {
        for (NodeTuple entry : file.entries(path, node)) {
            file.noting(() -> read(path + "." + SettingsFile.nameOf(entry), entry.getKeyNode(), entry.getValueNode()));
        }
    }

    private void keep(List<String> names, Setting set) {
        Optional<Boolean> shown =
                names.getFirst().equals("hooks") && names.getLast().equals("websocket")
                        ? Optional.of(set.flag())
                        : Optional.empty();
        if (shown.isEmpty()) {
            settings.add(SECRET.contains(names.getLast()) ? set.secret() : set);
        } else if (!shown.get()) {
            warnings.add(
                    set.place() + " is false, but changes of state are always sent to those who subscribe to 'jobs'.");
        }
    }

    private static boolean fits(List<String> known, List<String> names) {
        if (names.size() > known.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!known.get(i).equals(ANY) && !known.get(i).equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What could have stood where the last of these names stands. */
    private static List<String> namesBeside(List<String> names) {
        List<String> before = names.subList(0, names.size() - 1);
        return PATHS.stream()
                .filter(known -> known.size() >= names.size() && fits(known, before))
                .map(known -> Stream.concat(before.stream(), Stream.of(known.get(names.size() - 1))))
                .map(path -> String.join(".", path.toList()))
                .distinct()
                .toList();
    }

    /** Whether the environment's variable is about one of these parts. */
    static boolean hasVariable(String variable) {
        return PATHS.stream()
                .map(List::getFirst)
                .anyMatch(part -> variable.startsWith("PLOTTY_" + part.toUpperCase(Locale.ROOT) + "_"));
    }
}
