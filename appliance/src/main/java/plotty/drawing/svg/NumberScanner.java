package plotty.drawing.svg;

/**
 * Walks through text that holds numbers as SVG writes them: path data, transforms, lists of points. Each step is linear
 * in what it reads.
 */
final class NumberScanner {
    private static final long FULL_MANTISSA = 100_000_000_000_000_000L;
    private static final long EXACT_MANTISSA = 1L << 53;
    private static final int EXACT_EXPONENT = 22;
    private static final double[] POWERS_OF_TEN = new double[EXACT_EXPONENT + 1];

    static {
        for (int i = 0; i <= EXACT_EXPONENT; i++) {
            POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
        }
    }

    private final String text;
    private int at;

    NumberScanner(String text) {
        this.text = text;
    }

    /** Index of the next character. */
    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, or 0 at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    void skip() {
        at++;
    }

    void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Skips white space with at most one comma in it; tells whether there was a comma. */
    boolean skipSpaceAndComma() {
        skipSpace();
        if (peek() != ',') {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    /** Skips a given character if it is next. */
    boolean take(char wanted) {
        if (peek() != wanted || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    /** Skips letters and answers them. */
    String word() {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether a number may begin here. */
    boolean atNumber() {
        char next = peek();
        return isDigit(next) || next == '.' || next == '-' || next == '+';
    }

    /** The flag of an arc: one character, which the next number may follow without a space; -1 if there is none. */
    int flag() {
        char next = peek();
        if (next != '0' && next != '1') {
            return -1;
        }
        at++;
        return next - '0';
    }

    /**
     * The number that begins here, infinite if it is beyond what a double holds; {@code NaN}, and nothing skipped, if
     * there is none.
     */
    double number() {
        int start = at;
        int i = at;
        char sign = charAt(i);
        if (sign == '-' || sign == '+') {
            i++;
        }
        long mantissa = 0;
        int exponent = 0;
        int digits = 0;
        for (; isDigit(charAt(i)); i++, digits++) {
            if (mantissa < FULL_MANTISSA) {
                mantissa = mantissa * 10 + charAt(i) - '0';
            } else {
                exponent++;
            }
        }
        if (charAt(i) == '.' && (digits > 0 || isDigit(charAt(i + 1)))) {
            for (i++; isDigit(charAt(i)); i++, digits++) {
                if (mantissa < FULL_MANTISSA) {
                    mantissa = mantissa * 10 + charAt(i) - '0';
                    exponent--;
                }
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int afterExponent = exponentEnd(i);
        if (afterExponent == i && mantissa < EXACT_MANTISSA && Math.abs(exponent) <= EXACT_EXPONENT) {
            at = i;
            // Both operands are exact, so this one rounding gives the nearest double (Clinger 1990).
            double value = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
            return sign == '-' ? -value : value;
        }
        at = afterExponent;
        return Double.parseDouble(text.substring(start, at));
    }

    /** Where an exponent that begins at {@code i} ends; {@code i} if none does ({@code 1em} has none). */
    private int exponentEnd(int i) {
        if (charAt(i) != 'e' && charAt(i) != 'E') {
            return i;
        }
        int digit = charAt(i + 1) == '-' || charAt(i + 1) == '+' ? i + 2 : i + 1;
        if (!isDigit(charAt(digit))) {
            return i;
        }
        while (isDigit(charAt(digit))) {
            digit++;
        }
        return digit;
    }

    private char charAt(int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
