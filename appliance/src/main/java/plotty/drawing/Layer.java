package plotty.drawing;

import java.util.List;

/**
 * One layer of a drawing: what is drawn with one pen, without a pause.
 *
 * @param number from 1, in drawing order
 * @param name as the file gives it; hostile text until escaped
 * @param color of the ink for a preview, as {@code #rrggbb}
 * @param directives what the name orders, see {@link LayerDirectives}
 * @param strokes in the file's order
 */
public record Layer(int number, String name, String color, LayerDirectives directives, List<Stroke> strokes) {

    public Layer {
        strokes = List.copyOf(strokes);
    }

    /** This layer with other strokes. */
    public Layer withStrokes(List<Stroke> others) {
        return new Layer(number, name, color, directives, others);
    }
}
