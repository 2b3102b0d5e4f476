package plotty.drawing.svg;

import java.util.Map;
import java.util.Optional;

/**
 * A file as read: the tree, its ids and its style rules.
 *
 * @param elementsById of several elements with one id, the first
 */
record Document(Element root, Map<String, Element> elementsById, StyleSheet styles) {

    Optional<Element> byId(String id) {
        return Optional.ofNullable(elementsById.get(id));
    }
}
