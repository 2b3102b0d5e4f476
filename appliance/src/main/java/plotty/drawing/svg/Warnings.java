package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.DrawingWarning;

/** Collects what cannot be plotted as it stands; the same thing again only counts. */
final class Warnings {
    private static final int MOST_KINDS = 60;

    private record Kind(String element, String word) {}

    private static final class Tally {
        private final String message;
        private int count;

        Tally(String message) {
            this.message = message;
        }
    }

    private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

    /**
     * Notes one occurrence.
     *
     * @param element as the file names it
     * @param word what is wrong with it; occurrences with the same element and word are counted as one warning
     * @param message for people; of several, the first one stays
     */
    void add(String element, String word, String message) {
        Kind kind = new Kind(Words.shortened(element), word);
        if (tallies.size() >= MOST_KINDS && !tallies.containsKey(kind)) {
            kind = new Kind("other", "other");
            tallies.computeIfAbsent(
                            kind, _ -> new Tally("More kinds of things than are listed here cannot be plotted."))
                    .count++;
            return;
        }
        tallies.computeIfAbsent(kind, _ -> new Tally(message)).count++;
    }

    List<DrawingWarning> list() {
        List<DrawingWarning> list = new ArrayList<>();
        tallies.forEach((kind, tally) -> list.add(new DrawingWarning(kind.element(), tally.message, tally.count)));
        return list;
    }
}
