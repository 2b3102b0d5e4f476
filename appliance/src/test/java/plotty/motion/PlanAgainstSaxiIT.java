package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.drawing.Drawing;
import plotty.drawing.Stroke;
import plotty.drawing.svg.SvgLimits;
import plotty.drawing.svg.SvgReader;

/**
 * Our plans against those of saxi 0.15, an independent driver, run as a program of its own: same strokes, same order, same
 * limits. saxi's plan also ends with a movement of the pen after the way home, which ours has not; it is not counted.
 */
class PlanAgainstSaxiIT {
    private static final String VERSION = "0.15.0";
    private static final Path FOLDER = Path.of("target", "saxi-" + VERSION);
    private static final Path SAXI = FOLDER.resolve("node_modules").resolve("saxi");

    /** Rounding: saxi leaves out pieces of motion shorter than 1e-9 s. */
    private static final double ROUNDING = 1e-7;

    static Stream<Arguments> drawings() {
        Random random = new Random(2026);
        List<Stroke> wandering = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            wandering.add(Polylines.wandering(random, 2 + random.nextInt(100)));
        }
        List<Stroke> circles = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            circles.add(Polylines.circle(150, 109, 2.5 * i, 4 + 17 * i));
        }
        List<Stroke> hatch = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            hatch.add(Stroke.of(20, 10 + 0.5 * i, 20 + random.nextDouble(0.01, 250), 10 + 0.5 * i));
        }
        List<Stroke> dots = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            dots.add(Stroke.of(random.nextDouble(300), random.nextDouble(218)));
        }
        return Stream.of(
                Arguments.of("random lines", Polylines.lines(random, 1000, 40)),
                Arguments.of("wandering strokes", wandering),
                Arguments.of("circles", circles),
                Arguments.of("a coarse spiral", List.of(Polylines.spiral(150, 109, 100, 30, 1500))),
                Arguments.of("a dense spiral", List.of(Polylines.spiral(150, 109, 100, 50, 40_000))),
                Arguments.of("hatching", hatch),
                Arguments.of("dots", dots),
                Arguments.of("a zigzag", List.of(zigzag())),
                Arguments.of("the shipped demo", shipped("demo.svg")),
                Arguments.of("the shipped curves", shipped("curves.svg")),
                Arguments.of("the shipped hatches", shipped("dense.svg")),
                Arguments.of("nothing", List.of()));
    }

    /** A shipped drawing in its own order. */
    private static List<Stroke> shipped(String name) {
        try (InputStream in = MachineProfile.class.getResourceAsStream("/plotty/demo/" + name)) {
            Drawing drawing = SvgReader.read(in, SvgLimits.DEFAULT);
            return drawing.layers().stream()
                    .flatMap(layer -> layer.strokes().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stroke zigzag() {
        double[] xy = new double[1000];
        for (int i = 0; i < 500; i++) {
            xy[2 * i] = 10 + 0.5 * i;
            xy[2 * i + 1] = i % 2 == 0 ? 20 : 20 + 0.3 * i;
        }
        return Stroke.of(xy);
    }

    @BeforeAll
    static void saxi_is_installed() throws IOException, InterruptedException {
        if (Files.exists(SAXI.resolve("dist/server/planning.js"))) {
            return;
        }
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), "{\"private\": true}\n");
        // its planner is plain JavaScript: nothing needs to be compiled
        run(
                300,
                "",
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
                FOLDER.toString(),
                "saxi@" + VERSION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawings")
    void our_plan_is_no_longer_than_saxis(String name, List<Stroke> strokes) throws IOException, InterruptedException {
        Trajectory ours = Trajectory.plan(Polylines.route(strokes), MachineProfile.AXIDRAW_V3);
        StringBuilder lines = new StringBuilder();
        for (Stroke stroke : strokes) {
            for (int i = 0; i < stroke.size(); i++) {
                lines.append(i == 0 ? "" : " ").append(stroke.x(i)).append(' ').append(stroke.y(i));
            }
            lines.append('\n');
        }
        Path script = FOLDER.resolve("saxi-plan.cjs");
        try (var resource = PlanAgainstSaxiIT.class.getResourceAsStream("saxi-plan.cjs")) {
            Files.write(script, resource.readAllBytes());
        }
        String[] saxis = run(
                        60,
                        lines.toString(),
                        "node",
                        script.toString(),
                        SAXI.toAbsolutePath().toString())
                .strip()
                .split(" ", -1);
        double total = Double.parseDouble(saxis[0]);
        double penDown = Double.parseDouble(saxis[1]);
        System.out.printf(
                Locale.ROOT,
                "%s: ours %.3f s, saxi %.3f s; pen down %.3f and %.3f s%n",
                name,
                ours.durationS(),
                total,
                ours.penDownS(),
                penDown);
        assertTrue(ours.durationS() <= total * (1 + ROUNDING), "ours " + ours.durationS() + " s, saxi " + total);
        assertTrue(ours.penDownS() <= penDown * (1 + ROUNDING), "ours " + ours.penDownS() + " s, saxi " + penDown);
        assertEquals(total, ours.durationS(), 0.01 * total, "the same limits give the same time");
    }

    private static String run(int seconds, String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("saxi", ".out");
        Path errors = Files.createTempFile("saxi", ".err");
        try {
            Process process = start(output, errors, command);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail(String.join(" ", command) + " took longer than " + seconds + " s");
            }
            assertEquals(0, process.exitValue(), String.join(" ", command) + ": " + Files.readString(errors));
            return Files.readString(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static Process start(Path output, Path errors, String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            return fail("this test compares with saxi and needs Node.js 18 or later with npm: " + e.getMessage(), e);
        }
    }
}
