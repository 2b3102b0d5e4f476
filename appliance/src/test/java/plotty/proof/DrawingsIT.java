package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;
import plotty.drawing.svg.SvgReader;
import plotty.ink.InkJudge;
import plotty.ink.InkJudge.Verdict;
import plotty.motion.DoesNotFitException;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;
import plotty.plotter.board.InkLog;

/**
 * Whole drawings from file to ink, in real time over pseudo-terminals, all at once: each has a board and a service of its own.
 * The system property {@code plotty.drawings} names a folder of further SVG files to draw.
 */
class DrawingsIT {
    private static final List<String> SHIPPED =
            Workbench.LONG ? List.of("demo.svg", "curves.svg", "dense.svg") : List.of("demo.svg", "curves.svg");

    @TempDir
    Path folder;

    /** A file to draw. */
    private record Sheet(String name, byte[] svg) {}

    @Test
    void ink_lies_on_the_path_and_the_path_under_ink() throws Exception {
        List<Sheet> sheets = new ArrayList<>();
        for (String name : SHIPPED) {
            try (InputStream in = MachineProfile.class.getResourceAsStream("/plotty/demo/" + name)) {
                sheets.add(new Sheet(name, in.readAllBytes()));
            }
        }
        sheets.addAll(further());
        try (var drawers = Executors.newCachedThreadPool()) {
            List<Future<?>> drawn = new ArrayList<>();
            for (Sheet sheet : sheets) {
                Path table = Files.createDirectories(folder.resolve(sheet.name()));
                drawn.add(drawers.submit(() -> draw(table, sheet)));
            }
            assertAll(drawn.stream().map(one -> () -> one.get()));
        }
    }

    private static List<Sheet> further() throws IOException {
        String more = System.getProperty("plotty.drawings", "");
        if (more.isEmpty()) {
            return List.of();
        }
        List<Sheet> sheets = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(more))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".svg"))
                    .sorted()
                    .toList()) {
                sheets.add(new Sheet(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return sheets;
    }

    private static void draw(Path table, Sheet sheet) {
        Source source = Source.of(sheet.svg());
        try (Workbench bench = Workbench.withBoard(table).startService()) {
            String id = bench.submit(sheet.svg(), "sheet", "&pen_changes=never&fit=" + source.fit())
                    .get("id")
                    .asText();
            double plan = bench.awaitPlanned(id).get("estimate_seconds").asDouble();
            bench.control(id, "start");
            bench.awaitStatus(id, "completed", Duration.ofSeconds((long) (1.2 * plan + 60)));
            InkLog log = Paper.look(bench.inkLog());
            Verdict verdict = InkJudge.judge(source.paths(), Paper.polylines(log.strokes()));
            System.out.printf("%s (fit %s, plan %.1f s): %s%n", sheet.name(), source.fit(), plan, verdict);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, () -> sheet.name() + ": " + verdict);
            assertTrue(verdict.sourceFromInk().distanceMm() <= 0.03, () -> sheet.name() + ": " + verdict);
            assertTrue(Math.abs(verdict.surplus()) <= 0.005, () -> sheet.name() + ": " + verdict);
            assertEquals(0, log.firstCounter(), () -> sheet.name() + ": steps of motor 1 at the origin");
            assertEquals(0, log.secondCounter(), () -> sheet.name() + ": steps of motor 2 at the origin");
        }
    }

    /** The paths of a file, read ten times finer than the service does and placed as it places them. */
    private record Source(String fit, List<double[]> paths) {

        static Source of(byte[] svg) {
            Drawing drawing;
            try (InputStream in = new ByteArrayInputStream(svg)) {
                drawing = SvgReader.read(in, ReadLimits.DEFAULT.withToleranceMm(0.001));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try {
                return new Source("none", paths(Placement.AS_IS.place(drawing, MachineProfile.AXIDRAW_V3)));
            } catch (DoesNotFitException tooLarge) {
                Placement toPage = new Placement(0, 0, 0, 0, Placement.Rotation.AUTO, false, false, Placement.Fit.PAGE);
                return new Source("page", paths(toPage.place(drawing, MachineProfile.AXIDRAW_V3)));
            }
        }

        private static List<double[]> paths(Drawing placed) {
            List<double[]> paths = new ArrayList<>();
            for (Layer layer : placed.layers()) {
                for (Stroke stroke : layer.strokes()) {
                    double[] xy = new double[2 * stroke.size()];
                    for (int i = 0; i < stroke.size(); i++) {
                        xy[2 * i] = stroke.x(i);
                        xy[2 * i + 1] = stroke.y(i);
                    }
                    paths.add(xy);
                }
            }
            return paths;
        }
    }
}
