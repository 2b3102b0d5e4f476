package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page in a real browser, in front of a real service that draws on a board of its own. */
class PageIT {

    @Test
    void a_person_sends_starts_pauses_resumes_and_cancels_a_drawing_on_the_page() throws Exception {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("plotty.scratch", "target")).resolve("page"));
        installPlaywright(folder);
        Path script = folder.resolve("page.mjs");
        try (InputStream in = PageIT.class.getResourceAsStream("page.mjs")) {
            Files.write(script, in.readAllBytes());
        }
        Path table = Files.createTempDirectory(folder, "table");
        try (Workbench bench = Workbench.withBoard(table).startService()) {
            int exit = run(
                    folder,
                    List.of(
                            "node",
                            script.toString(),
                            bench.uri("/").toString().replace("127.0.0.1", "localhost"),
                            folder.toAbsolutePath().toString(),
                            chromium().toString()));
            assertEquals(
                    0,
                    exit,
                    () -> read(folder.resolve("run.out")) + bench.service().output());
        }
    }

    private static void installPlaywright(Path folder) throws Exception {
        if (Files.isDirectory(folder.resolve("node_modules/playwright-core"))) {
            return;
        }
        List<String> npm = List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", "playwright-core@1.64.1");
        assertEquals(0, run(folder, npm), () -> read(folder.resolve("run.out")));
    }

    private static Path chromium() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium found: install the package chromium"));
    }

    private static int run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.out").toFile())
                .start();
        assertTrue(process.waitFor(4, TimeUnit.MINUTES), () -> read(folder.resolve("run.out")));
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
