package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts that drive the page in a real Chromium. */
final class Browser {
    private Browser() {}

    /** A folder for a test's screenshots. */
    static Path folder(String name) throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty("plotty.scratch", "target")).resolve(name));
    }

    /** Runs a script of this package on the page of a service; fails with what it said if one of its steps fails. */
    static void run(Path folder, String script, Workbench bench, String... arguments) throws Exception {
        installPlaywright(folder);
        Path copy = folder.resolve(script);
        try (InputStream in = Browser.class.getResourceAsStream(script)) {
            Files.write(copy, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("node", copy.toString()));
        command.add(bench.uri("/").toString().replace("127.0.0.1", "localhost"));
        command.add(folder.toAbsolutePath().toString());
        command.add(chromium().toString());
        command.addAll(List.of(arguments));
        int exit = execute(folder, command);
        assertEquals(
                0, exit, () -> read(folder.resolve("run.out")) + bench.service().output());
    }

    private static void installPlaywright(Path folder) throws Exception {
        if (Files.isDirectory(folder.resolve("node_modules/playwright-core"))) {
            return;
        }
        List<String> npm = List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", "playwright-core@1.64.1");
        assertEquals(0, execute(folder, npm), () -> read(folder.resolve("run.out")));
    }

    private static Path chromium() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium found: install the package chromium"));
    }

    private static int execute(Path folder, List<String> command) throws IOException, InterruptedException {
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
