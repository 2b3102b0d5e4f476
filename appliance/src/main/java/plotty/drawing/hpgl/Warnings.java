package plotty.drawing.hpgl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.DrawingWarning;

/** Collects what cannot be plotted as it stands; the same thing again only counts. */
final class Warnings {
    private static final int MOST_KINDS = 60;

    private static final class Tally {
        private final String message;
        private int count;

        Tally(String message) {
            this.message = message;
        }
    }

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /**
     * Notes one occurrence.
     *
     * @param element what it is; occurrences of the same are one warning
     * @param message for people; of several, the first one stays
     */
    void add(String element, String message) {
        String kind = tallies.containsKey(element) || tallies.size() < MOST_KINDS ? element : "other";
        tallies.computeIfAbsent(
                        kind,
                        _ -> new Tally(
                                kind.equals(element)
                                        ? message
                                        : "More kinds of things than are listed here cannot be plotted."))
                .count++;
    }

    /** A character that belongs to nothing. */
    void stray(long offset) {
        add(
                "character",
                Words.format(
                        "Characters that belong to no instruction were passed over, the first one at byte %,d.",
                        offset));
    }

    /** An instruction that this service does not know. */
    void unknown(Instruction instruction) {
        add(
                instruction.name(),
                Words.format(
                        "The instruction %s is not known here and was passed over, the first time at byte %,d.",
                        instruction.name(), instruction.offset()));
    }

    /** Parameters that are too few, or one too many. */
    void parameters(Instruction instruction) {
        add(
                "parameters",
                Words.format(
                        "Instructions with a wrong number of parameters were obeyed as far as they make sense, the first"
                                + " one is %s at byte %,d.",
                        instruction.name(), instruction.offset()));
    }

    List<DrawingWarning> list() {
        List<DrawingWarning> list = new ArrayList<>();
        tallies.forEach((element, tally) -> list.add(new DrawingWarning(element, tally.message, tally.count)));
        return list;
    }
}
