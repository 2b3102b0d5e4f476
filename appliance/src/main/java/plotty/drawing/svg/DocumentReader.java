package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;

/** Reads XML events into the light tree of a {@link Document}: only what may matter to a pen, within the limits. */
final class DocumentReader {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String INKSCAPE = "http://www.inkscape.org/namespaces/inkscape";

    /** Names under which the attributes of Inkscape's layers are kept. */
    static final String GROUP_MODE = "inkscape:groupmode";

    static final String LABEL = "inkscape:label";

    private static final Set<String> KEPT_ATTRIBUTES = Set.of(
            "id",
            "class",
            "style",
            "d",
            "points",
            "x1",
            "y1",
            "x2",
            "y2",
            "viewBox",
            "preserveAspectRatio",
            "href",
            "requiredExtensions",
            "systemLanguage");

    /** Elements of which nothing inside matters: they are kept as leaves, for warnings and references. */
    private static final Set<String> LEAVES = Set.of(
            "text",
            "flowRoot",
            "image",
            "foreignObject",
            "filter",
            "linearGradient",
            "radialGradient",
            "meshgradient",
            "mesh",
            "script",
            "video",
            "audio",
            "canvas",
            "iframe");

    /** Elements that say nothing to a pen at all. */
    private static final Set<String> SILENT =
            Set.of("title", "desc", "metadata", "plotdata", "WCB", "style", "view", "cursor");

    private final XMLStreamReader xml;
    private final ReadLimits limits;
    private final StyleSheet styles;
    private final Map<String, Element> elementsById = new HashMap<>();
    private int elementCount;

    private DocumentReader(XMLStreamReader xml, ReadLimits limits, Warnings warnings) {
        this.xml = xml;
        this.limits = limits;
        this.styles = new StyleSheet(warnings);
    }

    /**
     * Reads a whole document.
     *
     * @throws DrawingException if its root is not {@code svg} or it goes beyond a limit
     */
    static Document read(XMLStreamReader xml, ReadLimits limits, Warnings warnings) throws XMLStreamException {
        return new DocumentReader(xml, limits, warnings).read();
    }

    private Document read() throws XMLStreamException {
        Element root = null;
        Element parent = null;
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (root == null) {
                        requireSvg();
                    }
                    checkDepth(++depth);
                    count();
                    if (isStyle()) {
                        styles.add(xml.getElementText());
                        depth--;
                        continue;
                    }
                    Element element = wanted() ? element(parent) : null;
                    if (root == null) {
                        root = element;
                    }
                    if (element == null || LEAVES.contains(element.name())) {
                        skipContent(depth);
                        depth--;
                    } else {
                        parent = element;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    parent = parent == null ? null : parent.parent().orElse(null);
                }
                default -> {} // text, comments and the like
            }
        }
        return new Document(root, elementsById, styles);
    }

    private void requireSvg() {
        String namespace = xml.getNamespaceURI();
        if (!xml.getLocalName().equals("svg") || !inSvg(namespace)) {
            throw new DrawingException("This is not an SVG file: its outermost element is <" + xml.getLocalName() + ">"
                    + (inSvg(namespace) ? "" : " of " + Words.quoted(namespace)) + ", not <svg>.");
        }
    }

    private static boolean inSvg(String namespace) {
        return namespace == null || namespace.isEmpty() || namespace.equals(SVG);
    }

    private boolean isStyle() {
        String type = xml.getAttributeValue(null, "type");
        return inSvg(xml.getNamespaceURI())
                && xml.getLocalName().equals("style")
                && (type == null || type.isBlank() || type.strip().equalsIgnoreCase("text/css"));
    }

    /** Whether the element belongs in the tree. */
    private boolean wanted() {
        String name = xml.getLocalName();
        return inSvg(xml.getNamespaceURI()) && !SILENT.contains(name);
    }

    private void count() {
        if (++elementCount > limits.maxElements()) {
            throw new DrawingException(Words.format(
                    "The file has more than %,d elements. Combine paths (in Inkscape: Path > Combine) or split the"
                            + " drawing into several files.",
                    limits.maxElements()));
        }
    }

    private void checkDepth(int depth) {
        if (depth > limits.maxDepth()) {
            throw new DrawingException(Words.format(
                    "Elements are nested more than %,d deep at line %d, column %d. Ungroup the drawing (in Inkscape:"
                            + " Object > Ungroup) and send it again.",
                    limits.maxDepth(),
                    xml.getLocation().getLineNumber(),
                    xml.getLocation().getColumnNumber()));
        }
    }

    private Element element(Element parent) {
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String kept = keptName(xml.getAttributeNamespace(i), xml.getAttributeLocalName(i));
            if (!kept.isEmpty()) {
                attributes.add(kept);
                attributes.add(xml.getAttributeValue(i));
            }
        }
        Element element = new Element(
                xml.getLocalName(), parent, xml.getLocation().getLineNumber(), attributes.toArray(String[]::new));
        if (!element.id().isEmpty()) {
            elementsById.putIfAbsent(element.id(), element);
        }
        return element;
    }

    private static String keptName(String namespace, String name) {
        if (namespace == null || namespace.isEmpty()) {
            return KEPT_ATTRIBUTES.contains(name) || Property.named(name).isPresent() ? name : "";
        }
        return switch (namespace) {
            case XLINK -> name.equals("href") ? Element.XLINK_HREF : "";
            case INKSCAPE -> name.equals("groupmode") ? GROUP_MODE : name.equals("label") ? LABEL : "";
            default -> "";
        };
    }

    private void skipContent(int depth) throws XMLStreamException {
        int inner = depth;
        while (inner >= depth) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count();
                    checkDepth(++inner);
                }
                case XMLStreamConstants.END_ELEMENT -> inner--;
                default -> {} // text
            }
        }
    }
}
