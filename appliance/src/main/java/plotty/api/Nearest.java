package plotty.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The known word with the fewest changed, missing or added letters, if that are few. */
    public static Optional<String> to(String word, Collection<String> known) {
        String lower = lower(word);
        return known.stream()
                .filter(candidate -> distance(lower, lower(candidate)) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(lower, lower(candidate))));
    }

    /** A sentence that asks whether the nearest word was meant, with a space before it; empty if nothing is near. */
    public static String question(String word, Collection<String> known) {
        return to(word, known).map(near -> " Did you mean '" + near + "'?").orElse("");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
