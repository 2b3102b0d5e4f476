package plotty.plotter.board.grbl;

/** Reads a number as {@code read_float} does: a sign, digits, a point; no exponent. */
final class NumberReader {

    /** A number and where it ends. */
    record Reading(double value, int end) {}

    private NumberReader() {}

    static Reading read(String text, int from) throws GrblError {
        int end = from;
        if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
            end++;
        }
        int digits = 0;
        boolean point = false;
        for (; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw new GrblError(GrblError.BAD_NUMBER);
        }
        return new Reading(Double.parseDouble(text.substring(from, end)), end);
    }
}
