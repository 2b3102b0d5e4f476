package plotty.drawing.svg;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The properties that an element has by itself: the outcome of the cascade. */
final class Declared {
    private final Map<Property, String> values = new EnumMap<>(Property.class);

    /** Overrides what was declared before, unless the value is none that the property may have (CSS Cascade 4, 4.2). */
    void set(Property property, String value) {
        boolean paint = property == Property.STROKE || property == Property.FILL;
        if (!paint || Style.isPaint(value)) {
            values.put(property, value);
        }
    }

    Optional<String> get(Property property) {
        return Optional.ofNullable(values.get(property));
    }

    /** Whether the property is declared as that keyword. */
    boolean is(Property property, String keyword) {
        String value = values.get(property);
        return value != null && value.strip().equals(keyword);
    }

    /** Whether the property is declared and is not {@code none}. */
    boolean notNone(Property property) {
        return values.containsKey(property) && !is(property, "none");
    }
}
