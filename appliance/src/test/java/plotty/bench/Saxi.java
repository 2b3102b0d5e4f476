package plotty.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import plotty.drawing.Stroke;

/**
 * The planner of saxi 0.15, an independent driver, run as a program of its own with its own limits, which are those of our
 * AxiDraw profile. saxi's plan also ends with a movement of the pen after the way home, which ours has not; it is not counted.
 */
public final class Saxi {
    private static final String VERSION = "0.15.0";
    private static final int INSTALL_S = 300;
    private static final int PLAN_S = 120;

    private final Path folder;

    /**
     * What saxi would take.
     *
     * @param totalS from the origin and back to it
     * @param penDownS of that, moving with the pen on the paper
     */
    public record Times(double totalS, double penDownS) {
        /** Time with the pen up, or on its way up or down. */
        public double penUpS() {
            return totalS - penDownS;
        }
    }

    /** In which order strokes are drawn. */
    public enum Order {
        /** As they are given. */
        KEPT,
        /** As saxi puts them, without joining what lies apart. */
        SORTED
    }

    private Saxi(Path folder) {
        this.folder = folder;
    }

    /** Installs saxi below a build folder, if it is not there yet. Needs Node.js 18 or later with npm. */
    public static Saxi in(Path build) throws IOException, InterruptedException {
        Saxi saxi = new Saxi(build.resolve("saxi-" + VERSION).toAbsolutePath());
        if (!Files.exists(saxi.module().resolve("dist/server/planning.js"))) {
            Files.createDirectories(saxi.folder);
            Files.writeString(saxi.folder.resolve("package.json"), "{\"private\": true}\n");
            // its planner is plain JavaScript: nothing needs to be compiled
            saxi.run(
                    INSTALL_S,
                    "",
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                    saxi.folder.toString(),
                    "saxi@" + VERSION);
        }
        return saxi;
    }

    private Path module() {
        return folder.resolve("node_modules").resolve("saxi");
    }

    /** Lets saxi plan strokes in the machine frame, mm. */
    public Times times(List<Stroke> strokes, Order order) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (Stroke stroke : strokes) {
            for (int i = 0; i < stroke.size(); i++) {
                lines.append(i == 0 ? "" : " ").append(stroke.x(i)).append(' ').append(stroke.y(i));
            }
            lines.append('\n');
        }
        Path script = folder.resolve("saxi-plan.cjs");
        try (InputStream resource = Saxi.class.getResourceAsStream("saxi-plan.cjs")) {
            Files.write(script, resource.readAllBytes());
        }
        String word = switch (order) {
            case KEPT -> "kept";
            case SORTED -> "sorted";
        };
        String[] said = run(PLAN_S, lines.toString(), "node", script.toString(), module().toString(), word)
                .strip()
                .split(" ", -1);
        return new Times(Double.parseDouble(said[0]), Double.parseDouble(said[1]));
    }

    private String run(int seconds, String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("saxi", ".out");
        Path errors = Files.createTempFile("saxi", ".err");
        try {
            Process process = start(output, errors, command);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " took longer than " + seconds + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
            }
            return Files.readString(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static Process start(Path output, Path errors, String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("to compare with saxi takes Node.js 18 or later with npm: " + e.getMessage(), e);
        }
    }
}
