package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Independent senders accept the boards: hpgl-buddy 1.8.0 and grbl-streamer 2.0.2 from PyPI, run as programs of their own,
 * plot over the pseudo-terminal, and the ink is that of the drawing.
 */
@Timeout(600)
class PythonSendersPlotOnTheBoardsIT {

    /** Waits for the greeting, lets the first questions pass, streams by character counting and waits for the end. */
    private static final String STREAM = """
            import sys, threading, time
            from grbl_streamer import GrblStreamer

            booted, done = threading.Event(), threading.Event()

            def told(event, *data):
                if event == 'on_boot':
                    booted.set()
                if event == 'on_job_completed' and booted.is_set():
                    done.set()
                if event in ('on_error', 'on_alarm'):
                    print(event, data)

            grbl = GrblStreamer(told)
            grbl.setup_logging()
            grbl.cnect(sys.argv[1], 115200)
            if not booted.wait(20):
                sys.exit('no greeting')
            grbl.poll_start()
            time.sleep(2)
            grbl.incremental_streaming = False
            done.clear()
            grbl.job_new()
            grbl.write(open(sys.argv[2]).read())
            grbl.job_run()
            print('done' if done.wait(100) else 'not finished')
            time.sleep(2)
            grbl.disconnect()
            """;

    private static final double RADIUS_MM = 25;

    @TempDir
    Path folder;

    @Test
    void hpgl_buddy_plots_on_the_hp_plotter() throws Exception {
        Path python = installed();
        Path drawing = Files.writeString(
                folder.resolve("drawing.hpgl"), circle("IN;SP1;PU%d,%d;PD", "%d,%d", ",", ";PU;SP0;", 40));
        Path link = folder.resolve("ttyHPGL");
        Path ink = folder.resolve("ink.log");
        try (BoardProcess board = new BoardProcess(link, "--board", "hpgl", "--speed", "4", "--ink", ink.toString())) {
            String said = run(
                    python,
                    200,
                    "python3",
                    "-m",
                    "hpgl_buddy.cli",
                    "plot",
                    drawing.toString(),
                    "--port",
                    link.toString());
            assertTrue(said.contains("Recovered    : 0 error(s)"), "hpgl-buddy did not finish; it said: " + said);
            board.terminate();
        }
        InkLog log = InkLog.read(ink);
        // y is counted up on the plotter, down on the sheet.
        judge(log, 100, 7721 / 40.0 - 100, 0.03);
        assertTrue(log.moves().stream().anyMatch(move -> move.command().equals("PD1")));
    }

    @Test
    void grbl_streamer_plots_on_the_grbl_board() throws Exception {
        Path python = installed();
        Path drawing = Files.writeString(
                folder.resolve("drawing.gcode"),
                circle(
                        "G21\nG90\nG0 X%d Y%d\nM3 S1000\nG4 P0.1\nG1 F3000 ",
                        "X%.3f Y%.3f", "\n", "\nM5\nG4 P0.1\n", 1));
        Path link = folder.resolve("ttyGRBL");
        Path ink = folder.resolve("ink.log");
        try (BoardProcess board = new BoardProcess(link, "--board", "grbl", "--y-down", "--ink", ink.toString())) {
            String said = run(python, 200, "python3", "stream.py", link.toString(), drawing.toString());
            assertTrue(said.contains("done") && !said.contains("on_error"), "it said: " + said);
            board.terminate();
        }
        InkLog log = InkLog.read(ink);
        judge(log, 100, 100, 0.01);
        assertEquals(0, log.gaps().size());
    }

    /** A circle of 360 vertices around 100, 100 mm in units of which so many are a mm. */
    private static String circle(String start, String point, String between, String end, int unitsPerMm) {
        boolean whole = point.contains("%d");
        long startX = Math.round((100 + RADIUS_MM) * unitsPerMm);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, start, startX, 100L * unitsPerMm));
        for (int i = 1; i <= 360; i++) {
            double x = (100 + RADIUS_MM * Math.cos(Math.toRadians(i))) * unitsPerMm;
            double y = (100 + RADIUS_MM * Math.sin(Math.toRadians(i))) * unitsPerMm;
            text.append(i == 1 ? "" : between);
            text.append(
                    whole
                            ? String.format(Locale.ROOT, point, Math.round(x), Math.round(y))
                            : String.format(Locale.ROOT, point, x, y));
        }
        return text.append(end).toString();
    }

    private static void judge(InkLog ink, double centreX, double centreY, double toleranceMm) {
        assertEquals(1, ink.strokes().size());
        InkStroke stroke = ink.strokes().getFirst();
        for (int i = 0; i < stroke.size(); i++) {
            double radius = Math.hypot(stroke.xMm()[i] - centreX, stroke.yMm()[i] - centreY);
            assertEquals(RADIUS_MM, radius, toleranceMm);
        }
        assertEquals(2 * Math.PI * RADIUS_MM, stroke.lengthMm(), 1);
    }

    /** Installs the senders under the build folder, if they are not there yet; returns where. */
    private static Path installed() throws IOException, InterruptedException {
        Path folder = Path.of("target", "senders").toAbsolutePath();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("stream.py"), STREAM);
        if (Files.notExists(folder.resolve("hpgl_buddy")) || Files.notExists(folder.resolve("grbl_streamer"))) {
            run(
                    folder,
                    300,
                    "python3",
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--target",
                    ".",
                    "hpgl-buddy==1.8.0",
                    "grbl-streamer==2.0.2");
        }
        assertTrue(
                Files.exists(folder.resolve("hpgl_buddy")) && Files.exists(folder.resolve("grbl_streamer")),
                "pip could not install hpgl-buddy and grbl-streamer in " + folder
                        + "; this test needs the Python package index or its cache.");
        return folder;
    }

    private static String run(Path folder, int seconds, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("This test needs Python 3 with pip (Debian: apt install python3-pip).", e);
        }
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " took longer than " + seconds + " s: " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
