package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.drawing.DrawingException;

/**
 * The rules of all {@code <style>} elements and the cascade (CSS Cascade 4, 6): presentation attributes, rules by
 * specificity and order, the {@code style} attribute, then the same again for what is {@code !important}.
 */
final class StyleSheet {
    private static final int MOST_RULES = 20_000;
    private static final long MOST_COMPARISONS = 100_000_000;

    private final Map<String, List<Rule>> rulesByKey = new HashMap<>();
    private final Warnings warnings;
    private int ruleCount;
    private long comparisons;

    private record Rule(Selector selector, int specificity, int order, Declarations declarations) {}

    StyleSheet(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Adds the rules of one {@code <style>} element. */
    void add(String css) {
        String text = CssText.withoutComments(css).replace("<!--", "").replace("-->", "");
        int start = 0;
        while (start < text.length()) {
            int end = CssText.find(text, start, "{;");
            String prelude = text.substring(start, end).strip();
            boolean block = end < text.length() && text.charAt(end) == '{';
            if (!block) {
                skipped(prelude);
                start = end + 1;
                continue;
            }
            int close = CssText.blockEnd(text, end + 1);
            if (prelude.startsWith("@")) {
                skipped(prelude);
            } else {
                addRule(prelude, text.substring(end + 1, close));
            }
            start = close + 1;
        }
    }

    private void skipped(String prelude) {
        if (!prelude.isEmpty() && !prelude.startsWith("@charset") && !prelude.startsWith("@namespace")) {
            warnings.add("style", "rule", "A style rule is not understood and was skipped: " + Words.quoted(prelude));
        }
    }

    private void addRule(String selectors, String block) {
        Declarations declarations = Declarations.parse(block);
        for (String text : selectors.split(",", -1)) {
            Optional<Selector> selector = Selector.parse(text);
            if (selector.isEmpty()) {
                skipped(text.isBlank() ? selectors + "{" : text.strip());
                continue;
            }
            if (declarations.equals(Declarations.NONE)) {
                continue;
            }
            if (++ruleCount > MOST_RULES) {
                throw new DrawingException("The <style> elements hold more than " + MOST_RULES
                        + " rules. Save the drawing as plain SVG, with styles as attributes.");
            }
            rulesByKey
                    .computeIfAbsent(selector.get().key(), key -> new ArrayList<>())
                    .add(new Rule(selector.get(), selector.get().specificity(), ruleCount, declarations));
        }
    }

    /** What holds for an element by itself, without what it inherits. */
    Declared declared(Element element) {
        Declared declared = new Declared();
        element.presentation(declared::set);
        List<Rule> rules = rulesByKey.isEmpty() ? List.of() : matching(element);
        Optional<String> attribute = element.attribute("style");
        Declarations own = attribute
                .map(text -> Declarations.parse(CssText.withoutComments(text)))
                .orElse(Declarations.NONE);
        rules.forEach(rule -> rule.declarations().normal().forEach(declared::set));
        own.normal().forEach(declared::set);
        rules.forEach(rule -> rule.declarations().important().forEach(declared::set));
        own.important().forEach(declared::set);
        return declared;
    }

    private List<Rule> matching(Element element) {
        List<Rule> found = new ArrayList<>();
        collect("*", element, found);
        collect(element.name(), element, found);
        if (!element.id().isEmpty()) {
            collect("#" + element.id(), element, found);
        }
        element.classes().stream().distinct().forEach(name -> collect("." + name, element, found));
        found.sort(Comparator.comparingInt(Rule::specificity).thenComparingInt(Rule::order));
        return found;
    }

    private void collect(String key, Element element, List<Rule> found) {
        for (Rule rule : rulesByKey.getOrDefault(key, List.of())) {
            comparisons += rule.selector().cost(element.depth())
                    * (1L + element.classes().size());
            if (comparisons > MOST_COMPARISONS) {
                throw new DrawingException("The <style> elements take too long to apply to so many elements."
                        + " Save the drawing as plain SVG, with styles as attributes.");
            }
            if (rule.selector().matches(element)) {
                found.add(rule);
            }
        }
    }
}
