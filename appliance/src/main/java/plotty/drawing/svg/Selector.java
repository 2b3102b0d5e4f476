package plotty.drawing.svg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A selector of types, classes and ids, with descendant and child combinators.
 *
 * @param parts from left to right; the last one is the element itself
 */
record Selector(List<Part> parts) {
    private static final int MOST_PARTS = 16;
    private static final int LONGEST_TEXT = 250;
    private static final String NAME = "[-_a-zA-Z0-9\\x{80}-\\x{10ffff}]+";
    private static final Pattern COMPOUND = Pattern.compile("(\\*|" + NAME + ")?((?:[.#]" + NAME + ")*)");
    private static final Pattern SIMPLE = Pattern.compile("[.#]" + NAME);

    /**
     * One compound selector.
     *
     * @param type empty for any
     * @param classes all must be there
     * @param ids all must be there
     * @param child whether the part to the left must be the parent, and not any ancestor
     */
    record Part(String type, List<String> classes, List<String> ids, boolean child) {
        boolean matches(Element element) {
            return (type.isEmpty() || type.equals(element.name()))
                    && ids.stream().allMatch(element.id()::equals)
                    && element.classes().containsAll(classes);
        }
    }

    Selector {
        parts = List.copyOf(parts);
    }

    /** Reads one selector; empty if it holds what is not known here, such as pseudo-classes. */
    static Optional<Selector> parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        boolean child = false;
        for (String word : text.replace(">", " > ").strip().split("\\s+", -1)) {
            if (word.equals(">")) {
                if (child || parts.isEmpty()) {
                    return Optional.empty();
                }
                child = true;
                continue;
            }
            Optional<Part> part = part(word, child);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
            child = false;
        }
        return child || parts.isEmpty() || parts.size() > MOST_PARTS
                ? Optional.empty()
                : Optional.of(new Selector(parts));
    }

    private static Optional<Part> part(String word, boolean child) {
        Matcher compound = COMPOUND.matcher(word);
        if (word.isEmpty() || !compound.matches()) {
            return Optional.empty();
        }
        List<String> classes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Matcher simple = SIMPLE.matcher(compound.group(2));
        while (simple.find()) {
            (simple.group().startsWith(".") ? classes : ids).add(simple.group().substring(1));
        }
        String type = compound.group(1) == null || compound.group(1).equals("*") ? "" : compound.group(1);
        return Optional.of(new Part(type, List.copyOf(classes), List.copyOf(ids), child));
    }

    /** Ids, then classes, then types, each counted (CSS Selectors 4, 17). */
    int specificity() {
        int sum = 0;
        for (Part part : parts) {
            sum += part.ids().size() * 1_000_000
                    + part.classes().size() * 1000
                    + (part.type().isEmpty() ? 0 : 1);
        }
        return sum;
    }

    /** The one word that an element must have for this to match: {@code #id}, {@code .class}, a type, or {@code *}. */
    String key() {
        Part last = parts.getLast();
        if (!last.ids().isEmpty()) {
            return "#" + last.ids().getFirst();
        }
        if (!last.classes().isEmpty()) {
            return "." + last.classes().getFirst();
        }
        return last.type().isEmpty() ? "*" : last.type();
    }

    /** How many comparisons a match may take, for an element at a given depth. */
    int cost(int depth) {
        return parts.size() == 1 ? 1 : parts.size() * (depth + 1);
    }

    /**
     * Whether the element is one that this selects. Goes from the root to the element and remembers which beginnings of
     * the selector have matched so far, so that the work grows with depth times parts and no faster.
     */
    boolean matches(Element element) {
        if (parts.size() == 1 || !parts.getLast().matches(element)) {
            return parts.size() == 1 && parts.getLast().matches(element);
        }
        Deque<Element> path = new ArrayDeque<>();
        path.push(element);
        for (Optional<Element> up = element.parent();
                up.isPresent();
                up = up.get().parent()) {
            path.push(up.get());
        }
        int above = 0;
        int atParent = 0;
        for (Element step : path) {
            int here = 0;
            for (int i = 0; i < parts.size(); i++) {
                int beginnings = parts.get(i).child() ? atParent : above;
                boolean reached = i == 0 || (beginnings & (1 << (i - 1))) != 0;
                if (reached && parts.get(i).matches(step)) {
                    here |= 1 << i;
                }
            }
            above |= here;
            atParent = here;
        }
        return (atParent & (1 << (parts.size() - 1))) != 0;
    }
}
