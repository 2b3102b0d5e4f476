package plotty.drawing.svg;

import java.util.Optional;

/** Establishes the viewport of a nested {@code svg} or of a {@code symbol} that is used (SVG 2, 8.2 to 8.6). */
final class NestedViewport {
    private NestedViewport() {}

    /**
     * What the children of the element get.
     *
     * @param own the context of the element itself
     * @param sizes the element that may say width and height instead, a {@code use}; else the element itself
     * @return empty if nothing of it is shown
     */
    static Optional<Context> enter(Geometry own, Geometry sizes, Context context) {
        double width = size(sizes, own, Property.WIDTH, own.viewport().width());
        double height = size(sizes, own, Property.HEIGHT, own.viewport().height());
        Optional<ViewBox> viewBox = viewBox(own.element(), own.warnings());
        if (!(width > 0) || !(height > 0) || viewBox.filter(ViewBox::empty).isPresent()) {
            return Optional.empty();
        }
        Affine place = Affine.translate(own.x(Property.X), own.y(Property.Y));
        Affine toMm = context.toMm().times(place);
        boolean clips = !own.declared().is(Property.OVERFLOW, "visible")
                && !own.declared().is(Property.OVERFLOW, "auto")
                && toMm.determinant() != 0;
        Optional<ViewportClip> clip =
                clips ? Optional.of(new ViewportClip(toMm, width, height, context.clip())) : context.clip();
        Affine inner = viewBox.map(box -> place.times(box.into(width, height, aspect(own.element(), own.warnings()))))
                .orElse(place);
        Viewport viewport =
                viewBox.map(box -> new Viewport(box.width(), box.height())).orElse(new Viewport(width, height));
        return Optional.of(context.inViewport(inner, viewport, clip));
    }

    private static double size(Geometry sizes, Geometry own, Property property, double hundredPercent) {
        return sizes.along(property, hundredPercent)
                .or(() -> own.along(property, hundredPercent))
                .orElse(hundredPercent);
    }

    static Optional<ViewBox> viewBox(Element element, Warnings warnings) {
        Optional<String> text = element.attribute("viewBox");
        Optional<ViewBox> viewBox = text.flatMap(ViewBox::parse);
        if (text.isPresent() && viewBox.isEmpty()) {
            warnings.add(
                    element.name(),
                    "viewBox",
                    Words.format(
                            "viewBox=%s at line %d is not four numbers and was ignored.",
                            Words.quoted(text.get()), element.line()));
        }
        return viewBox;
    }

    static AspectRatio aspect(Element element, Warnings warnings) {
        Optional<String> text = element.attribute("preserveAspectRatio");
        Optional<AspectRatio> aspect = text.flatMap(AspectRatio::parse);
        if (text.isPresent() && aspect.isEmpty()) {
            warnings.add(
                    element.name(),
                    "preserveAspectRatio",
                    Words.format(
                            "preserveAspectRatio=%s at line %d is not understood; xMidYMid meet was taken.",
                            Words.quoted(text.get()), element.line()));
        }
        return aspect.orElse(AspectRatio.DEFAULT);
    }
}
