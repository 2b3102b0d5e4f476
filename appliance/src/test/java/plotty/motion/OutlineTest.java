package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;

/** The way around what is drawn. */
class OutlineTest {

    private static Stroke outline(Stroke... strokes) {
        Layer layer = new Layer(1, "ink", "#000000", LayerDirectives.NONE, List.of(strokes));
        return Outline.of(Route.drawn(List.of(layer)));
    }

    @Test
    void it_goes_around_all_strokes_and_closes() {
        assertEquals(
                Stroke.of(10, 10, 50, 10, 50, 40, 10, 40, 10, 10),
                outline(Stroke.of(10, 10, 50, 10), Stroke.of(50, 40, 30, 20), Stroke.of(10, 40)));
    }

    @Test
    void of_a_line_it_is_the_way_there_and_back() {
        assertEquals(Stroke.of(10, 10, 40, 40, 10, 10), outline(Stroke.of(40, 40, 20, 20, 10, 10)));
    }

    @Test
    void of_a_dot_it_is_the_dot() {
        assertEquals(Stroke.of(7, 8), outline(Stroke.of(7, 8), Stroke.of(7, 8)));
    }

    @Test
    void no_point_lies_outside_of_it() {
        SplittableRandom random = new SplittableRandom(11);
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            strokes.add(Stroke.of(random.nextDouble(200), random.nextDouble(200)));
        }
        Stroke outline = outline(strokes.toArray(Stroke[]::new));
        assertTrue(outline.closed());
        for (Stroke stroke : strokes) {
            for (int i = 1; i < outline.size(); i++) {
                double side = (outline.x(i) - outline.x(i - 1)) * (stroke.y(0) - outline.y(i - 1))
                        - (outline.y(i) - outline.y(i - 1)) * (stroke.x(0) - outline.x(i - 1));
                assertTrue(side >= -1e-9, "left of an edge");
            }
        }
    }
}
