package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import plotty.drawing.Stroke;

class NearestNextTest {

    @RepeatedTest(30)
    void the_order_is_that_of_a_search_through_all_ends(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            // whole numbers give ties
            strokes.add(Stroke.of(random.nextInt(12), random.nextInt(12), random.nextInt(12), random.nextInt(12)));
        }
        assertEquals(
                Greedy.order(Ink.layer(strokes)).getFirst().strokes(),
                NearestNext.order(strokes, 0, 0, false).drawn());
    }

    @RepeatedTest(30)
    void neighbours_are_those_of_a_search_through_all_ends(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] x = random.ints(200, 0, 20).asDoubleStream().toArray();
        double[] y = random.ints(200, 0, 20).asDoubleStream().toArray();
        StrokeEnds ends = new StrokeEnds(x, y);
        List<Integer> left = new ArrayList<>();
        for (int end = 0; end < x.length; end++) {
            if (random.nextInt(3) == 0) {
                ends.remove(end);
            } else {
                left.add(end);
            }
        }
        for (int end = 0; end < x.length; end++) {
            int self = end;
            int[] found = new int[7];
            ends.neighbours(end, found, 1, 5);
            List<Integer> nearest = left.stream()
                    .filter(other -> other / 2 != self / 2)
                    .sorted((one, other) -> Double.compare(
                            Math.hypot(x[one] - x[self], y[one] - y[self]),
                            Math.hypot(x[other] - x[self], y[other] - y[self])))
                    .limit(5)
                    .toList();
            assertEquals(nearest, List.of(found[1], found[2], found[3], found[4], found[5]));
        }
    }
}
