package plotty.appliance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be configured: its path in the file and, where there is one, its option on the command line. */
enum Key {
    DATA("data", "--data"),
    HOST("server.host", "--host"),
    PORT("server.port", "--port"),
    MORE_PORTS("server.more_ports", ""),
    WEBROOT("server.webroot", ""),
    MAX_CONNECTIONS("server.max_connections", ""),
    MAX_WEBSOCKETS("server.max_websockets", ""),
    HEARTBEAT("server.heartbeat_seconds", ""),
    PLOTTER_NAME("plotter.name", ""),
    PLOTTER_PORT("plotter.port", "--plotter"),
    SIM_SPEED("plotter.sim_speed", "--sim-speed"),
    QUEUE_START("queue.start", ""),
    LOOPBACK_ROLE("security.loopback_role", "--loopback-role"),
    ANONYMOUS_ROLE("security.anonymous_role", ""),
    ALLOWED_HOSTS("security.allowed_hosts", ""),
    CLAIM_FILE("security.claim_file", ""),
    UPLOAD_MB("limits.upload_mb", "");

    private final String path;
    private final String option;

    Key(String path, String option) {
        this.path = path;
        this.option = option;
    }

    /** Where it stands in the file: names joined by dots. */
    String path() {
        return path;
    }

    /** Its option on the command line; empty if it has none. */
    String option() {
        return option;
    }

    static Optional<Key> atPath(String path) {
        return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
    }

    static Optional<Key> ofOption(String option) {
        return Arrays.stream(values())
                .filter(key -> !key.option.isEmpty() && key.option.equals(option))
                .findFirst();
    }

    static List<String> paths() {
        return Arrays.stream(values()).map(Key::path).toList();
    }
}
