package plotty.drawing.svg;

import java.util.Optional;

/** The properties that an element has by itself: the outcome of the cascade. */
final class Declared {
    private final String[] values = new String[Property.COUNT];

    /** Overrides what was declared before, unless the value is none that the property may have (CSS Cascade 4, 4.2). */
    void set(Property property, String value) {
        boolean paint = property == Property.STROKE || property == Property.FILL;
        if (!paint || Style.isPaint(value)) {
            values[property.ordinal()] = value;
        }
    }

    Optional<String> get(Property property) {
        return Optional.ofNullable(values[property.ordinal()]);
    }

    /** Whether the property is declared as that keyword. */
    boolean is(Property property, String keyword) {
        String value = values[property.ordinal()];
        return value != null && value.strip().equals(keyword);
    }

    /** Whether the property is declared and is not {@code none}. */
    boolean notNone(Property property) {
        return values[property.ordinal()] != null && !is(property, "none");
    }
}
