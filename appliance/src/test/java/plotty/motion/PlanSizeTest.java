package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.drawing.Stroke;

/** A plan of 100,000 points, its route included, against the heap before and after it was let go. */
class PlanSizeTest {
    private static final double LIMIT_MB = 8;
    private static final int COPIES = 5;

    static Stream<Arguments> drawings() {
        return Stream.of(
                Arguments.of("one stroke", 1, 100_000),
                Arguments.of("1,000 strokes", 1_000, 100),
                Arguments.of("50,000 strokes of two points", 50_000, 2));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void a_hundred_thousand_points_take_less_than_eight_megabytes(String name, int strokes, int points) {
        List<Trajectory> plans = new ArrayList<>();
        plans.add(plan(strokes, points, 0));
        long before = used();
        for (int i = 1; i <= COPIES; i++) {
            plans.add(plan(strokes, points, i));
        }
        double megabytes = (used() - before) / 1e6 / COPIES;
        assertEquals(100_000, plans.getLast().route().pointCount());
        assertTrue(megabytes < LIMIT_MB, name + " takes " + megabytes + " MB");
        assertTrue(megabytes > 2, "the measure measures: " + megabytes + " MB");
    }

    private static Trajectory plan(int strokes, int points, int seed) {
        Random random = new Random(seed);
        List<Stroke> list = new ArrayList<>(strokes);
        for (int i = 0; i < strokes; i++) {
            list.add(Polylines.wandering(random, points));
        }
        return Trajectory.plan(Polylines.route(list), MachineProfile.AXIDRAW_V3);
    }

    /** The least of several readings after a collection: other threads may only add to it. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
