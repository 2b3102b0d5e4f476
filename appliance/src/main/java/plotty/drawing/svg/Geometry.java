package plotty.drawing.svg;

import java.util.Optional;

/**
 * The lengths of one element in its user units. What is no length counts as not given, with a warning.
 *
 * @param declared what the element declares
 * @param viewport for percentages
 * @param fontPx for {@code em}
 */
record Geometry(Element element, Declared declared, Viewport viewport, double fontPx, Warnings warnings) {

    /** A length along x, 0 if not given. */
    double x(Property property) {
        return along(property, viewport.width()).orElse(0.0);
    }

    /** A length along y, 0 if not given. */
    double y(Property property) {
        return along(property, viewport.height()).orElse(0.0);
    }

    /** A length along neither, 0 if not given. */
    double diagonal(Property property) {
        return along(property, viewport.diagonal()).orElse(0.0);
    }

    /** A length; empty if it is not given, {@code auto} or none. */
    Optional<Double> along(Property property, double hundredPercent) {
        return declared.get(property).flatMap(text -> px(property.label(), text, hundredPercent));
    }

    /** A length that only an attribute can give, 0 if not given. */
    double attribute(String name, double hundredPercent) {
        return element.attribute(name)
                .flatMap(text -> px(name, text, hundredPercent))
                .orElse(0.0);
    }

    private Optional<Double> px(String name, String text, double hundredPercent) {
        if (text.strip().equals("auto")) {
            return Optional.empty();
        }
        Optional<Length> length = Length.parse(text);
        if (length.isEmpty()) {
            warn(
                    name,
                    Words.format(
                            "%s=%s at line %d is no length and was ignored.",
                            name, Words.quoted(text), element.line()));
        }
        return length.map(known -> known.px(hundredPercent, fontPx));
    }

    void warn(String word, String message) {
        warnings.add(element.name(), word, message);
    }
}
