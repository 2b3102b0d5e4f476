package plotty.drawing.hpgl;

import java.util.Locale;
import plotty.drawing.DrawingException;

/** Sentences for people, with numbers the same on every machine. */
final class Words {

    private Words() {}

    /** As {@link String#format(Locale, String, Object...)} without a locale's habits. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** The file is broken in an instruction. */
    static DrawingException broken(Instruction at, String why) {
        return new DrawingException(
                format("The file is broken at byte %,d, in the instruction %s: %s", at.offset(), at.name(), why));
    }
}
