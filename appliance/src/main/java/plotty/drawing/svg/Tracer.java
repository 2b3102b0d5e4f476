package plotty.drawing.svg;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/** Walks through a document as a renderer would and traces what is displayed into layers. */
final class Tracer {
    /** Each {@code <use>} reads its target's attributes again; this many times the file's largest size is enough. */
    private static final int MOST_READINGS = 4;

    /** Elements that are only drawn through references, or hold nothing that is. */
    private static final Set<String> NOT_DRAWN = Set.of(
            "defs",
            "symbol",
            "clipPath",
            "mask",
            "marker",
            "pattern",
            "linearGradient",
            "radialGradient",
            "meshgradient",
            "filter",
            "solidcolor",
            "solidColor",
            "hatch",
            "font",
            "font-face",
            "color-profile");

    private final Document document;
    private final ReadLimits limits;
    private final Warnings warnings;
    private final LayerCollector layers;
    private final PointBudget points;
    private int visits;
    private long charactersRead;

    Tracer(Document document, ReadLimits limits, Warnings warnings, LayerCollector layers) {
        this.document = document;
        this.limits = limits;
        this.warnings = warnings;
        this.layers = layers;
        this.points = new PointBudget(limits);
    }

    /** Traces the whole document; answers the page that it says it is for. */
    Page trace() {
        Element root = document.root();
        Declared declared = document.styles().declared(root);
        Style style = Style.INITIAL.with(declared);
        Page page = Page.of(root, declared, style.fontPx(), warnings);
        if (!declared.is(Property.DISPLAY, "none")) {
            Affine transform = Transforms.of(root, declared, page.viewport(), warnings);
            Affine toMm = page.outside(transform);
            Context context = new Context(toMm, page.viewport(), style, Optional.empty(), 1, false);
            Obstacles.warn(root, declared, warnings);
            root.beingDrawn(true);
            drawChildren(root, context);
        }
        return page;
    }

    private void drawChildren(Element element, Context context) {
        for (Element child : element.children()) {
            draw(child, context);
        }
    }

    private void draw(Element element, Context outer) {
        if (NOT_DRAWN.contains(element.name())) {
            return;
        }
        visit(element, outer);
        Declared declared = document.styles().declared(element);
        if (declared.is(Property.DISPLAY, "none") || !Conditions.hold(element)) {
            return;
        }
        Obstacles.warn(element, declared, warnings);
        Context context = outer.inside(
                Transforms.of(element, declared, outer.viewport(), warnings),
                outer.style().with(declared));
        element.beingDrawn(true);
        drawDisplayed(element, declared, context);
        element.beingDrawn(false);
    }

    private void drawDisplayed(Element element, Declared declared, Context context) {
        switch (element.name()) {
            case "g", "a" -> drawGroup(element, context);
            case "switch" -> Conditions.chosen(element).ifPresent(child -> draw(child, context));
            case "svg" -> {
                Geometry geometry = geometry(element, declared, context);
                NestedViewport.enter(geometry, geometry, context).ifPresent(inner -> drawChildren(element, inner));
            }
            case "use" -> drawUse(element, declared, context);
            default -> {
                if (Outline.has(element.name())) {
                    drawOutline(geometry(element, declared, context), context);
                } else if (context.style().visible()) {
                    Obstacles.warnOfElement(element, warnings);
                }
            }
        }
    }

    private void drawGroup(Element group, Context context) {
        boolean layer = !context.inLayer()
                && group.attribute(DocumentReader.GROUP_MODE)
                        .filter("layer"::equals)
                        .isPresent();
        if (!layer) {
            drawChildren(group, context);
            return;
        }
        layers.begin(group.attribute(DocumentReader.LABEL).orElse(group.id()));
        drawChildren(group, context.inLayerNow());
        layers.end();
    }

    private void drawUse(Element use, Declared declared, Context context) {
        Optional<Element> target = use.reference().flatMap(document::byId);
        if (target.isEmpty()) {
            warnings.add(
                    "use",
                    "reference",
                    Words.format(
                            "The <use> at line %d refers to %s, which is not in the file.",
                            use.line(),
                            Words.quoted(use.attribute("href")
                                    .or(() -> use.attribute(Element.XLINK_HREF))
                                    .orElse(""))));
            return;
        }
        if (target.get().beingDrawn()) {
            warnings.add(
                    "use",
                    "recursion",
                    Words.format(
                            "The <use> at line %d refers to something that it is part of; it is not drawn.",
                            use.line()));
            return;
        }
        Geometry sizes = geometry(use, declared, context);
        Affine place = Affine.translate(sizes.x(Property.X), sizes.y(Property.Y));
        Context placed =
                context.inViewport(place, context.viewport(), context.clip()).inLayerNow();
        String kind = target.get().name();
        if (kind.equals("symbol") || kind.equals("svg")) {
            drawUsedViewport(target.get(), sizes, placed);
        } else {
            draw(target.get(), placed);
        }
    }

    private void drawUsedViewport(Element target, Geometry sizes, Context outer) {
        visit(target, outer);
        Declared declared = document.styles().declared(target);
        if (declared.is(Property.DISPLAY, "none") || !Conditions.hold(target)) {
            return;
        }
        Obstacles.warn(target, declared, warnings);
        Context context = outer.inside(
                Transforms.of(target, declared, outer.viewport(), warnings),
                outer.style().with(declared));
        target.beingDrawn(true);
        NestedViewport.enter(geometry(target, declared, context), sizes, context)
                .ifPresent(inner -> drawChildren(target, inner));
        target.beingDrawn(false);
    }

    private void drawOutline(Geometry geometry, Context context) {
        Style style = context.style();
        if (!style.visible() || context.toMm().determinant() == 0) {
            return;
        }
        Optional<String> ink = style.stroke().ink().or(() -> style.fill().ink());
        if (ink.isEmpty()) {
            geometry.warn("paint", "Shapes with neither stroke nor fill cannot be seen and are not drawn.");
            return;
        }
        boolean stroked = style.stroke().ink().isPresent();
        Flattener flattener = new Flattener(context.toMm(), limits.toleranceMm(), points, stroked);
        Outline.draw(geometry, flattener);
        List<Stroke> strokes = flattener.strokes();
        if (flattener.beyond()) {
            geometry.warn(
                    "beyond",
                    Words.format(
                            "The <%s> at line %d reaches more than %,d mm away and is not drawn.",
                            geometry.element().name(), geometry.element().line(), (long) Flattener.FARTHEST_MM));
            return;
        }
        Obstacles.warnOfPaint(geometry.element(), style, document, warnings);
        List<Stroke> shown = context.clip()
                .map(clip -> strokes.stream()
                        .flatMap(stroke -> clip.clip(stroke).stream())
                        .toList())
                .orElse(strokes);
        layers.add(shown, ink.get());
    }

    private Geometry geometry(Element element, Declared declared, Context context) {
        return new Geometry(
                element, declared, context.viewport(), context.style().fontPx(), warnings);
    }

    private void visit(Element element, Context outer) {
        charactersRead += element.size();
        if (++visits > limits.maxElements() || charactersRead > MOST_READINGS * limits.maxBytes()) {
            throw new DrawingException(Words.format(
                    "The <use> elements multiply the drawing beyond %,d elements. Unlink the clones (in Inkscape: Edit"
                            + " > Clone > Unlink Clone) and keep fewer of them.",
                    limits.maxElements()));
        }
        if (outer.depth() >= limits.maxDepth()) {
            throw new DrawingException(Words.format(
                    "The <use> elements refer to each other more than %,d deep at line %d. Unlink the clones (in"
                            + " Inkscape: Edit > Clone > Unlink Clone).",
                    limits.maxDepth(), element.line()));
        }
    }
}
