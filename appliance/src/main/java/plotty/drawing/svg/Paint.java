package plotty.drawing.svg;

import java.util.Optional;

/** What a stroke or fill is painted with. */
sealed interface Paint {

    /** Nothing: {@code none}, or wholly transparent. */
    record None() implements Paint {}

    /**
     * One colour.
     *
     * @param color as {@code #rrggbb}
     */
    record Solid(String color) implements Paint {}

    /**
     * A gradient or pattern.
     *
     * @param id what it refers to
     * @param color the colour to fall back to, as {@code #rrggbb}
     */
    record Server(String id, String color) implements Paint {}

    String BLACK = "#000000";

    /**
     * Reads a paint (SVG 2, 13.2); empty if it is none, which leaves the inherited one in force.
     *
     * @param currentColor as {@code #rrggbb}
     */
    static Optional<Paint> parse(String text, String currentColor) {
        String trimmed = text.strip();
        if (trimmed.equals("none") || ColorSyntax.transparent(trimmed)) {
            return Optional.of(new None());
        }
        if (trimmed.equalsIgnoreCase("currentColor")) {
            return Optional.of(new Solid(currentColor));
        }
        if (!trimmed.startsWith("url(")) {
            return ColorSyntax.hex(trimmed).map(Solid::new);
        }
        int close = CssText.find(trimmed, 4, ")");
        String target = trimmed.substring(4, close).strip().replaceAll("^['\"]|['\"]$", "");
        String fallback =
                trimmed.substring(Math.min(close + 1, trimmed.length())).strip();
        return Optional.of(new Server(
                target.startsWith("#") ? target.substring(1) : "",
                ColorSyntax.hex(fallback).orElse(BLACK)));
    }

    /** The colour of ink for it; empty for nothing. */
    default Optional<String> ink() {
        return switch (this) {
            case None() -> Optional.empty();
            case Solid(String color) -> Optional.of(color);
            case Server(String _, String color) -> Optional.of(color);
        };
    }
}
