package plotty.appliance.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be configured: its path in the file, its name in the environment and, where there is one, its option. */
public enum Key {
    DATA("data", "--data"),
    HOST("server.host", "--host"),
    PORT("server.port", "--port"),
    MORE_PORTS("server.more_ports", "", Trait.LIST),
    HTTPS_PORT("server.https_port", ""),
    TRUSTED_PROXIES("server.trusted_proxies", "", Trait.LIST, Trait.LIVE),
    ENABLE_AUTH("server.enable_auth", "", Trait.LIVE),
    WEBROOT("server.webroot", ""),
    MAX_CONNECTIONS("server.max_connections", ""),
    MAX_WEBSOCKETS("server.max_websockets", ""),
    HEARTBEAT("server.heartbeat_seconds", ""),
    TLS_CERTIFICATE("tls.certificate", ""),
    TLS_KEY("tls.key", ""),
    DASHBOARD_ENABLED("dashboard.enabled", ""),
    DASHBOARD_PORT("dashboard.port", ""),
    DASHBOARD_REFRESH("dashboard.refresh_interval", ""),
    WEBSOCKET_ENABLED("websocket.enabled", ""),
    WEBSOCKET_HOST("websocket.host", ""),
    WEBSOCKET_PORT("websocket.port", ""),
    WEBSOCKET_AUTHENTICATE("websocket.authenticate", "", Trait.LIVE),
    WEBSOCKET_API_KEY("websocket.api_key", "", Trait.SECRET),
    WEBSOCKET_API_KEY_FILE("websocket.api_key_file", ""),
    WEBSOCKET_MAX_CONNECTIONS("websocket.max_connections", ""),
    WEBSOCKET_HEARTBEAT("websocket.heartbeat_interval", ""),
    WEBSOCKET_CHANNELS("websocket.channels", "", Trait.LIST),
    METRICS_INTERVAL("monitoring.metrics_update_interval", ""),
    PLOTTER_NAME("plotter.name", ""),
    PLOTTER_PORT("plotter.port", "--plotter"),
    SIM_SPEED("plotter.sim_speed", "--sim-speed"),
    QUEUE_START("queue.start", "", Trait.LIVE),
    LOOPBACK_ROLE("security.loopback_role", "--loopback-role", Trait.LIVE),
    ANONYMOUS_ROLE("security.anonymous_role", "", Trait.LIVE),
    ALLOWED_HOSTS("security.allowed_hosts", "", Trait.LIST, Trait.LIVE),
    SESSION_IDLE("security.session_idle_hours", ""),
    SESSION_LENGTH("security.session_hours", ""),
    REQUESTS_PER_SECOND("security.requests_per_second", "", Trait.LIVE),
    REQUESTS_AT_ONCE("security.requests_at_once", "", Trait.LIVE),
    AUDIT_ENTRIES("security.audit_entries", ""),
    CLAIM_FILE("security.claim_file", ""),
    PANEL_KIND("panel.kind", ""),
    PANEL_CHIP("panel.chip", "", Trait.LIST),
    PANEL_DEVICE("panel.device", ""),
    PAUSE_PIN("panel.pause_pin", ""),
    PAUSE_ACTIVE("panel.pause_active", ""),
    PAUSE_PULL("panel.pause_pull", ""),
    PAUSE_DEBOUNCE("panel.pause_debounce_ms", ""),
    CANCEL_PIN("panel.cancel_pin", ""),
    CANCEL_ACTIVE("panel.cancel_active", ""),
    CANCEL_PULL("panel.cancel_pull", ""),
    CANCEL_DEBOUNCE("panel.cancel_debounce_ms", ""),
    STOP_PIN("panel.stop_pin", ""),
    STOP_ACTIVE("panel.stop_active", ""),
    STOP_PULL("panel.stop_pull", ""),
    STOP_DEBOUNCE("panel.stop_debounce_ms", ""),
    STATUS_PIN("panel.status_pin", ""),
    COLOR_PINS("panel.color_pins", "", Trait.LIST),
    READY_PIN("panel.ready_pin", ""),
    PLOTTING_PIN("panel.plotting_pin", ""),
    PAUSED_PIN("panel.paused_pin", ""),
    FAULT_PIN("panel.fault_pin", ""),
    LEDS_ACTIVE("panel.leds_active", ""),
    DISCOVERY_ENABLED("discovery.enabled", ""),
    DISCOVERY_NAME("discovery.name", ""),
    DISCOVERY_HOST("discovery.host", ""),
    DISCOVERY_INTERFACES("discovery.interfaces", "", Trait.LIST),
    DISCOVERY_QR_FILE("discovery.qr_file", ""),
    UPLOAD_MB("limits.upload_mb", ""),
    SAFE_MODE_AFTER("lifecycle.safe_mode_after", ""),
    LOG_LEVEL("logging.level", "", Trait.LIVE),
    LOG_MODULES("logging.modules", "", Trait.LIST, Trait.LIVE);

    /** What is particular about a key. */
    private enum Trait {
        /** Never shown. */
        SECRET,
        /** May have several values. */
        LIST,
        /** Takes effect without a restart. */
        LIVE
    }

    private final String path;
    private final String option;
    private final boolean secret;
    private final boolean list;
    private final boolean live;

    Key(String path, String option, Trait... traits) {
        this.path = path;
        this.option = option;
        this.secret = List.of(traits).contains(Trait.SECRET);
        this.list = List.of(traits).contains(Trait.LIST);
        this.live = List.of(traits).contains(Trait.LIVE);
    }

    /** Where it stands in the file: names joined by dots. */
    String path() {
        return path;
    }

    /** Its option on the command line; empty if it has none. */
    public String option() {
        return option;
    }

    /** Whether its value is shown nowhere. */
    boolean isSecret() {
        return secret;
    }

    /** Whether it may have several values, joined by commas where there is one text only. */
    boolean isList() {
        return list;
    }

    /** Whether another value takes effect without a restart. */
    boolean isLive() {
        return live;
    }

    /** Its name in the environment: {@code PLOTTY_SERVER_PORT} for {@code server.port}. */
    String variable() {
        return variable(path);
    }

    /** The environment's name for a path in the file. */
    static String variable(String path) {
        return "PLOTTY_" + path.replace('.', '_').toUpperCase(Locale.ROOT);
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
