package plotty.bench.fanout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as a process of its own, that publishes stamped messages of {@link #MESSAGE_BYTES} bytes to all its clients. It ends
 * with its standard input, so none is left when the bench ends, however it does.
 */
final class Contestant implements AutoCloseable {
    static final int MESSAGE_BYTES = 300;
    static final int EVENTS_PER_S = 10;

    /** The options that {@code tools/run} gives to the service. */
    private static final List<String> SERVICE = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=24m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Dio.netty.allocator.type=unpooled",
            "--enable-native-access=ALL-UNNAMED",
            "-Dtinylog.level=warn");

    private static final String WS_VERSION = "8.18.3";
    private static final int INSTALL_S = 300;
    /** The Python that Debian's package is for, whatever other one comes first in the path. */
    private static final String DEBIANS_PYTHON = "/usr/bin/python3";

    private static final double TICKS_PER_S = 100;
    private static final int USER_TICKS_AFTER_NAME = 11;

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final int port;
    private final String path;
    private final String greeting;

    private Contestant(String name, String path, String greeting, List<String> command) throws IOException {
        this.name = name;
        this.path = path;
        this.greeting = greeting;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        port = Integer.parseInt(answer().substring("ready ".length()));
    }

    /**
     * The appliance, with a thread beside it that publishes.
     *
     * @param data its folder, made anew
     * @param plotter as for {@code --plotter}
     */
    static Contestant appliance(Path data, String plotter) throws IOException {
        return appliance(data, plotter, "");
    }

    /** The same, with more lines in its configuration. */
    static Contestant appliance(Path data, String plotter, String more) throws IOException {
        Files.createDirectories(data);
        Path config = data.resolve("bench.yaml");
        Files.writeString(config, """
                server: {max_connections: 8000, max_websockets: 8000}
                security: {requests_per_second: 100000, requests_at_once: 1000000}
                """ + more);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVICE);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "plotty.appliance.FanoutService"));
        command.addAll(List.of("--config", config.toString(), "--data", data.toString(), "--port", "0"));
        command.addAll(List.of("--loopback-role", "admin", "--plotter", plotter));
        return new Contestant("appliance", "/ws", "{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}", command);
    }

    /** Node's ws, installed below a build folder if it is not there yet. */
    static Contestant node(Path build) throws IOException, InterruptedException {
        Path folder = build.resolve("ws-" + WS_VERSION).toAbsolutePath();
        Path module = folder.resolve("node_modules").resolve("ws");
        if (!Files.exists(module.resolve("index.js"))) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
            Process npm = new ProcessBuilder(
                            "npm",
                            "install",
                            "--silent",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            folder.toString(),
                            "ws@" + WS_VERSION)
                    .inheritIO()
                    .start();
            if (!npm.waitFor(INSTALL_S, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                throw new IOException("npm could not install ws " + WS_VERSION);
            }
        }
        return new Contestant(
                "Node ws " + WS_VERSION,
                "/",
                "",
                List.of(
                        "node",
                        script(build, "server.cjs"),
                        module.toString(),
                        Integer.toString(MESSAGE_BYTES),
                        Integer.toString(EVENTS_PER_S)));
    }

    /** Python's websockets, as Debian packages it, sending to one client after the other and waiting for each. */
    static Contestant pythonToEach(Path build) throws IOException {
        return python(build, "Python, send to each", "each");
    }

    /** The same with the library's fastest way, which waits for nobody. */
    static Contestant pythonBroadcast(Path build) throws IOException {
        return python(build, "Python, broadcast()", "broadcast");
    }

    private static Contestant python(Path build, String name, String way) throws IOException {
        return new Contestant(
                name,
                "/",
                "",
                List.of(
                        DEBIANS_PYTHON,
                        script(build, "server.py"),
                        Integer.toString(MESSAGE_BYTES),
                        Integer.toString(EVENTS_PER_S),
                        way));
    }

    private static String script(Path build, String name) throws IOException {
        Path script = Files.createDirectories(build.resolve("fanout")).resolve(name);
        try (InputStream resource = Contestant.class.getResourceAsStream(name)) {
            Files.write(script, resource.readAllBytes());
        }
        return script.toString();
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** No clients of it yet. */
    Crowd crowd() throws IOException {
        return new Crowd(port, path, greeting);
    }

    /** Clients of it that say something else when they are connected. */
    Crowd crowd(String otherGreeting) throws IOException {
        return new Crowd(port, path, otherGreeting);
    }

    /** Has the appliance's bench do something, and gives its answer; see {@code FanoutService}. */
    String tell(String order) throws IOException {
        in.println(order);
        return answer();
    }

    private String answer() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(name + " ended");
        }
        return line;
    }

    /** Processor time that the process has taken, in user and kernel mode, s (proc(5), stat). */
    double processorS() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[USER_TICKS_AFTER_NAME]) + Long.parseLong(afterName[USER_TICKS_AFTER_NAME + 1]))
                / TICKS_PER_S;
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
