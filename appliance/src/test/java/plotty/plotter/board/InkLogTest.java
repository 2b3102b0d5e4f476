package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.Bench.MILLI;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InkLogTest {

    @TempDir
    Path folder;

    private static void lower(Bench bench) {
        bench.ask("SC,4,19800");
        bench.ask("SC,5,17750");
        bench.ask("SC,10,0");
        bench.ask("SP,0,100");
        bench.after(200 * MILLI);
    }

    private static void lift(Bench bench) {
        bench.ask("SP,1,100");
        bench.after(200 * MILLI);
    }

    @Test
    void a_stroke_is_the_ink_between_touch_and_lift() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,100,80,80");
        bench.finish();
        lower(bench);
        bench.ask("SM,1000,1600,1600");
        bench.finish();
        lift(bench);
        bench.ask("SM,100,80,-80");
        bench.finish();

        List<InkStroke> strokes = bench.ink.strokes();
        assertEquals(1, strokes.size());
        InkStroke stroke = strokes.getFirst();
        assertEquals(20, stroke.lengthMm(), 0.02);
        assertEquals(1, stroke.xMm()[0], 0.02);
        assertEquals(21, stroke.xMm()[stroke.size() - 1], 0.02);
        assertEquals(20, bench.ink.inkLengthMm(), 0.02);
        assertEquals(2, bench.ink.travels().size());
    }

    @Test
    void the_ink_is_known_every_two_milliseconds_and_as_smooth_as_the_motion() {
        Bench bench = new Bench("2.8.1");
        lower(bench);
        bench.ask("SM,1000,1600,1600");
        bench.finish();

        InkStroke stroke = bench.ink.strokes().getFirst();
        long start = bench.ink.moves().getFirst().startNanos();
        for (int i = 1; i < stroke.size(); i++) {
            if (stroke.nanos()[i - 1] >= start) {
                assertTrue(stroke.nanos()[i] - stroke.nanos()[i - 1] <= 2 * MILLI);
                double due = 20 * (stroke.nanos()[i] - start) / 1e9;
                assertEquals(Math.min(20, due), stroke.xMm()[i], 0.001);
                assertEquals(0, stroke.yMm()[i], 1e-6);
            }
        }
    }

    @Test
    void a_queue_that_runs_dry_within_a_stroke_is_a_gap() {
        Bench bench = new Bench("2.8.1");
        lower(bench);
        bench.ask("SM,100,160,160");
        bench.after(100 * MILLI);
        bench.ask("SM,100,160,160");
        bench.finish();

        InkGap gap = bench.ink.gaps().getFirst();
        assertEquals(20, Bench.millis(gap.nanos()), 0.1);
        assertEquals(2, gap.xMm(), 0.02);
        assertEquals(1, bench.ink.gaps().size());
    }

    @Test
    void rests_with_the_pen_lifted_and_queued_delays_are_no_gaps() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,50,80,80");
        bench.after(100 * MILLI);
        bench.ask("SM,50,80,80");
        bench.finish();
        lower(bench);
        bench.ask("SM,50,80,80");
        bench.finish();
        lift(bench);
        lower(bench);
        bench.ask("SM,50,80,80");
        bench.ask("SM,100,0,0");
        bench.ask("SM,50,80,80");
        bench.finish();

        assertEquals(List.of(), bench.ink.gaps());
    }

    @Test
    void a_file_tells_the_same_as_the_log_in_memory_while_it_is_written() throws IOException {
        Path file = folder.resolve("ink.log");
        InkLog memory = new InkLog();
        try (InkFile stream = new InkFile(file)) {
            Bench bench = new Bench(BoardSettings.of(Firmware.V2_8_1), InkWitness.both(memory, stream));
            lower(bench);
            bench.ask("SM,100,160,80");
            bench.after(100 * MILLI);
            bench.ask("SM,100,160,80");
            bench.finish();
            lift(bench);

            InkLog read = InkLog.read(file);
            assertEquals(memory.moves(), read.moves());
            assertEquals(memory.gaps().size(), read.gaps().size());
            assertEquals(320, read.firstCounter());
            assertEquals(160, read.secondCounter());
            assertArrayEquals(
                    memory.strokes().getFirst().nanos(),
                    read.strokes().getFirst().nanos());
            assertEquals(memory.inkLengthMm(), read.inkLengthMm(), 0.002);
        }
    }

    @Test
    void a_line_that_is_still_being_written_is_left_out_and_rubbish_is_refused() throws IOException {
        Path file = folder.resolve("ink.log");
        Files.writeString(file, "# plotty ink log 1\nt 5 1.0 2.0\np 7 1.5 2.0\np 9 1");
        assertEquals(2, InkLog.read(file).strokes().getFirst().size());

        Files.writeString(file, "\nmore\n", StandardOpenOption.APPEND);
        assertThrows(IOException.class, () -> InkLog.read(file));
        Files.writeString(file, "something else\n");
        assertThrows(IOException.class, () -> InkLog.read(file));
    }

    @Test
    void the_ink_can_be_looked_at() throws IOException {
        Bench bench = new Bench("2.8.1");
        lower(bench);
        bench.ask("SM,500,1600,0");
        bench.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bench.ink.writeSvg(out, true);
        String svg = out.toString(StandardCharsets.UTF_8);

        assertTrue(svg.contains("width=\"20.001mm\" height=\"20.001mm\" viewBox=\"-5.000 -5.000"), svg);
        assertTrue(svg.contains("<path d=\"M0.000,0.000 L10.001,10.001\"/>"), svg);
    }
}
