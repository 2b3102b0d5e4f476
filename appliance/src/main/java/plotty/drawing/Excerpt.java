package plotty.drawing;

/** The beginning of somebody's text, for a sentence about it. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The text, or its first characters and "…" if it is longer. Never half of a character beyond the first 65,536, which no
     * encoding can write.
     *
     * @param most characters, at least 1
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
