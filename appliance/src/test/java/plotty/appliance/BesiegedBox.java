package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tinylog.Logger;
import plotty.access.Rate;
import plotty.appliance.log.LogFilter;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.LogLevels;
import plotty.http.HttpServer;
import plotty.http.Limits;
import plotty.store.Database;

/**
 * The whole service with an owner, users and keys, for attacks over real sockets. What it logs meanwhile is kept, down to the
 * finest level. Behind its static files lies one that must never be told.
 */
final class BesiegedBox implements AutoCloseable {
    static final String OUTSIDE = "nobody outside may read this";
    static final String PASSWORD = "correct horse battery";
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final String HARMLESS = "the siege is over";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Limits SHORT =
            new Limits(64, HEARTBEAT, Duration.ofMillis(600), Duration.ofSeconds(2), Duration.ofMillis(800));
    private static final long MOST_GROWN_BYTES = 48L * 1024 * 1024;
    private static final int MOST_THREADS_MORE = 10;

    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD, OUTSIDE));
    private final String folder;
    private final Appliance appliance;
    private final int otherPort = freePort();
    private final String cookie;
    private final String csrf;
    private final String adminKey;
    private final String operatorKey;
    private final long usedBefore;
    private final int threadsBefore;

    BesiegedBox(Path folder) {
        this(folder, limits -> limits);
    }

    BesiegedBox(Path folder, UnaryOperator<Limits> limits) {
        this.folder = folder.toString();
        try {
            Path webroot = Files.createDirectories(folder.resolve("webroot"));
            Files.writeString(webroot.resolve("index.html"), "<!doctype html><title>page</title>");
            Files.writeString(webroot.resolve(".hidden"), OUTSIDE);
            Files.writeString(folder.resolve("outside.txt"), OUTSIDE);
            Files.createSymbolicLink(webroot.resolve("link.txt"), folder.resolve("outside.txt"));
            System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
            appliance = new Appliance(configuration(folder, webroot, limits.apply(SHORT)));
            LogFilter.obey(new LogLevels("trace", Map.of("io.netty", "warn")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String code = appliance.claimLine().orElseThrow().replaceFirst(".* code ", "");
        RawExchange.Answer claimed = post(
                "/api/v1/claim",
                "",
                "{\"name\":\"ada\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(PASSWORD, code));
        assertEquals(200, claimed.status(), claimed.text());
        cookie = claimed.header("set-cookie").replaceFirst("plotty_session=([^;]*);.*", "$1");
        csrf = json(claimed).get("csrf_token").asText();
        secrets.addAll(List.of(code, cookie, csrf));
        adminKey = newKey("admin");
        operatorKey = newKey("operator");
        assertEquals(200, get("/health/live").status());
        usedBefore = usedBytes();
        threadsBefore = Thread.activeCount();
    }

    private Configuration configuration(Path folder, Path webroot, Limits limits) {
        Configuration usual = Configuration.of(Arguments.parse(List.of(
                "--port",
                "0",
                "--plotter",
                "sim",
                "--data",
                folder.resolve("data").toString())));
        HttpServer.Settings door = usual.server();
        return new Configuration(
                usual.data(),
                new HttpServer.Settings(
                        door.host(),
                        door.port(),
                        List.of(otherPort),
                        door.allowedHosts(),
                        door.incoming(),
                        door.maxConnections()),
                Optional.empty(),
                limits,
                new Configuration.Page.On(Optional.of(webroot), Duration.ofSeconds(5)),
                usual.live(),
                usual.uploadBytes(),
                usual.metrics(),
                usual.access().withRates(new Rate(10_000, 10_000), new Rate(10_000, 10_000)),
                Optional.empty(),
                usual.jobs(),
                usual.plotters(),
                usual.panel(),
                usual.discovery(),
                usual.logLevels(),
                usual.safeMode(),
                false);
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return appliance.port();
    }

    /** Every port on which it listens. */
    List<Integer> ports() {
        return List.of(appliance.port(), otherPort);
    }

    Database database() {
        return appliance.database();
    }

    /** Value of the cookie of the owner's login. */
    String cookie() {
        return cookie;
    }

    String csrf() {
        return csrf;
    }

    String adminKey() {
        return adminKey;
    }

    String operatorKey() {
        return operatorKey;
    }

    /** Has this looked for in the log in the end. */
    String secret(String value) {
        secrets.add(value);
        return value;
    }

    /** The headers with which the owner's browser changes something. */
    String asOwner() {
        return "Cookie: plotty_session=" + cookie + "\r\nX-CSRF-Token: " + csrf + "\r\n";
    }

    /** Makes a key of a role, as the owner. */
    String newKey(String role) {
        return secret(
                json(made("/api/v1/keys", "{\"name\":\"%s %d\",\"role\":\"%s\"}".formatted(role, secrets.size(), role)))
                        .get("key")
                        .asText());
    }

    RawExchange.Answer made(String path, String body) {
        RawExchange.Answer answer = post(path, asOwner(), body);
        assertEquals(201, answer.status(), answer.text());
        return answer;
    }

    RawExchange.Answer get(String path) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    }

    RawExchange.Answer post(String path, String headers, String body) {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + headers
                + "Content-Type: application/json\r\nContent-Length: " + utf8.length + "\r\n\r\n";
        return ask(head + new String(utf8, StandardCharsets.ISO_8859_1));
    }

    /** The one answer to bytes, given as Latin-1 with {@code {host}} for this box. */
    RawExchange.Answer ask(String latin1) {
        return ask(RawExchange.HOME, latin1);
    }

    /** The same from another address of this machine. */
    RawExchange.Answer ask(String from, String latin1) {
        try (RawExchange exchange = open(from)) {
            List<RawExchange.Answer> answers = exchange.send(latin1).answers();
            assertEquals(1, answers.size(), () -> "answers to " + latin1 + ": " + answers);
            return answers.getFirst();
        }
    }

    RawExchange open() {
        return open(RawExchange.HOME);
    }

    RawExchange open(String from) {
        return new RawExchange(from, port());
    }

    static JsonNode json(RawExchange.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After all that was done to it: it answers, has not grown, and has told no secret. */
    void checkUnharmed() {
        assertEquals(200, get("/health/live").status());
        RawExchange.await("the threads end", () -> Thread.activeCount() <= threadsBefore + MOST_THREADS_MORE);
        RawExchange.await("memory is given back", () -> usedBytes() < usedBefore + MOST_GROWN_BYTES);
        Logger.info(HARMLESS);
        String log = logged.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains(HARMLESS), "the log is really looked at");
        for (String secret : secrets) {
            assertTrue(!log.contains(secret), () -> "a secret stands in the log: " + lineWith(log, secret));
        }
        // One that was closed before may still say that its folder is gone.
        List<String> faults = log.lines()
                .filter(line -> line.contains(" ERROR ") && (!line.contains("plotty.db") || line.contains(folder)))
                .toList();
        assertEquals(List.of(), faults, "faults of ours");
    }

    private static String lineWith(String log, String word) {
        return log.lines().filter(line -> line.contains(word)).findFirst().orElse("");
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void close() {
        try {
            appliance.close();
        } finally {
            LogFilter.obey(LogLevels.of(Optional.empty(), Optional.empty()));
            System.setErr(usualErr);
        }
    }
}
