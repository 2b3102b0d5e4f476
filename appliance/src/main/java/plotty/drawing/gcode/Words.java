package plotty.drawing.gcode;

import java.util.Locale;
import plotty.drawing.DrawingException;

/** Sentences for the sender of a file, the same in every country. */
final class Words {

    private Words() {}

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    static DrawingException refusal(String sentence, Object... values) {
        return new DrawingException(String.format(Locale.ROOT, sentence, values));
    }

    /** The same, with the line in front. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    static DrawingException refusalAt(int line, String sentence, Object... values) {
        return new DrawingException(
                String.format(Locale.ROOT, "Line %d: ", line) + String.format(Locale.ROOT, sentence, values));
    }

    /** A code as it is written, from tenths: {@code G2}, {@code G90.1}. */
    static String code(char letter, int tenths) {
        return tenths % 10 == 0
                ? letter + Integer.toString(tenths / 10)
                : letter + "" + tenths / 10 + "." + tenths % 10;
    }
}
