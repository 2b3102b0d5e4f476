package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class TourTest {

    @RepeatedTest(50)
    void a_search_saves_as_much_as_it_says_and_can_be_undone(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int size = 2 + random.nextInt(40);
        double[] x = random.doubles(2L * size).toArray();
        double[] y = random.doubles(2L * size).toArray();
        Tour tour = new Tour(x, y, random.nextBoolean() ? 0 : -1);
        LocalSearch search = new LocalSearch(tour, allOthers(x, y), 2 * size - 2, 1e-9, 0);
        double before = tour.length();
        search.lookAtAll();
        double saved = search.run(Long.MAX_VALUE);
        assertEquals(before - saved, tour.length(), 1e-9);
        for (int kick = 0; kick < 100 && size >= 6; kick++) {
            int[] entered = entered(tour);
            double length = tour.length();
            tour.note();
            saved = search.swap(random.nextInt(size), 1 + random.nextInt(size / 3), 1 + random.nextInt(size / 3))
                    + search.run(Long.MAX_VALUE);
            assertEquals(length - saved, tour.length(), 1e-9);
            assertHoldsEachOnce(tour);
            if (random.nextBoolean()) {
                tour.undo();
                assertEquals(length, tour.length(), 1e-9);
                assertTrue(Arrays.equals(entered, entered(tour)));
            }
        }
    }

    private static void assertHoldsEachOnce(Tour tour) {
        for (int stroke = 0; stroke < tour.size(); stroke++) {
            assertEquals(stroke, tour.entered(tour.placeOf(stroke)) >> 1);
            assertEquals(2 * stroke, tour.partner(tour.partner(2 * stroke)));
        }
    }

    private static int[] entered(Tour tour) {
        int[] entered = new int[tour.size()];
        Arrays.setAll(entered, tour::entered);
        return entered;
    }

    private static int[] allOthers(double[] x, double[] y) {
        int perEnd = x.length - 2;
        int[] near = new int[x.length * perEnd];
        StrokeEnds ends = new StrokeEnds(x, y);
        for (int end = 0; end < x.length; end++) {
            ends.neighbours(end, near, end * perEnd, perEnd);
        }
        return near;
    }
}
