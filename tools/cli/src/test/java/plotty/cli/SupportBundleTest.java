package plotty.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SupportBundleTest {
    @TempDir
    Path folder;

    private String said = "";

    @Test
    void a_machine_whose_service_does_not_start_gives_one_all_the_same() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/crashes")).getParent();
        Files.writeString(data.resolve("plotty.db"), "this is no database");
        Files.writeString(data.resolve("crashes/000001-crash.txt"), "it fell over, password=hunter22\n");
        Path config = Files.writeString(folder.resolve("plotty.yaml"), "server: {prot: 81}\n");
        Path file = folder.resolve("bundle.zip");
        assertEquals(
                0,
                plotty(
                        "support-bundle",
                        "--data",
                        data.toString(),
                        "--config",
                        config.toString(),
                        "--output",
                        file.toString()),
                said);
        assertTrue(said.endsWith(file + "\n"), said);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> names = new TreeSet<>();
            zip.stream().forEach(entry -> names.add(entry.getName()));
            assertTrue(names.contains("README.txt"), names::toString);
            assertTrue(text(zip, "events.jsonl").contains("could not be told"), text(zip, "events.jsonl"));
            assertTrue(text(zip, "configuration.txt").contains("server.prot"), text(zip, "configuration.txt"));
            assertEquals("it fell over, password=[hidden]\n\n", text(zip, "crashes/000001-crash.txt"));
        }
        assertFalse(Files.exists(folder.resolve("bundle.zip.part")));
    }

    @Test
    void an_appliance_is_asked_with_a_key() throws IOException {
        HttpServer box = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        box.createContext("/api/v1/system/support-bundle", exchange -> {
            boolean admin = "plk_right".equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
            byte[] body =
                    (admin ? "zip" : "{\"detail\":\"This needs the role admin.\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=\"../evil.zip\"");
            exchange.sendResponseHeaders(admin ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        box.start();
        try {
            String url = "http://localhost:" + box.getAddress().getPort();
            Path key = Files.writeString(folder.resolve("key"), "plk_right\n");
            Path file = folder.resolve("b.zip");
            String[] right = {
                "support-bundle", "--appliance", url, "--key-file", key.toString(), "--output", file.toString()
            };
            assertEquals(0, plotty(right), said);
            assertEquals("zip", Files.readString(file));
            Path other = folder.resolve("c.zip");
            assertEquals(
                    1, plotty("support-bundle", "--appliance", url, "--key", "wrong", "--output", other.toString()));
            assertTrue(said.contains("answered 403: This needs the role admin."), said);
            assertFalse(Files.exists(other));
        } finally {
            box.stop(0);
        }
    }

    @Test
    void what_makes_no_sense_together_is_refused() {
        assertEquals(2, plotty("support-bundle", "--key", "x"));
        assertEquals(2, plotty("support-bundle", "--appliance", "http://x", "--data", "/"));
        assertEquals(
                1, plotty("support-bundle", "--data", folder.resolve("nowhere").toString()));
        assertTrue(said.startsWith("There is no folder"), said);
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int plotty(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            System.setOut(both);
            System.setErr(both);
            return new CommandLine(new Plotty()).execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
            said = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
