package plotty.drawing.svg;

import java.util.Optional;

/**
 * What an element has of inherited properties, as far as it matters to a pen.
 *
 * @param color {@code currentColor}, as {@code #rrggbb}
 * @param dashed whether the stroke has dashes
 * @param markers whether markers stand on its lines
 * @param fontPx size of the font, to which {@code em} refers
 */
record Style(boolean visible, Paint stroke, Paint fill, String color, boolean dashed, boolean markers, double fontPx) {

    /** What the root inherits: no stroke, black fill, 16 px. */
    static final Style INITIAL =
            new Style(true, new Paint.None(), new Paint.Solid(Paint.BLACK), Paint.BLACK, false, false, 16);

    /** The style of a child that declares this by itself. */
    Style with(Declared declared) {
        String ownColor = declared.get(Property.COLOR).flatMap(ColorSyntax::hex).orElse(color);
        return new Style(
                declared.get(Property.VISIBILITY).flatMap(Style::visibility).orElse(visible),
                paint(declared, Property.STROKE, ownColor, stroke, INITIAL.stroke),
                paint(declared, Property.FILL, ownColor, fill, INITIAL.fill),
                ownColor,
                declared.get(Property.STROKE_DASHARRAY)
                        .filter(text -> !inherited(text))
                        .map(Style::hasDashes)
                        .orElse(dashed),
                markers(declared),
                declared.get(Property.FONT_SIZE)
                        .flatMap(Length::parse)
                        .map(size -> size.px(fontPx, fontPx))
                        .filter(size -> size >= 0)
                        .orElse(fontPx));
    }

    private static Paint paint(Declared declared, Property property, String color, Paint inherited, Paint initial) {
        Optional<String> text = declared.get(property);
        if (text.isPresent() && text.get().strip().equals("initial")) {
            return initial;
        }
        return text.flatMap(value -> Paint.parse(value, color)).orElse(inherited);
    }

    /** Whether {@code stroke} and {@code fill} may have that value. */
    static boolean isPaint(String text) {
        return switch (text.strip()) {
            case "inherit", "initial", "unset" -> true;
            default -> Paint.parse(text, Paint.BLACK).isPresent();
        };
    }

    private static Optional<Boolean> visibility(String text) {
        return switch (text.strip()) {
            case "visible", "initial" -> Optional.of(true);
            case "hidden", "collapse" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private boolean markers(Declared declared) {
        boolean some = false;
        boolean said = false;
        for (Property property : new Property[] {Property.MARKER_START, Property.MARKER_MID, Property.MARKER_END}) {
            if (declared.get(property).filter(text -> !inherited(text)).isPresent()) {
                said = true;
                some |= declared.notNone(property);
            }
        }
        return said ? some : markers;
    }

    private static boolean inherited(String text) {
        return text.strip().equals("inherit");
    }

    /** A list whose dashes add up to nothing is a solid line (SVG 1.1, 11.4). */
    private static boolean hasDashes(String text) {
        NumberScanner scanner = new NumberScanner(text.strip());
        while (!scanner.atEnd()) {
            double length = scanner.number();
            if (Double.isNaN(length)) {
                return false;
            }
            if (length > 0) {
                return true;
            }
            if (scanner.take('%') || scanner.word().isEmpty()) {
                scanner.skipSpaceAndComma();
            }
        }
        return false;
    }
}
