package plotty.drawing.svg;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be said of an element by attribute, style sheet or {@code style}, as far as it matters to a pen. */
enum Property {
    CLIP_PATH,
    COLOR,
    CX,
    CY,
    DISPLAY,
    FILL,
    FILTER,
    FONT_SIZE,
    HEIGHT,
    MARKER_END,
    MARKER_MID,
    MARKER_START,
    MASK,
    OVERFLOW,
    R,
    RX,
    RY,
    STROKE,
    STROKE_DASHARRAY,
    TRANSFORM,
    TRANSFORM_ORIGIN,
    VISIBILITY,
    WIDTH,
    X,
    Y;

    private static final Map<String, Property> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Property::label, Function.identity()));

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name as files write it. */
    String label() {
        return label;
    }

    /** The property of that name; names are compared as written, in lower case. */
    static Optional<Property> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
