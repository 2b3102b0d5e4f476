package plotty.drawing.svg;

/** Puts into words what a pen cannot draw, or draws otherwise than a screen shows it. */
final class Obstacles {
    private Obstacles() {}

    /** Warns of effects that are laid over an element and everything in it. */
    static void warn(Element element, Declared declared, Warnings warnings) {
        if (declared.notNone(Property.CLIP_PATH)) {
            warnings.add(
                    "clip-path", "", "Clip paths are not applied: what they hide is drawn. Cut the shapes themselves.");
        }
        if (declared.notNone(Property.MASK)) {
            warnings.add("mask", "", "Masks are not applied: what they hide is drawn. Cut the shapes themselves.");
        }
        if (declared.notNone(Property.FILTER)) {
            warnings.add("filter", "", "Filters are not applied: the outlines are drawn as they are.");
        }
    }

    /** Warns of an element that has no outline. */
    static void warnOfElement(Element element, Warnings warnings) {
        String message = switch (element.name()) {
            case "text", "flowRoot" -> "Text is not plotted. Convert it to paths (in Inkscape: Path > Object to Path).";
            case "image" -> "Images are not plotted. Trace them to paths first (in Inkscape: Path > Trace Bitmap).";
            case "foreignObject" -> "Foreign objects such as HTML are not plotted.";
            case "animate", "animateMotion", "animateTransform", "animateColor", "set", "script" ->
                "Animations and scripts do not run: the drawing is plotted as it starts.";
            default -> "This kind of element is not plotted.";
        };
        warnings.add(element.name(), "", message);
    }

    /** Warns of the ways in which a shape's ink differs from its look. */
    static void warnOfPaint(Element element, Style style, Document document, Warnings warnings) {
        if (style.dashed() && style.stroke().ink().isPresent()) {
            warnings.add("stroke-dasharray", "", "Dashes are not applied: the lines are drawn solid.");
        }
        if (style.markers() && hasVertices(element)) {
            warnings.add("marker", "", "Markers such as arrow heads are not plotted. Convert them to paths.");
        }
        warnOfServer(style.stroke(), document, warnings);
        warnOfServer(style.fill(), document, warnings);
    }

    private static void warnOfServer(Paint paint, Document document, Warnings warnings) {
        if (paint instanceof Paint.Server(String id, String _)) {
            String kind = document.byId(id).map(Element::name).orElse("paint");
            warnings.add(
                    kind, "paint", "Gradients and patterns are not plotted: the outlines are drawn in one colour.");
        }
    }

    private static boolean hasVertices(Element element) {
        return switch (element.name()) {
            case "path", "line", "polyline", "polygon" -> true;
            default -> false;
        };
    }
}
