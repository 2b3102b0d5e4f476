package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a G-code line ({@code gcode.c}, step 2, and {@code read_float}). */
final class Words {

    private static final String VALUES = "FIJKLNPRSTXYZ";

    /** A G or M word in hundredths: G92.1 is 9210. */
    record Code(char letter, int hundredths) {

        int number() {
            return hundredths / 100;
        }

        int fraction() {
            return hundredths % 100;
        }
    }

    private final List<Code> codes = new ArrayList<>();
    private final Map<Character, Double> values = new HashMap<>();
    private final StringBuilder unused = new StringBuilder();

    private final String text;
    private int at;

    private Words(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Reads a line from a place on. */
    static Words of(String text, int from) throws GrblError {
        Words words = new Words(text, from);
        while (words.at < text.length()) {
            words.word();
        }
        return words;
    }

    private void word() throws GrblError {
        char letter = text.charAt(at);
        if (letter < 'A' || letter > 'Z') {
            throw new GrblError(GrblError.EXPECTED_LETTER);
        }
        at++;
        double value = number();
        if (letter == 'G' || letter == 'M') {
            int whole = (int) value;
            codes.add(new Code(letter, 100 * whole + (int) Math.round(100 * (value - whole))));
            return;
        }
        if (VALUES.indexOf(letter) < 0) {
            throw new GrblError(GrblError.UNSUPPORTED);
        }
        if (letter == 'T' && value > 255) {
            throw new GrblError(GrblError.VALUE_TOO_LARGE);
        }
        if (values.putIfAbsent(letter, value) != null) {
            throw new GrblError(GrblError.REPEATED);
        }
        if ("FNPTS".indexOf(letter) >= 0 && value < 0) {
            throw new GrblError(GrblError.NEGATIVE);
        }
        unused.append(letter);
    }

    private double number() throws GrblError {
        NumberReader.Reading number = NumberReader.read(text, at);
        at = number.end();
        return number.value();
    }

    List<Code> codes() {
        return codes;
    }

    boolean has(char letter) {
        return values.containsKey(letter);
    }

    boolean hasAny(String letters) {
        return letters.chars().anyMatch(c -> values.containsKey((char) c));
    }

    double get(char letter) {
        return values.getOrDefault(letter, 0.0);
    }

    /** These words have a meaning in this line. */
    void use(String letters) {
        for (int letter = 0; letter < letters.length(); letter++) {
            int i = unused.indexOf(letters.substring(letter, letter + 1));
            if (i >= 0) {
                unused.deleteCharAt(i);
            }
        }
    }

    void refuseUnused() throws GrblError {
        if (!unused.isEmpty()) {
            throw new GrblError(GrblError.UNUSED_WORDS);
        }
    }
}
