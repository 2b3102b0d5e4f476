package plotty.drawing.svg;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The declarations of a rule or of a {@code style} attribute: what holds, and what holds against all that comes later. */
record Declarations(Map<Property, String> normal, Map<Property, String> important) {
    static final Declarations NONE = new Declarations(Map.of(), Map.of());

    /**
     * Reads {@code name: value; name: value !important}. What is not understood is skipped to the next semicolon, as CSS
     * demands (CSS Syntax 3, 5.4.4); comments must be gone already.
     */
    static Declarations parse(String text) {
        Map<Property, String> normal = new EnumMap<>(Property.class);
        Map<Property, String> important = new EnumMap<>(Property.class);
        int start = 0;
        while (start < text.length()) {
            int colon = CssText.find(text, start, ":;");
            int end = CssText.find(text, colon, ";");
            if (colon < end) {
                declare(
                        text.substring(start, colon).strip(),
                        text.substring(colon + 1, end).strip(),
                        normal,
                        important);
            }
            start = end + 1;
        }
        return normal.isEmpty() && important.isEmpty() ? NONE : new Declarations(normal, important);
    }

    private static void declare(
            String name, String value, Map<Property, String> normal, Map<Property, String> important) {
        int mark = value.lastIndexOf('!');
        boolean strong = mark >= 0 && value.substring(mark + 1).strip().equalsIgnoreCase("important");
        String plain = strong ? value.substring(0, mark).strip() : value;
        if (plain.isEmpty()) {
            return;
        }
        Map<Property, String> target = strong ? important : normal;
        String lowerName = name.toLowerCase(Locale.ROOT);
        if (lowerName.equals("marker")) {
            target.put(Property.MARKER_START, plain);
            target.put(Property.MARKER_MID, plain);
            target.put(Property.MARKER_END, plain);
        } else {
            Property.named(lowerName).ifPresent(property -> target.put(property, plain));
        }
    }
}
