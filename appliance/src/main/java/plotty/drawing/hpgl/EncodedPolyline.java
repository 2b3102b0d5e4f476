package plotty.drawing.hpgl;

import java.util.function.IntConsumer;

/**
 * The vectors of {@code PE}: digits to base 64 or 32, the least significant first, the last one marked by its range; flags
 * between them (PCL 5 reference, part II, chapter 20, "PE, Polyline Encoded").
 */
final class EncodedPolyline {
    private static final int MOST_FRACTION_BITS = 26;
    private static final int MOST_DIGITS = 10;

    /** Takes a point. */
    @FunctionalInterface
    interface Points {
        void to(double x, double y, boolean absolute, boolean penUp);
    }

    private final Instruction instruction;
    private final byte[] text;
    private int at;
    private boolean base32;

    EncodedPolyline(Instruction instruction) {
        this.instruction = instruction;
        this.text = instruction.text();
    }

    /** Gives what it holds in order. */
    void decode(Points points, IntConsumer pens) {
        boolean absolute = false;
        boolean up = false;
        int fractionBits = 0;
        for (int c = peek(); c >= 0; c = peek()) {
            switch (c & 0x7f) {
                case ':' -> {
                    at++;
                    pens.accept((int) value());
                }
                case '<' -> {
                    at++;
                    up = true;
                }
                case '>' -> {
                    at++;
                    fractionBits = (int) value();
                    if (Math.abs(fractionBits) > MOST_FRACTION_BITS) {
                        throw Words.broken(instruction, "its numbers have more fraction bits than there are.");
                    }
                }
                case '=' -> {
                    at++;
                    absolute = true;
                }
                case '7' -> {
                    at++;
                    base32 = true;
                }
                default -> {
                    double scale = Math.scalb(1.0, -fractionBits);
                    double x = value() * scale;
                    double y = value() * scale;
                    points.to(x, y, absolute, up);
                    absolute = false;
                    up = false;
                }
            }
        }
    }

    /** The next character that counts, or -1: blanks and control characters do not. */
    private int peek() {
        while (at < text.length) {
            int c = text[at] & 0xff;
            if ((c & 0x7f) > ' ' && (c & 0x7f) < 0x7f) {
                return c;
            }
            at++;
        }
        return -1;
    }

    private double value() {
        int bits = base32 ? 5 : 6;
        int last = base32 ? 95 : 191;
        long number = 0;
        for (int digits = 0; ; digits++) {
            int c = peek();
            if (c < 0 || digits == MOST_DIGITS) {
                throw Words.broken(instruction, "its last number has no end.");
            }
            at++;
            c = base32 ? c & 0x7f : c;
            int digit = c >= last ? c - last : c - 63;
            if (digit < 0 || digit >= 1 << bits) {
                throw Words.broken(instruction, "a character in it is no digit.");
            }
            number |= (long) digit << (bits * digits);
            if (c >= last) {
                return (number & 1) == 0 ? number >> 1 : -(number >> 1);
            }
        }
    }
}
