package plotty.drawing.hpgl;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import plotty.drawing.FileBytes;

/**
 * Cuts a file into instructions, as tolerant as plotters are: an instruction ends at a semicolon or where the next one begins;
 * numbers are parted by commas, blanks or signs; control characters count as blanks. Escape sequences, of the plotter's
 * interface ({@code ESC . @ ;0:}) and of printers ({@code ESC %0B}), and lines for a printer's job control ({@code @PJL}) are passed over.
 */
final class InstructionReader {
    private static final int ESC = 0x1b;
    private static final int ETX = 0x03;
    /** Beyond this no plotter's coordinate goes (HP-GL/2: 2³⁰). */
    private static final double LARGEST = 1L << 30;

    private static final int MOST_DECIMALS = 15;
    /** A million points in one go; a file that has more in one instruction is refused before they take memory. */
    private static final int MOST_NUMBERS = 2_000_000;

    private static final int MOST_ENCODED_BYTES = 8 << 20;

    private final FileBytes source;
    private final Warnings warnings;
    private double[] numbers = new double[64];
    private int labelEnd = ETX;

    InstructionReader(FileBytes source, Warnings warnings) {
        this.source = source;
        this.warnings = warnings;
    }

    /** The next instruction, or empty at the end of the file. */
    Optional<Instruction> next() {
        while (true) {
            int c = source.next();
            if (c == FileBytes.END) {
                return Optional.empty();
            }
            if (c == ESC) {
                skipEscape();
            } else if (c == '@') {
                skippedTo('\n');
            } else if (isLetter(c)) {
                long offset = source.offset() - 1;
                int second = source.peek();
                if (isLetter(second)) {
                    source.next();
                    return Optional.of(instruction(name(c, second), offset));
                }
                warnings.stray(offset);
            } else if (c > ' ' && c != ';' && c != ',' && c != 0x7f) {
                warnings.stray(source.offset() - 1);
            }
        }
    }

    private static String name(int first, int second) {
        return ("" + (char) first + (char) second).toUpperCase(Locale.ROOT);
    }

    private Instruction instruction(String name, long offset) {
        return switch (name) {
            case "LB", "BL" -> label(name, offset);
            case "PE" -> new Instruction(name, new double[0], encoded(offset), offset);
            case "CO" -> comment(name, offset);
            case "DT" -> {
                labelEnd();
                yield new Instruction(name, new double[0], Instruction.NO_TEXT, offset);
            }
            case "SM" -> symbol(name, offset);
            default -> new Instruction(name, numbers(name, offset), Instruction.NO_TEXT, offset);
        };
    }

    private Instruction label(String name, long offset) {
        if (!skippedTo(labelEnd)) {
            warnings.add(
                    "label",
                    Words.format("The label at byte %,d has no end: what follows it was taken for its text.", offset));
        }
        return new Instruction(name, new double[0], Instruction.NO_TEXT, offset);
    }

    /** What {@code DT} takes as the end of labels is the next character, whatever it is; a semicolon restores the default. */
    private void labelEnd() {
        int end = source.peek();
        if (end == ';' || end == FileBytes.END) {
            labelEnd = ETX;
        } else {
            labelEnd = source.next();
        }
    }

    /** {@code SM} takes one character as it is. */
    private Instruction symbol(String name, long offset) {
        byte[] text = Instruction.NO_TEXT;
        if (source.peek() != ';' && source.peek() != FileBytes.END) {
            text = new byte[] {(byte) source.next()};
        }
        return new Instruction(name, new double[0], text, offset);
    }

    /** A comment is in quotes; one without goes to the semicolon. */
    private Instruction comment(String name, long offset) {
        while (source.peek() == ' ') {
            source.next();
        }
        if (source.peek() == '"') {
            source.next();
            skippedTo('"');
        } else if (source.peek() != ';') {
            skippedTo(';');
        }
        return new Instruction(name, new double[0], Instruction.NO_TEXT, offset);
    }

    private byte[] encoded(long offset) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int c = source.next(); c != ';' && c != FileBytes.END; c = source.next()) {
            if (text.size() == MOST_ENCODED_BYTES) {
                throw Words.broken(
                        new Instruction("PE", new double[0], Instruction.NO_TEXT, offset),
                        Words.format("it is longer than %,d bytes. Split it into several.", MOST_ENCODED_BYTES));
            }
            text.write(c);
        }
        return text.toByteArray();
    }

    /** Passes over a text; whether it had its end. */
    private boolean skippedTo(int end) {
        int c = source.next();
        while (c != end && c != FileBytes.END) {
            c = source.next();
        }
        return c == end;
    }

    private double[] numbers(String name, long offset) {
        int count = 0;
        while (true) {
            int c = source.peek();
            if (c == ESC) {
                source.next();
                skipEscape();
            } else if (isDigit(c) || c == '.' || c == '-' || c == '+') {
                if (count == MOST_NUMBERS) {
                    throw Words.broken(
                            new Instruction(name, new double[0], Instruction.NO_TEXT, offset),
                            Words.format("it has more than %,d numbers. Split it into several.", MOST_NUMBERS));
                }
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = number(name, offset);
            } else if (c == ',' || (c >= 0 && c <= ' ')) {
                source.next();
            } else {
                if (c == ';') {
                    source.next();
                }
                return Arrays.copyOf(numbers, count);
            }
        }
    }

    private double number(String name, long offset) {
        boolean negative = source.peek() == '-';
        if (negative || source.peek() == '+') {
            source.next();
        }
        double value = 0;
        boolean digits = false;
        for (; isDigit(source.peek()); digits = true) {
            value = Math.min(10 * value + (source.next() - '0'), 2 * LARGEST);
        }
        if (source.peek() == '.') {
            source.next();
            double unit = 0.1;
            for (int i = 0; isDigit(source.peek()); digits = true, i++) {
                int digit = source.next() - '0';
                value += i < MOST_DECIMALS ? digit * unit : 0;
                unit /= 10;
            }
        }
        Instruction here = new Instruction(name, new double[0], Instruction.NO_TEXT, offset);
        if (!digits) {
            throw Words.broken(here, "a sign or point stands where a number should be.");
        }
        if (value > LARGEST) {
            throw Words.broken(here, "a number is too large for any plotter.");
        }
        return negative ? -value : value;
    }

    /**
     * After the escape character. A plotter's is {@code .}, a letter or sign and, but for those that only ask, parameters up to
     * a colon; a printer's is a letter or digit, or a sign, a group and parameters up to a capital letter.
     */
    private void skipEscape() {
        int kind = source.peek();
        if (kind == '.') {
            source.next();
            int command = source.next();
            if ("@HIMNPQSTUGV".indexOf(command) >= 0 && command != FileBytes.END) {
                skipParameters();
            } else if (source.peek() == ':') {
                source.next();
            }
        } else if (kind >= '!' && kind <= '/') {
            source.next();
            int c = source.next();
            while (c != FileBytes.END && !(c >= '@' && c <= '^')) {
                c = source.next();
            }
        } else if (kind != FileBytes.END) {
            source.next();
        }
    }

    private void skipParameters() {
        int c = source.peek();
        while (isDigit(c) || c == ';' || c == ' ') {
            source.next();
            c = source.peek();
        }
        if (c == ':') {
            source.next();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
