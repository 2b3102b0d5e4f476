package plotty.drawing.svg;

import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code transform}, as an attribute (SVG 1.1, 7.6) or as a property (CSS Transforms 1, which adds units and the
 * functions for one direction).
 */
final class TransformList {
    private static final int MOST_ARGUMENTS = 6;

    private final NumberScanner scanner;
    private final double[] arguments = new double[MOST_ARGUMENTS];

    private TransformList(String text) {
        scanner = new NumberScanner(text.strip());
    }

    /** The product of all transforms in the text; empty if any of it is not understood. */
    static Optional<Affine> parse(String text) {
        return text.strip().equals("none") ? Optional.of(Affine.IDENTITY) : new TransformList(text).parse();
    }

    private Optional<Affine> parse() {
        Affine product = Affine.IDENTITY;
        while (!scanner.atEnd()) {
            String function = scanner.word().toLowerCase(Locale.ROOT);
            scanner.skipSpace();
            int count = scanner.take('(') ? readArguments() : -1;
            Optional<Affine> next = count < 0 ? Optional.empty() : transform(function, count);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            product = product.times(next.get());
            scanner.skipSpaceAndComma();
        }
        return Optional.of(product);
    }

    /** Reads up to the closing parenthesis; -1 if there is none, or too much before it. */
    private int readArguments() {
        int count = 0;
        scanner.skipSpace();
        while (!scanner.take(')')) {
            double value = scanner.number();
            if (count == MOST_ARGUMENTS || !Double.isFinite(value)) {
                return -1;
            }
            double unit = unit(scanner.peek() == '%' ? "%" : scanner.word());
            if (unit == 0) {
                return -1;
            }
            arguments[count++] = value * unit;
            scanner.skipSpaceAndComma();
        }
        return count;
    }

    /** What one of a unit is in user units or degrees; 0 if it is none that fits here. */
    private static double unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "px", "deg" -> 1;
            case "rad" -> 180 / Math.PI;
            case "grad" -> 0.9;
            case "turn" -> 360;
            case "mm", "cm", "q", "in", "pt", "pc" ->
                Length.parse("1" + name).map(length -> length.px(0, 0)).orElse(0.0);
            default -> 0;
        };
    }

    private Optional<Affine> transform(String function, int count) {
        double first = arguments[0];
        double second = arguments[1];
        return switch (function) {
            case "matrix" ->
                given(count == 6, new Affine(first, second, arguments[2], arguments[3], arguments[4], arguments[5]));
            case "translate" -> given(count == 1 || count == 2, Affine.translate(first, count == 2 ? second : 0));
            case "translatex" -> given(count == 1, Affine.translate(first, 0));
            case "translatey" -> given(count == 1, Affine.translate(0, first));
            case "scale" -> given(count == 1 || count == 2, Affine.scale(first, count == 2 ? second : first));
            case "scalex" -> given(count == 1, Affine.scale(first, 1));
            case "scaley" -> given(count == 1, Affine.scale(1, first));
            case "rotate" ->
                count == 3
                        ? Optional.of(Affine.translate(second, arguments[2])
                                .times(Affine.rotate(first))
                                .times(Affine.translate(-second, -arguments[2])))
                        : given(count == 1, Affine.rotate(first));
            case "skewx" -> given(count == 1, Affine.skew(first, 0));
            case "skewy" -> given(count == 1, Affine.skew(0, first));
            case "skew" -> given(count == 1 || count == 2, Affine.skew(first, count == 2 ? second : 0));
            default -> Optional.empty();
        };
    }

    private static Optional<Affine> given(boolean valid, Affine affine) {
        return valid ? Optional.of(affine) : Optional.empty();
    }
}
