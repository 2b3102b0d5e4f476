package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One SVG element with the attributes that matter here: a node of the light tree that a file is read into. */
final class Element {
    /** Name under which {@code href} of XLink is kept. */
    static final String XLINK_HREF = "xlink:href";

    private final String name;
    private final Element parent;
    private final int depth;
    private final int line;
    private final String[] attributes;
    private final List<String> classes;
    private final int size;
    private List<Element> children = List.of();
    private boolean beingDrawn;

    /**
     * @param parent null for the root
     * @param attributes name and value in turn
     */
    Element(String name, Element parent, int line, String[] attributes) {
        this.name = name;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.line = line;
        this.attributes = attributes;
        this.classes = attribute("class")
                .map(text -> List.of(text.strip().split("\\s+", -1)))
                .orElse(List.of());
        this.size = Arrays.stream(attributes).mapToInt(String::length).sum();
        if (parent != null) {
            if (parent.children.isEmpty()) {
                parent.children = new ArrayList<>(2);
            }
            parent.children.add(this);
        }
    }

    String name() {
        return name;
    }

    Optional<Element> parent() {
        return Optional.ofNullable(parent);
    }

    /** Number of ancestors. */
    int depth() {
        return depth;
    }

    /** Line of its start tag's end, from 1. */
    int line() {
        return line;
    }

    List<Element> children() {
        return children;
    }

    Optional<String> attribute(String wanted) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(wanted)) {
                return Optional.of(attributes[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** Passes on the presentation attributes. */
    void presentation(BiConsumer<Property, String> taker) {
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            Property.named(attributes[i]).ifPresent(property -> taker.accept(property, value));
        }
    }

    /** Its id, empty if it has none. */
    String id() {
        return attribute("id").orElse("");
    }

    /** The id that it refers to; empty if it refers to nothing, or to something outside the file. */
    Optional<String> reference() {
        return attribute("href")
                .or(() -> attribute(XLINK_HREF))
                .map(String::strip)
                .filter(href -> href.startsWith("#"))
                .map(href -> href.substring(1));
    }

    List<String> classes() {
        return classes;
    }

    /** Number of characters in its attributes: what it costs to draw it once more. */
    int size() {
        return size;
    }

    /** Whether it is on the way from the root to what is being drawn now; a {@code <use>} of it would never end. */
    boolean beingDrawn() {
        return beingDrawn;
    }

    void beingDrawn(boolean now) {
        beingDrawn = now;
    }
}
