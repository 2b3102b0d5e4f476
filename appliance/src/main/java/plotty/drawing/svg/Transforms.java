package plotty.drawing.svg;

import java.util.Optional;

/** The transform of one element: what {@code transform} says, about {@code transform-origin}. */
final class Transforms {
    private Transforms() {}

    /** The element's transform; one that is not understood counts as none, with a warning. */
    static Affine of(Element element, Declared declared, Viewport viewport, Warnings warnings) {
        Optional<String> text = declared.get(Property.TRANSFORM);
        if (text.isEmpty()) {
            return Affine.IDENTITY;
        }
        Optional<Affine> transform = TransformList.parse(text.get());
        if (transform.isEmpty()) {
            warnings.add(
                    element.name(),
                    "transform",
                    Words.format(
                            "The transform %s at line %d is not understood and was ignored.",
                            Words.quoted(text.get()), element.line()));
            return Affine.IDENTITY;
        }
        return declared.get(Property.TRANSFORM_ORIGIN)
                .map(origin -> about(origin, transform.get(), viewport))
                .orElse(transform.get());
    }

    /** CSS Transforms 1, 5: the origin is in the nearest viewport, two lengths or words, 0 0 if not given. */
    private static Affine about(String origin, Affine transform, Viewport viewport) {
        String[] words = origin.strip().split("\\s+", -1);
        boolean swapped = words[0].equals("top") || words[0].equals("bottom");
        String across = swapped ? words.length > 1 ? words[1] : "center" : words[0];
        String down = swapped ? words[0] : words.length > 1 ? words[1] : "center";
        double x = position(across, viewport.width());
        double y = position(down, viewport.height());
        return Affine.translate(x, y).times(transform).times(Affine.translate(-x, -y));
    }

    private static double position(String word, double hundredPercent) {
        return switch (word) {
            case "left", "top" -> 0;
            case "center" -> hundredPercent / 2;
            case "right", "bottom" -> hundredPercent;
            default ->
                Length.parse(word)
                        .map(length -> length.px(hundredPercent, Style.INITIAL.fontPx()))
                        .orElse(0.0);
        };
    }
}
