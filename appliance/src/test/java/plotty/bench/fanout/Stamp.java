package plotty.bench.fanout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in every message of the bench: {@code @KIND:NUMBER:NANOS@}, with ten and nineteen digits. The time is that of the
 * monotonic clock, which all processes of a machine share.
 *
 * @param kind a letter: numbers are counted for each kind on its own
 * @param number the one before plus one
 * @param nanos when the message was published
 */
public record Stamp(char kind, long number, long nanos) {
    /** Length of the whole stamp. */
    private static final int LENGTH = 34;

    private static final int NUMBER_AT = 3;
    private static final int NANOS_AT = 14;

    /** A stamp, filled up to so many characters. */
    public String filledUpTo(int chars) {
        return String.format(Locale.ROOT, "@%c:%010d:%019d@", kind, number, nanos)
                + "x".repeat(Math.max(0, chars - LENGTH));
    }

    /** The stamp in a message, if there is one: other messages pass by, too. Does not move the buffer's position. */
    static Optional<Stamp> in(ByteBuffer message) {
        for (int at = message.position(); at <= message.limit() - LENGTH; at++) {
            if (message.get(at) == '@' && message.get(at + LENGTH - 1) == '@') {
                return Optional.of(new Stamp(
                        (char) message.get(at + 1),
                        digits(message, at + NUMBER_AT, 10),
                        digits(message, at + NANOS_AT, 19)));
            }
        }
        return Optional.empty();
    }

    private static long digits(ByteBuffer message, int from, int count) {
        long value = 0;
        for (int at = from; at < from + count; at++) {
            int digit = message.get(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalStateException("no stamp: " + StandardCharsets.ISO_8859_1.decode(message.duplicate()));
            }
            value = 10 * value + digit;
        }
        return value;
    }
}
