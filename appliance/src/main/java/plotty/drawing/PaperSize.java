package plotty.drawing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The size of a sheet. Named sizes are upright, as ISO 216 and ANSI/ASME Y14.1 give them; {@code ledger} is
 * {@code tabloid} on its side.
 *
 * @param name as people write it: {@code A4}, {@code letter}, or {@code 297x210mm} for a size without a name
 * @param widthMm 1 to 10,000
 * @param heightMm 1 to 10,000
 */
public record PaperSize(String name, double widthMm, double heightMm) {
    private static final double SMALLEST_MM = 1;
    private static final double LARGEST_MM = 10_000;
    private static final Pattern MEASURED =
            Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?) ?[x×] ?(\\d{1,6}(?:\\.\\d{1,6})?) ?(mm|cm|in|)");

    /** The sizes that have names, largest ISO size first. */
    public static final List<PaperSize> KNOWN = List.of(
            new PaperSize("A0", 841, 1189),
            new PaperSize("A1", 594, 841),
            new PaperSize("A2", 420, 594),
            new PaperSize("A3", 297, 420),
            new PaperSize("A4", 210, 297),
            new PaperSize("A5", 148, 210),
            new PaperSize("A6", 105, 148),
            new PaperSize("letter", 215.9, 279.4),
            new PaperSize("legal", 215.9, 355.6),
            new PaperSize("executive", 184.15, 266.7),
            new PaperSize("tabloid", 279.4, 431.8),
            new PaperSize("ledger", 431.8, 279.4));

    /** @throws IllegalArgumentException if a side is outside its range, in words */
    public PaperSize {
        if (!inRange(widthMm) || !inRange(heightMm)) {
            throw new IllegalArgumentException(
                    "A sheet of %s x %s mm does not exist; each side must be %.0f to %.0f mm."
                            .formatted(widthMm, heightMm, SMALLEST_MM, LARGEST_MM));
        }
    }

    /**
     * The size that people mean by a word: a name in any case, or a measure such as {@code 297x210mm}, {@code 29.7 x
     * 21 cm}, {@code 8.5x11in}; millimetres if no unit is given.
     *
     * @throws IllegalArgumentException if it is none, in words that name the known ones
     */
    public static PaperSize of(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Optional<PaperSize> named = KNOWN.stream()
                .filter(size -> size.name.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        Matcher measured = MEASURED.matcher(wanted);
        if (!measured.matches()) {
            throw new IllegalArgumentException(
                    "There is no paper size \"%s\". Known are %s, and measures such as 297x210mm."
                            .formatted(shortened(text), names()));
        }
        String unit = measured.group(3);
        double mmPerUnit = unit.equals("in") ? 25.4 : unit.equals("cm") ? 10 : 1;
        double widthMm = Double.parseDouble(measured.group(1)) * mmPerUnit;
        double heightMm = Double.parseDouble(measured.group(2)) * mmPerUnit;
        return new PaperSize(wanted.replace(" ", ""), widthMm, heightMm);
    }

    /** The same sheet on its longer side. */
    public PaperSize landscape() {
        return widthMm >= heightMm ? this : new PaperSize(name, heightMm, widthMm);
    }

    /** The same sheet on its shorter side. */
    public PaperSize portrait() {
        return heightMm >= widthMm ? this : new PaperSize(name, heightMm, widthMm);
    }

    private static boolean inRange(double sideMm) {
        return sideMm >= SMALLEST_MM && sideMm <= LARGEST_MM;
    }

    private static String names() {
        return KNOWN.stream().map(PaperSize::name).collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return Excerpt.of(text, 40);
    }
}
