package plotty.drawing.svg;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attribute {@code preserveAspectRatio}.
 *
 * @param uniform false for {@code none}: both directions are stretched to fit
 * @param alignX share of the free width to the left: 0, 0.5 or 1
 * @param alignY share of the free height above: 0, 0.5 or 1
 * @param slice whether the viewport is covered rather than kept
 */
record AspectRatio(boolean uniform, double alignX, double alignY, boolean slice) {
    static final AspectRatio DEFAULT = new AspectRatio(true, 0.5, 0.5, false);

    private static final Pattern SYNTAX =
            Pattern.compile("(?:defer\\s+)?(?:(none)|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\\s+(meet|slice))?");

    /** Reads the attribute; empty if it breaks the syntax. */
    static Optional<AspectRatio> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean slice = "slice".equals(matcher.group(4));
        return Optional.of(
                matcher.group(1) != null
                        ? new AspectRatio(false, 0, 0, false)
                        : new AspectRatio(true, share(matcher.group(2)), share(matcher.group(3)), slice));
    }

    private static double share(String word) {
        return word.equals("Min") ? 0 : word.equals("Mid") ? 0.5 : 1;
    }
}
