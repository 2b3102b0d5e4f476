package plotty.plotter.board;

import java.util.Locale;
import java.util.OptionalLong;

/** A line as the firmware's parser takes it apart ({@code extract_number} in {@code UBW.c}). */
final class CommandLine {

    private static final int DIGITS = 10;

    private final String text;
    private final String name;
    private int position;

    CommandLine(String text) {
        this.text = text;
        int length = text.length() > 1 && text.charAt(1) != ',' ? 2 : Math.min(1, text.length());
        this.name = text.substring(0, length).toUpperCase(Locale.ROOT);
        this.position = length;
    }

    /** The command's one or two letters, upper case. */
    String name() {
        return name;
    }

    /** Whether characters are left that no parameter took. */
    boolean hasRest() {
        return position < text.length();
    }

    int unsignedByte() throws CommandError {
        return (int) required(0, 255);
    }

    int unsignedShort() throws CommandError {
        return (int) required(0, 65_535);
    }

    int signedShort() throws CommandError {
        return (int) required(-32_768, 32_767);
    }

    int signedInt() throws CommandError {
        return (int) required(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long unsignedInt() throws CommandError {
        return required(0, 0xFFFF_FFFFL);
    }

    OptionalLong optional(long min, long max) throws CommandError {
        if (position >= text.length() || text.charAt(position) != ',' || position + 1 == text.length()) {
            return OptionalLong.empty();
        }
        position++;
        return OptionalLong.of(number(min, max));
    }

    /** The rest up to the next comma, at most 16 characters ({@code extract_string}). */
    String string() throws CommandError {
        comma();
        int end = position;
        while (end < text.length() && text.charAt(end) != ',' && end - position < 16) {
            end++;
        }
        String value = text.substring(position, end);
        position = end;
        return value;
    }

    private long required(long min, long max) throws CommandError {
        comma();
        if (position >= text.length()) {
            throw CommandError.missing();
        }
        return number(min, max);
    }

    private void comma() throws CommandError {
        if (position >= text.length()) {
            throw CommandError.missing();
        }
        if (text.charAt(position) != ',') {
            throw new CommandError("!5 Err: Need comma next, found: '" + text.charAt(position) + "'");
        }
        position++;
    }

    private long number(long min, long max) throws CommandError {
        boolean negative = text.charAt(position) == '-';
        if (negative) {
            if (min >= 0) {
                throw CommandError.invalid();
            }
            position++;
        }
        long value = 0;
        for (int i = 0; i < DIGITS && position < text.length() && Character.isDigit(text.charAt(position)); i++) {
            value = value * 10 + (text.charAt(position) - '0');
            position++;
        }
        value &= 0xFFFF_FFFFL;
        if (negative) {
            value = -value;
        }
        if (value < min || value > max) {
            throw CommandError.invalid();
        }
        return value;
    }
}
