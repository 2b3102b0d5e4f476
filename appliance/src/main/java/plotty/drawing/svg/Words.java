package plotty.drawing.svg;

import java.util.Locale;
import plotty.drawing.Excerpt;

/** Sentences for people, with numbers the same on every machine. */
final class Words {
    private static final int LONGEST_QUOTE = 40;

    private Words() {}

    /** As {@link String#format(Locale, String, Object...)} without a locale's habits. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Foreign text, cut short and without line breaks, in quotes. */
    static String quoted(String text) {
        return "\"" + shortened(text.strip()).replaceAll("\\s+", " ") + "\"";
    }

    static String shortened(String text) {
        return cut(text, LONGEST_QUOTE);
    }

    static String cut(String text, int longest) {
        return Excerpt.of(text, longest);
    }
}
