package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An independent driver accepts the board: saxi 0.15 from npm, run as a program of its own, plots a drawing over the
 * pseudo-terminal, and the ink is that of the drawing.
 */
@Timeout(600)
class SaxiPlotsOnTheBoardIT {

    private static final double MM_PER_PIXEL = 25.4 / 96;

    /** A polyline, a shape of straight lines and a curve, in pixels of 1/96 inch. */
    private static final String DRAWING = """
            <svg xmlns="http://www.w3.org/2000/svg" width="400px" height="300px" viewBox="0 0 400 300">
              <g fill="none" stroke="black">
                <path d="M80 80 L320 80 L320 220 L80 220 Z"/>
                <path d="M100 200 L140 100 L180 200 L220 100 L260 200 L300 100"/>
                <circle cx="200" cy="150" r="60"/>
              </g>
            </svg>
            """;

    /**
     * The published saxi 0.15 forgets to open the port for its command {@code plot} (its web page does open it). This
     * is loaded before it and does nothing else.
     */
    private static final String OPEN_THE_PORT = """
            const server = require('saxi/dist/server/server');
            const { SerialPortSerialPort } = require('saxi/dist/server/serialport-serialport');
            const { EBB } = require('saxi/dist/server/ebb');
            server.connectEBB = async (path) => {
              const port = new SerialPortSerialPort(path);
              await port.open({ baudRate: 9600 });
              return new EBB(port);
            };
            """;

    @TempDir
    Path folder;

    @Test
    void saxi_plots_with_firmware_2_8_1() throws Exception {
        plot("2.8.1");
    }

    @Test
    void saxi_plots_with_firmware_3_0_3() throws Exception {
        plot("3.0.3");
    }

    private void plot(String firmware) throws Exception {
        Path saxi = installed();
        Path drawing = Files.writeString(folder.resolve("drawing.svg"), DRAWING);
        Path link = folder.resolve("ttyEBB");
        Path ink = folder.resolve("ink.log");
        try (BoardProcess board = new BoardProcess(link, "--firmware", firmware, "--ink", ink.toString())) {
            String said = run(
                    saxi,
                    120,
                    "node",
                    "-r",
                    "./open-the-port.cjs",
                    "node_modules/.bin/saxi",
                    "plot",
                    drawing.toString(),
                    "--device",
                    link.toString(),
                    "--paper-size",
                    "120x90mm",
                    "--margin",
                    "0",
                    "--no-fit-page");
            assertTrue(said.contains("done! took"), "saxi did not finish; it said: " + said);
            board.terminate();
        }
        judge(InkLog.read(ink));
    }

    /** The ink lies on the drawing, covers it, and is as long; a step at 1/8 microstepping is 0.025 mm. */
    private static void judge(InkLog ink) {
        List<double[]> points = drawing();
        assertEquals(3, ink.strokes().size());
        for (InkStroke stroke : ink.strokes()) {
            for (int i = 0; i < stroke.size(); i++) {
                double off = distance(points, stroke.xMm()[i], stroke.yMm()[i]);
                assertTrue(off < 0.1, "ink " + off + " mm off the drawing");
            }
        }
        for (double[] point : points) {
            double bare = ink.strokes().stream()
                    .mapToDouble(stroke -> nearest(stroke, point))
                    .min()
                    .orElse(Double.MAX_VALUE);
            assertTrue(bare < 0.2, bare + " mm without ink at " + point[0] + ", " + point[1]);
        }
        double zigzag = 5 * Math.hypot(40, 100);
        double length = (2 * (240 + 140) + zigzag + 2 * Math.PI * 60) * MM_PER_PIXEL;
        assertEquals(length, ink.inkLengthMm(), 0.01 * length);
    }

    private static double nearest(InkStroke stroke, double[] point) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < stroke.size(); i++) {
            nearest = Math.min(nearest, Math.hypot(stroke.xMm()[i] - point[0], stroke.yMm()[i] - point[1]));
        }
        return nearest;
    }

    private static double distance(List<double[]> points, double x, double y) {
        return points.stream()
                .mapToDouble(point -> Math.hypot(point[0] - x, point[1] - y))
                .min()
                .orElse(Double.MAX_VALUE);
    }

    /** Points on the drawing every 0.05 mm or less, mm. */
    private static List<double[]> drawing() {
        List<double[]> points = new ArrayList<>();
        line(points, 80, 80, 320, 80, 320, 220, 80, 220, 80, 80);
        line(points, 100, 200, 140, 100, 180, 200, 220, 100, 260, 200, 300, 100);
        for (int i = 0; i < 2_000; i++) {
            double angle = Math.PI * i / 1_000;
            points.add(new double[] {
                (200 + 60 * Math.cos(angle)) * MM_PER_PIXEL, (150 + 60 * Math.sin(angle)) * MM_PER_PIXEL
            });
        }
        return points;
    }

    private static void line(List<double[]> points, double... corners) {
        for (int c = 2; c < corners.length; c += 2) {
            int pieces = (int) (6 * Math.hypot(corners[c] - corners[c - 2], corners[c + 1] - corners[c - 1]));
            for (int i = 0; i <= pieces; i++) {
                double share = (double) i / pieces;
                points.add(new double[] {
                    (corners[c - 2] + share * (corners[c] - corners[c - 2])) * MM_PER_PIXEL,
                    (corners[c - 1] + share * (corners[c + 1] - corners[c - 1])) * MM_PER_PIXEL
                });
            }
        }
    }

    /** Installs saxi under the build folder, if it is not there yet; returns where. */
    private static Path installed() throws IOException, InterruptedException {
        Path folder = Path.of("target", "saxi").toAbsolutePath();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("open-the-port.cjs"), OPEN_THE_PORT);
        if (Files.notExists(folder.resolve("node_modules/saxi/cli.js"))) {
            run(folder, 400, "npm", "install", "--no-fund", "--no-audit", "--no-save", "--prefix", ".", "saxi@0.15");
        }
        assertTrue(
                Files.exists(folder.resolve("node_modules/saxi/cli.js")),
                "npm could not install saxi@0.15 in " + folder + "; this test needs the npm registry or its cache.");
        return folder;
    }

    private static String run(Path folder, int seconds, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output-" + command[0] + ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs Node.js and npm (Debian: apt install nodejs npm): " + command[0]
                            + " cannot be run.",
                    e);
        }
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " took longer than " + seconds + " s: " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
