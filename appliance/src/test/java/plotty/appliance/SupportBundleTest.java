package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Logger;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.Surroundings;

/** Secrets are planted wherever one may come to stand, and then looked for in every text of the bundle. */
class SupportBundleTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final List<String> CONFIGURED = List.of(
            "old-clients-key-4711",
            "mail-\\\"pass-4712",
            "https://hooks.slack.example/T1/B2/4713",
            "https://ops.example/hook?auth=4714",
            "webhook-secret-4715",
            "curl -H X-Key:4716 https://ops.example");

    @TempDir
    Path folder;

    private final List<String> secrets = new ArrayList<>();

    @Test
    void no_secret_is_in_it_wherever_it_stood() throws IOException {
        secrets.addAll(CONFIGURED);
        Conclusion conclusion =
                Conclusion.of(Arguments.parse(List.of("--config", config().toString())), Surroundings.NONE);
        Path data = conclusion.configuration().data();
        try (Appliance appliance = new Appliance(conclusion.configuration())) {
            appliance.explain(conclusion);
            try (Witness box = new Witness(URI.create("http://127.0.0.1:" + appliance.port() + "/"))) {
                String code = appliance.claimLine().orElseThrow().replaceAll(".* ", "");
                Logger.warn("somebody wrote down the code {}", code);
                assertFalse(texts(box).toString().contains(code));
                live(box, code);
                readFromTheDatabase(appliance);
                plant(box, data);
                assertNoSecrets(texts(box));
            }
        }
        ByteArrayOutputStream offline = new ByteArrayOutputStream();
        SupportFiles.write(Optional.of(folder.resolve("plotty.yaml")), Optional.of(data), offline);
        Map<String, String> texts = unpacked(offline.toByteArray());
        assertTrue(texts.get("events.jsonl").contains("\"type\":\"custom\""), texts.get("events.jsonl"));
        assertNoSecrets(texts);
    }

    @Test
    void what_it_holds_is_named_in_it_and_bounded() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/crashes")).getParent();
        for (int i = 0; i < 40; i++) {
            Files.writeString(data.resolve("crashes/%06d-crash.txt".formatted(i)), "x".repeat(300_000));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SupportFiles.write(Optional.of(Files.writeString(folder.resolve("c.yaml"), "")), Optional.of(data), out);
        Map<String, String> texts = unpacked(out.toByteArray());
        texts.keySet().stream()
                .filter(name -> !name.equals("README.txt"))
                .forEach(name -> assertTrue(texts.get("README.txt").contains(name), name));
        assertTrue(texts.get("README.txt").contains("Names are"), texts.get("README.txt"));
        assertTrue(texts.containsKey("crashes/000039-crash.txt") && !texts.containsKey("crashes/000000-crash.txt"));
        assertTrue(texts.values().stream().mapToLong(String::length).sum() < 13_000_000);
        assertTrue(texts.get("events.jsonl").contains("There is no database"), texts.get("events.jsonl"));
    }

    private Path config() throws IOException {
        Files.writeString(folder.resolve("mail.txt"), CONFIGURED.get(1) + "\n");
        Path file = Files.writeString(folder.resolve("plotty.yaml"), """
                data: %s
                server: {port: 0}
                plotter: {port: sim}
                security: {loopback_role: admin}
                websocket: {api_key: %s}
                notifications:
                  email: {smtp_server: mail.example, username: ada, password_file: mail.txt}
                  slack: {webhook_url: '%s'}
                  webhook: {url: '%s', secret: %s}
                hooks:
                  COMPLETED: [{command: '%s'}]
                """.formatted(
                        folder.resolve("data"),
                        CONFIGURED.get(0),
                        CONFIGURED.get(2),
                        CONFIGURED.get(3),
                        CONFIGURED.get(4),
                        CONFIGURED.get(5)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** A login, a key, a token, a ticket, a paired program; all of it as wrong credentials and in addresses, too. */
    private void live(Witness box, String code) {
        secrets.add(PASSWORD);
        box.tell("POST", "/api/v1/claim", "{'name':'ada','password':'%s','code':'%s'}".formatted(PASSWORD, code));
        Witness.Answer login =
                box.tell("POST", "/api/v1/session", "{'name':'ada','password':'%s'}".formatted(PASSWORD));
        String cookie = login.whole()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceAll(";.*", "")
                .replaceAll("^[^=]*=", "");
        secrets.add(cookie);
        secrets.add(login.body().get("csrf_token").asText());
        String key = box.tell("POST", "/api/v1/keys", "{'name':'slicer','role':'operator'}")
                .body()
                .get("key")
                .asText();
        secrets.add(key);
        secrets.add(box.send("POST", "/api/v1/tokens", "", "", "X-Api-Key", key)
                .body()
                .get("token")
                .asText());
        secrets.add(box.tell("POST", "/api/v1/pairings", "{'name':'vpype'}")
                .body()
                .get("secret")
                .asText());
        box.send("GET", "/api/v1/jobs?api_key=" + key, "", "");
        box.send("GET", "/api/v1/session", "", "", "X-Api-Key", key + "x");
    }

    /** The hashes and the signing key. */
    private void readFromTheDatabase(Appliance appliance) {
        secrets.addAll(appliance.database().read(connection -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                for (String query : List.of(
                        "SELECT password FROM account", "SELECT hash FROM api_key", "SELECT hash FROM session")) {
                    try (ResultSet row = statement.executeQuery(query)) {
                        while (row.next()) {
                            found.add(row.getString(1));
                        }
                    }
                }
                try (ResultSet row = statement.executeQuery("SELECT secret FROM signing_key")) {
                    while (row.next()) {
                        found.add(HexFormat.of().formatHex(row.getBytes(1)));
                        found.add(Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(1)));
                    }
                }
            }
            return found;
        }));
    }

    /** By their value or by what stands before them: in lines of the log, in events of programs, in reports of crashes. */
    private void plant(Witness box, Path data) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String secret : secrets) {
            boolean known = CONFIGURED.contains(secret) || secret.startsWith("plk_") || secret.startsWith("eyJ");
            lines.add((known ? "a library tells " : "a library tells token=") + secret + " in a line");
        }
        for (String line : lines) {
            Logger.warn("{}", line);
            String json = line.replace("\\", "\\\\").replace("\"", "\\\"");
            box.send(
                    "POST",
                    "/api/v1/events",
                    "application/json",
                    "{\"event\":\"note\",\"data\":{\"text\":\"" + json + "\"}}");
        }
        lines.add("0x00007f8a1c000000:   6120736563726574 2069732068657265   a secret");
        Files.createDirectories(data.resolve("crashes"));
        Files.writeString(data.resolve("crashes/000001-crash.txt"), String.join("\n", lines));
        Files.writeString(data.resolve("hs_err_pid7.log"), String.join("\n", lines));
    }

    private void assertNoSecrets(Map<String, String> texts) {
        texts.forEach((name, text) -> {
            for (String secret : secrets) {
                String inJson = secret.replace("\\", "\\\\").replace("\"", "\\\"");
                assertFalse(text.contains(secret) || text.contains(inJson), () -> name + " holds " + secret);
            }
            assertFalse(text.contains("6120736563726574"), () -> name + " shows memory");
        });
        assertTrue(texts.get("README.txt").contains("No password"), texts.get("README.txt"));
        assertTrue(texts.get("configuration.txt").contains("(secret)"), texts.get("configuration.txt"));
        assertTrue(texts.get("crashes/000001-crash.txt").contains("a library tells"), "nothing was planted");
    }

    private static Map<String, String> texts(Witness box) throws IOException {
        try (InputStream zip = box.stream("/api/v1/system/support-bundle", "")) {
            return unpacked(zip.readAllBytes());
        }
    }

    private static Map<String, String> unpacked(byte[] zip) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
