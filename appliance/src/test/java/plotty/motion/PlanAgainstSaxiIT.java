package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.bench.Saxi;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;
import plotty.drawing.svg.SvgReader;

/**
 * Our plans against those of saxi 0.15, an independent driver, run as a program of its own: same strokes, same order, same
 * limits.
 */
class PlanAgainstSaxiIT {
    /** Rounding: saxi leaves out pieces of motion shorter than 1e-9 s. */
    private static final double ROUNDING = 1e-7;

    private static Saxi saxi;

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
            Drawing drawing = SvgReader.read(in, ReadLimits.DEFAULT);
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
        saxi = Saxi.in(Path.of("target"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawings")
    void our_plan_is_no_longer_than_saxis_and_saves_time_with_the_pen_up(String name, List<Stroke> strokes)
            throws IOException, InterruptedException {
        Trajectory ours = Trajectory.plan(Polylines.route(strokes), MachineProfile.AXIDRAW_V3);
        Saxi.Times theirs = saxi.times(strokes, Saxi.Order.KEPT);
        double penUpS = ours.durationS() - ours.penDownS();
        System.out.printf(
                Locale.ROOT,
                "%s: ours %.3f s, saxi %.3f s; pen down %.3f and %.3f s; pen up %.3f and %.3f s%n",
                name,
                ours.durationS(),
                theirs.totalS(),
                ours.penDownS(),
                theirs.penDownS(),
                penUpS,
                theirs.penUpS());
        assertTrue(
                ours.durationS() <= theirs.totalS() * (1 + ROUNDING),
                "ours " + ours.durationS() + " s, saxi " + theirs.totalS());
        // between two strokes lift and drop overlap with the travel by what the pen's profile allows, at most all of it
        double mostSavedS = strokes.size() * 0.12;
        assertTrue(penUpS <= theirs.penUpS() * (1 + ROUNDING), "pen up");
        assertTrue(penUpS >= theirs.penUpS() * (1 - ROUNDING) - mostSavedS, "pen up, but not less than possible");
        // the same limits give the same time with the pen down, but for curves that the motors could not follow
        assertTrue(ours.penDownS() >= theirs.penDownS() * 0.99, "pen down");
        assertTrue(ours.penDownS() <= theirs.penDownS() * 1.02, "pen down");
    }
}
