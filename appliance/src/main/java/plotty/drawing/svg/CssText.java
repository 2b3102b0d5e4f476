package plotty.drawing.svg;

/** Finds its way in CSS text past strings and parentheses (CSS Syntax 3, 4). */
final class CssText {
    private CssText() {}

    /** The text with a space in place of each comment. */
    static String withoutComments(String text) {
        int open = text.indexOf("/*");
        if (open < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int start = 0;
        while (open >= 0) {
            plain.append(text, start, open).append(' ');
            int close = text.indexOf("*/", open + 2);
            start = close < 0 ? text.length() : close + 2;
            open = text.indexOf("/*", start);
        }
        return plain.append(text, start, text.length()).toString();
    }

    /**
     * Where the first of the given characters stands outside strings and parentheses; the text's length if nowhere.
     *
     * @param start where to begin
     */
    static int find(String text, int start, String wanted) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (depth == 0 && wanted.indexOf(c) >= 0) {
                return i;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            }
        }
        return text.length();
    }

    /** Where a block ends whose first character after the brace is at {@code start}; the text's length if it is cut off. */
    static int blockEnd(String text, int start) {
        int depth = 1;
        for (int i = find(text, start, "{}"); i < text.length(); i = find(text, i + 1, "{}")) {
            depth += text.charAt(i) == '{' ? 1 : -1;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
