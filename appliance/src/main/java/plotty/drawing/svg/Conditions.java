package plotty.drawing.svg;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Conditional processing (SVG 2, 5.8): which elements are meant for a reader like this one, whose language is English. */
final class Conditions {
    private Conditions() {}

    /** Whether the element needs nothing that is missing here. {@code requiredFeatures} is always met, as in SVG 2. */
    static boolean hold(Element element) {
        return element.attribute("requiredExtensions").isEmpty()
                && element.attribute("systemLanguage").map(Conditions::english).orElse(true);
    }

    /** The child of a {@code switch} that is drawn: the first that can be. */
    static Optional<Element> chosen(Element element) {
        return element.children().stream()
                .filter(child -> !child.name().equals("foreignObject") && hold(child))
                .findFirst();
    }

    private static boolean english(String languages) {
        return Arrays.stream(languages.split(",", -1))
                .map(language -> language.strip().toLowerCase(Locale.ROOT))
                .anyMatch(language -> language.equals("en") || language.startsWith("en-"));
    }
}
