package plotty.appliance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plotty.access.AccessSettings;
import plotty.appliance.settings.ConfigurationCheck.Line;
import plotty.http.HttpServer;

/** What a configuration comes to, in words; without secrets. */
public final class Effects {
    private final List<Line> lines = new ArrayList<>();

    private Effects() {}

    /** A line for each thing. */
    public static List<Line> of(Configuration configuration) {
        Effects effects = new Effects();
        effects.door(configuration);
        effects.live(configuration);
        effects.access(configuration.access());
        effects.add(
                "queue",
                switch (configuration.jobs().queueStart()) {
                    case MANUAL -> "a person starts each job";
                    case AUTO -> "starts by itself as soon as the plotter is free";
                });
        configuration.plotters().forEach(effects::plotter);
        effects.add("log", configuration.logLevels().inWords());
        return List.copyOf(effects.lines);
    }

    private void door(Configuration configuration) {
        HttpServer.Settings server = configuration.server();
        add("listens on", server.host());
        add(
                "ports",
                Stream.concat(Stream.of(server.port()), server.morePorts().stream())
                        .map(port -> port == 0 ? "any free one" : port.toString())
                        .collect(Collectors.joining(", ")));
        add(
                "HTTPS",
                configuration
                        .tls()
                        .map(tls -> "port " + server.tlsPorts().getFirst() + ", with "
                                + tls.own()
                                        .map(files -> files.chain().toString())
                                        .orElse("a certificate by the box's own authority"))
                        .orElse("off"));
        add("data", configuration.data().toString());
        add(
                "page",
                switch (configuration.page()) {
                    case Configuration.Page.Off() -> "none";
                    case Configuration.Page.On(var webroot, var refresh) ->
                        webroot.map(folder -> "from " + folder).orElse("from where the start script says")
                                + ", asks every " + refresh.toMillis() + " ms while the stream is down";
                });
        add("measures", "every " + configuration.metrics().every().toMillis() + " ms");
        add("uploads", "at most " + configuration.uploadBytes() / (1024 * 1024) + " MB");
    }

    private void live(Configuration configuration) {
        add(
                "WebSockets",
                configuration.live().webSockets()
                        ? "at most %d, a ping every %d s"
                                .formatted(
                                        configuration.limits().webSockets(),
                                        configuration.limits().heartbeat().toSeconds())
                        : "none");
        add(
                "channels",
                configuration.live().channels().stream()
                        .sorted()
                        .map(channel -> channel.wireName())
                        .collect(Collectors.joining(", ")));
    }

    private void access(AccessSettings access) {
        add("without credentials", "role " + lower(access.roles().anonymous()));
        add("on this machine", "role " + lower(access.roles().loopback()));
        add("key of old clients", access.configuredKey().isPresent() ? "(secret), role operator" : "none");
        add(
                "requests",
                String.format(
                        Locale.ROOT,
                        "%.1f per second, %d at once; of one address twice as many",
                        access.perPrincipal().perSecond(),
                        access.perPrincipal().burst()));
        add(
                "a login ends",
                "after %d h without use, after %d h in any case"
                        .formatted(
                                access.sessionIdle().toHours(),
                                access.sessionLength().toHours()));
    }

    private void plotter(PlotterSettings plotter) {
        String name = plotter.name().map(called -> called + ", ").orElse("");
        add(
                plotter.id(),
                name
                        + switch (plotter.choice()) {
                            case PlotterChoice.Auto auto ->
                                "on USB"
                                        + auto.serial()
                                                .map(" with the serial number or nickname "::concat)
                                                .orElse("");
                            case PlotterChoice.Port port -> lower(port.family()) + " on " + port.device();
                            case PlotterChoice.Simulated simulated -> "simulated, " + lower(simulated.family());
                        });
    }

    private void add(String what, String value) {
        lines.add(new Line(what, value, ""));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
