package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.InkStroke;
import plotty.plotter.board.VirtualBoardLink;

class GrblPlannerTest {

    private static final GrblSettings PLOTTER =
            GrblSettings.servo().with(120, 500).with(121, 500).withResetByOpening(false);

    private final InkLog ink = new InkLog();
    private final GrblBoard board = new GrblBoard(PLOTTER, ink);
    private final VirtualBoardLink link = new VirtualBoardLink(board);

    /** Streams as senders do: as many characters as fit into the receive buffer, one answer frees one line. */
    private void stream(List<String> lines) {
        ArrayDeque<Integer> waiting = new ArrayDeque<>();
        StringBuilder heard = new StringBuilder();
        byte[] buffer = new byte[1000];
        int used = 0;
        for (String line : lines) {
            int length = line.length() + 1;
            while (used + length > 128) {
                used -= answered(heard, buffer, waiting);
            }
            link.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            waiting.add(length);
            used += length;
        }
        while (!waiting.isEmpty()) {
            answered(heard, buffer, waiting);
        }
        while (!board.idle()) {
            link.read(buffer, TimeUnit.MILLISECONDS.toNanos(100));
        }
        link.read(buffer, TimeUnit.MILLISECONDS.toNanos(100));
    }

    private int answered(StringBuilder heard, byte[] buffer, ArrayDeque<Integer> waiting) {
        int count = link.read(buffer, TimeUnit.SECONDS.toNanos(60));
        heard.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
        int freed = 0;
        for (int at = heard.indexOf("\r\n"); at >= 0; at = heard.indexOf("\r\n")) {
            assertEquals("ok", heard.substring(0, at));
            heard.delete(0, at + 2);
            freed += waiting.remove();
        }
        return freed;
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "X%.3fY%.3f", x, y);
    }

    @Test
    void a_line_in_many_pieces_lasts_as_long_as_in_one() {
        List<String> lines = new ArrayList<>(List.of("G21G90G1F3000"));
        for (int i = 1; i <= 200; i++) {
            lines.add(point(0.5 * i, 0));
        }
        stream(lines);

        List<ExecutedMove> moves = ink.moves();
        assertEquals(200, moves.size());
        long nanos = moves.getLast().endNanos() - moves.getFirst().startNanos();
        assertEquals(2.1, nanos / 1e9, 1e-4);
    }

    @Test
    void a_right_angle_is_passed_at_the_speed_of_the_junction_deviation() {
        stream(List.of("G21G90G1F3000", point(50, 0), point(50, 50)));

        // v² = a·δ·s/(1−s), s = sin 45°; the acceleration across the corner is that of both axes together.
        double expected = Math.sqrt(500 * Math.sqrt(2) * 0.01 * Math.sqrt(0.5) / (1 - Math.sqrt(0.5)));
        InkStroke way = ink.everything();
        double slowest = Double.MAX_VALUE;
        for (int i = 1; i < way.size(); i++) {
            double seconds = (way.nanos()[i] - way.nanos()[i - 1]) / 1e9;
            boolean near = Math.hypot(way.xMm()[i] - 50, way.yMm()[i]) < 0.1;
            if (near && seconds > 0.0005) {
                double mm = Math.hypot(way.xMm()[i] - way.xMm()[i - 1], way.yMm()[i] - way.yMm()[i - 1]);
                slowest = Math.min(slowest, mm / seconds);
            }
        }
        assertEquals(expected, slowest, 0.4);
    }

    @Test
    void a_random_drawing_keeps_its_path_its_speed_and_its_acceleration() {
        Random random = new Random(42);
        List<String> lines = new ArrayList<>(List.of("G21G90G1F3000M3S1000", "G4P0.1"));
        double x = 0;
        double y = 0;
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {0, 0});
        for (int i = 0; i < 2_000; i++) {
            x = Math.clamp(x + random.nextGaussian() * 2, -100, 100);
            y = Math.clamp(y + random.nextGaussian() * 2, -100, 100);
            lines.add(point(x, y));
            corners.add(new double[] {toStep(x), toStep(y)});
        }
        lines.addAll(List.of("M5", "G4P0.1"));
        stream(lines);

        assertEquals(1, ink.strokes().size());
        assertEquals(List.of(), ink.gaps());
        assertEquals(80 * toStep(x), board.counter(1), 1e-9);
        InkStroke stroke = ink.strokes().getFirst();
        double length = 0;
        for (int i = 1; i < corners.size(); i++) {
            length += Math.hypot(corners.get(i)[0] - corners.get(i - 1)[0], corners.get(i)[1] - corners.get(i - 1)[1]);
        }
        assertEquals(length, stroke.lengthMm(), 1e-6 * length);
        assertTrue(greatestSpeed(stroke) < 50.001, "runs at " + greatestSpeed(stroke));
        assertTrue(greatestAcceleration() < 1.01, "exceeds its bound " + greatestAcceleration() + " times");
        assertEquals(0, board.lostBytes());
    }

    /** Where the machine stops for a coordinate as it is sent. */
    private static double toStep(double mm) {
        return Math.round(Math.round(mm * 1000) / 1000.0 * 80) / 80.0;
    }

    /** Within each move, over three samples 1 ms apart, as a share of what the axes allow in its direction. */
    private double greatestAcceleration() {
        InkStroke way = ink.everything();
        double greatest = 0;
        int i = 2;
        for (ExecutedMove move : ink.moves()) {
            while (i < way.size() && way.nanos()[i] <= move.endNanos()) {
                boolean even = way.nanos()[i] - way.nanos()[i - 1] == 1_000_000
                        && way.nanos()[i - 1] - way.nanos()[i - 2] == 1_000_000
                        && way.nanos()[i - 2] >= move.startNanos();
                if (even) {
                    double x = way.xMm()[i] - 2 * way.xMm()[i - 1] + way.xMm()[i - 2];
                    double y = way.yMm()[i] - 2 * way.yMm()[i - 1] + way.yMm()[i - 2];
                    greatest = Math.max(greatest, Math.max(Math.abs(x), Math.abs(y)) * 1e6 / 500);
                }
                i++;
            }
        }
        return greatest;
    }

    @Test
    void holds_at_any_time_leave_the_path_whole_and_the_counters_exact() {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>(List.of("G21G90G1F3000M3S1000", "G4P0.1"));
        for (int i = 1; i <= 300; i++) {
            lines.add(point(20 * Math.cos(i / 10.0) - 20, 20 * Math.sin(i / 7.0)));
        }
        lines.addAll(List.of("M5", "G4P0.1"));
        byte[] hold = {'!'};
        byte[] resume = {'~'};
        long at = 300_000_000;
        for (int i = 0; i < 40; i++) {
            at += random.nextLong(700_000_000);
            link.at(at, () -> link.write(hold));
            at += 300_000_000 + random.nextLong(200_000_000);
            link.at(at, () -> link.write(resume));
        }
        stream(lines);

        GrblPlannerTest undisturbed = new GrblPlannerTest();
        undisturbed.stream(lines);
        assertEquals(1, ink.strokes().size());
        assertEquals(
                undisturbed.ink.inkLengthMm(), ink.inkLengthMm(), 1e-6, "nothing is missing and nothing is doubled");
        assertEquals(undisturbed.board.counter(1), board.counter(1));
        assertEquals(undisturbed.board.counter(2), board.counter(2));
        assertEquals(undisturbed.board.xMm(), board.xMm(), 1e-12);
    }

    private static double greatestSpeed(InkStroke stroke) {
        double greatest = 0;
        for (int i = 1; i < stroke.size(); i++) {
            double seconds = (stroke.nanos()[i] - stroke.nanos()[i - 1]) / 1e9;
            double mm = Math.hypot(stroke.xMm()[i] - stroke.xMm()[i - 1], stroke.yMm()[i] - stroke.yMm()[i - 1]);
            if (seconds > 1e-5) {
                greatest = Math.max(greatest, mm / seconds);
            }
        }
        return greatest;
    }

    @Test
    void an_arc_is_drawn_within_its_tolerance() {
        stream(List.of("G21G90G1F3000", "G0X10", "M3S1000", "G4P0.1", "G3X-10I-10", "G2X10R10", "M5", "G4P0.1"));

        InkStroke stroke = ink.strokes().getFirst();
        for (int i = 0; i < stroke.size(); i++) {
            assertEquals(10, Math.hypot(stroke.xMm()[i], stroke.yMm()[i]), 0.015);
        }
        assertEquals(2 * Math.PI * 10, stroke.lengthMm(), 0.1);
    }

    @Test
    void the_stream_runs_dry_within_a_stroke_and_the_witness_sees_it() {
        stream(List.of("G21G90G1F3000", "M3S1000", "G4P0.1", "X10"));
        link.read(new byte[10], TimeUnit.MILLISECONDS.toNanos(300));
        stream(List.of("X20", "M5", "G4P0.1"));
        assertEquals(1, ink.gaps().size());
        assertTrue(ink.gaps().getFirst().nanos() >= 300_000_000);
    }
}
