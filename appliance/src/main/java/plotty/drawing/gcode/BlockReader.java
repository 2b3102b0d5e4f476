package plotty.drawing.gcode;

import java.io.InputStream;
import plotty.drawing.DrawingException;
import plotty.drawing.FileBytes;
import plotty.drawing.ReadLimits;

/**
 * Takes a file apart into lines, and those into words. Comments in parentheses and after a semicolon, checksums after an
 * asterisk, {@code %} lines and {@code $} settings are passed over. Not thread-safe.
 */
final class BlockReader {
    private static final int LONGEST_LINE = 4096;

    private final FileBytes file;
    private final char[] text = new char[LONGEST_LINE];
    private int length;
    private int lineNumber;
    private boolean ended;

    BlockReader(InputStream in, ReadLimits limits) {
        file = new FileBytes(in, limits);
    }

    /**
     * Reads on to the next line that holds words; whether there is one.
     *
     * @throws plotty.drawing.DrawingException for a line that is no G-code, and for a file larger than allowed
     * @throws java.io.UncheckedIOException if the stream fails
     */
    boolean next(Block block) {
        while (!ended) {
            readLine();
            lineNumber++;
            block.begin(lineNumber);
            parse(block);
            if (!block.empty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line can be G-code; its words are then in the block. */
    static boolean parses(String line, Block block) {
        BlockReader reader = new BlockReader(InputStream.nullInputStream(), ReadLimits.DEFAULT);
        if (line.length() > LONGEST_LINE) {
            return false;
        }
        line.getChars(0, line.length(), reader.text, 0);
        reader.length = line.length();
        block.begin(1);
        try {
            reader.parse(block);
            return true;
        } catch (DrawingException refused) {
            return false;
        }
    }

    private void readLine() {
        length = 0;
        boolean comment = false;
        boolean inParentheses = false;
        while (true) {
            int c = file.next();
            if (c == FileBytes.END || c == '\n') {
                ended = c == FileBytes.END;
                return;
            }
            inParentheses = c == '(' || (inParentheses && c != ')');
            comment |= c == ';' && !inParentheses;
            if (comment || c == '\r') {
                continue;
            }
            if (length == LONGEST_LINE) {
                throw Words.refusalAt(lineNumber + 1, "it is longer than %d characters. Is this G-code?", LONGEST_LINE);
            }
            text[length++] = (char) c;
        }
    }

    private void parse(Block block) {
        int i = lineNumber <= 1 ? afterByteOrderMark() : 0;
        while (i < length && !block.takesText()) {
            char c = text[i];
            if (space(c) || (c == '/' && i == 0)) {
                i++;
            } else if (c == '%' || c == '$' || c == '*' || c == ';') {
                return;
            } else if (c == '(') {
                i = afterComment(i);
            } else {
                i = word(i, block);
            }
        }
    }

    private int afterByteOrderMark() {
        return length >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf ? 3 : 0;
    }

    /** One that is not closed goes on to the end of the line, as in GRBL. */
    private int afterComment(int from) {
        int i = from;
        while (i < length && text[i] != ')') {
            i++;
        }
        return i + 1;
    }

    private int word(int from, Block block) {
        char letter = Character.toUpperCase(text[from]);
        if (letter == '#' || letter == '[' || letter == 'O') {
            throw Words.refusalAt(
                    block.line(), "parameters, formulas and subroutines cannot be read. Write the G-code without.");
        }
        if (letter < 'A' || letter > 'Z') {
            throw Words.refusalAt(block.line(), "\"%s\" is no G-code.", shown(from));
        }
        int i = afterSpaces(from + 1);
        int start = i;
        long digits = 0;
        int count = 0;
        double scale = 1;
        boolean fraction = false;
        if (i < length && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        for (; i < length && (digit(text[i]) || (text[i] == '.' && !fraction)); i++) {
            if (text[i] == '.') {
                fraction = true;
                continue;
            }
            if (++count > 18) {
                throw Words.refusalAt(block.line(), "\"%s\" has more digits than a number can have.", shown(from));
            }
            digits = 10 * digits + text[i] - '0';
            scale *= fraction ? 10 : 1;
        }
        if (count == 0) {
            throw Words.refusalAt(block.line(), "a number is missing after \"%s\" in \"%s\".", letter, shown(from));
        }
        block.add(letter, (text[start] == '-' ? -digits : digits) / scale);
        return i;
    }

    private int afterSpaces(int from) {
        int i = from;
        while (i < length && space(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private String shown(int from) {
        return new String(text, from, Math.min(length - from, 20));
    }
}
