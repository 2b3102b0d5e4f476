package plotty.drawing.svg;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import plotty.drawing.DrawingException;
import plotty.drawing.Layer;

/**
 * The page that the outermost {@code svg} describes.
 *
 * @param widthMm empty if the file does not say
 * @param heightMm empty if the file does not say
 * @param toMm from the user space of its children
 * @param viewport for percentages; the size of A4 where the file does not say
 */
record Page(OptionalDouble widthMm, OptionalDouble heightMm, Affine toMm, Viewport viewport) {
    private static final double MM_PER_PX = 25.4 / 96;
    private static final Viewport A4 = new Viewport(210 / MM_PER_PX, 297 / MM_PER_PX);

    /**
     * Works out the page: sizes in their units, missing ones by the {@code viewBox}, in px, as plotter tools do.
     *
     * @throws DrawingException if it has no extent or one beyond reason
     */
    static Page of(Element root, Declared declared, double fontPx, Warnings warnings) {
        Optional<ViewBox> viewBox = viewBox(root, warnings);
        OptionalDouble width = side(declared, Property.WIDTH, fontPx, warnings);
        OptionalDouble height = side(declared, Property.HEIGHT, fontPx, warnings);
        if (viewBox.isEmpty()) {
            Viewport viewport = new Viewport(
                    width.orElse(A4.width() * MM_PER_PX) / MM_PER_PX,
                    height.orElse(A4.height() * MM_PER_PX) / MM_PER_PX);
            return new Page(width, height, Affine.scale(MM_PER_PX, MM_PER_PX), viewport);
        }
        ViewBox box = viewBox.get();
        double knownWidth = width.orElseGet(
                () -> height.isPresent() ? height.getAsDouble() * box.width() / box.height() : box.width() * MM_PER_PX);
        double knownHeight = height.orElseGet(() -> knownWidth * box.height() / box.width());
        check(Property.WIDTH, knownWidth);
        check(Property.HEIGHT, knownHeight);
        return new Page(
                OptionalDouble.of(knownWidth),
                OptionalDouble.of(knownHeight),
                box.into(knownWidth, knownHeight, NestedViewport.aspect(root, warnings)),
                new Viewport(box.width(), box.height()));
    }

    private static Optional<ViewBox> viewBox(Element root, Warnings warnings) {
        Optional<ViewBox> viewBox = NestedViewport.viewBox(root, warnings);
        if (viewBox.filter(ViewBox::empty).isPresent()) {
            warnings.add("svg", "empty viewBox", "The viewBox has no extent and was ignored.");
            return Optional.empty();
        }
        return viewBox;
    }

    private static OptionalDouble side(Declared declared, Property property, double fontPx, Warnings warnings) {
        Optional<String> text =
                declared.get(property).filter(value -> !value.strip().equals("auto"));
        Optional<Length> length = text.flatMap(Length::parse);
        if (text.isPresent() && length.isEmpty()) {
            warnings.add(
                    "svg",
                    property.label(),
                    Words.format(
                            "The page's %s %s is no length and was ignored.",
                            property.label(), Words.quoted(text.get())));
        }
        if (length.isEmpty() || length.get().percentage()) {
            return OptionalDouble.empty();
        }
        double mm = length.get().mm(fontPx);
        check(property, mm);
        return OptionalDouble.of(mm);
    }

    private static void check(Property property, double mm) {
        if (!(mm > 0) || mm > Flattener.FARTHEST_MM) {
            throw new DrawingException(Words.format(
                            "The page's %s is %s mm. Give the outermost <svg> a width and height of its paper, for example",
                            property.label(), mm)
                    + " width=\"210mm\" height=\"297mm\".");
        }
    }

    /** From the root's children to the page if the root has a transform, which SVG 2 (8.5) puts outside the viewBox. */
    Affine outside(Affine transform) {
        if (transform.equals(Affine.IDENTITY)) {
            return toMm;
        }
        return Affine.scale(MM_PER_PX, MM_PER_PX)
                .times(transform)
                .times(Affine.scale(1 / MM_PER_PX, 1 / MM_PER_PX))
                .times(toMm);
    }

    /** The same page with a size; where the file does not say one, up to the farthest point, with a warning. */
    Page sizedFor(List<Layer> layers, Warnings warnings) {
        if (widthMm.isPresent() && heightMm.isPresent()) {
            return this;
        }
        double farthestX = 0;
        double farthestY = 0;
        for (Layer layer : layers) {
            for (var stroke : layer.strokes()) {
                for (int i = 0; i < stroke.size(); i++) {
                    farthestX = Math.max(farthestX, stroke.x(i));
                    farthestY = Math.max(farthestY, stroke.y(i));
                }
            }
        }
        double width = widthMm.orElse(farthestX > 0 ? farthestX : A4.width() * MM_PER_PX);
        double height = heightMm.orElse(farthestY > 0 ? farthestY : A4.height() * MM_PER_PX);
        warnings.add(
                "svg",
                "size",
                Words.format(
                        "The file does not say how large its page is; it was taken as %.1f x %.1f mm, up to the farthest point.",
                        width, height));
        return new Page(OptionalDouble.of(width), OptionalDouble.of(height), toMm, viewport);
    }
}
