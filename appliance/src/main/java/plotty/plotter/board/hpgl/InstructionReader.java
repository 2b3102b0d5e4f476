package plotty.plotter.board.hpgl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes instructions out of the buffer: two letters, numbers, an end that is a semicolon or the next letter. Points of
 * {@code PA PD PU PR} are handed on pair by pair, so that an instruction may be longer than the buffer.
 */
final class InstructionReader {

    private static final char END_OF_TEXT = 3;

    private final InputBuffer buffer;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder number = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<Double> values = new ArrayList<>();
    private boolean first = true;
    private boolean legal = true;
    private char labelEnd = END_OF_TEXT;

    InstructionReader(InputBuffer buffer) {
        this.buffer = buffer;
    }

    /** Drops what has been read of an instruction ({@code ESC.K}). */
    void abort() {
        name.setLength(0);
        number.setLength(0);
        text.setLength(0);
        values.clear();
        first = true;
        legal = true;
    }

    /** Labels end at this character ({@code DT}). */
    void labelEnd(char c) {
        labelEnd = c;
    }

    /** ETX again ({@code IN}, {@code DF}). */
    void resetLabelEnd() {
        labelEnd = END_OF_TEXT;
    }

    /** Whether an instruction has been begun. */
    boolean partial() {
        return !name.isEmpty();
    }

    /** Reads until something can be carried out; empty if the buffer is before. */
    Optional<Piece> next() {
        while (!buffer.empty()) {
            Optional<Piece> piece = name.length() < 2 ? readName() : readRest();
            if (piece.isPresent()) {
                return piece;
            }
        }
        return Optional.empty();
    }

    private Optional<Piece> readName() {
        char c = buffer.take();
        if (Character.isLetter(c) && c < 0x80) {
            name.append(Character.toUpperCase(c));
        } else if (name.length() == 1 && c > ' ') {
            name.append(c);
            legal = false;
        }
        return Optional.empty();
    }

    private Optional<Piece> readRest() {
        if (name.toString().equals("LB")) {
            return readLabel();
        }
        if (name.toString().equals("DT") && text.isEmpty()) {
            char c = buffer.take();
            if (c == ';') {
                return end();
            }
            text.append(c);
            return Optional.empty();
        }
        char c = buffer.first();
        if (Character.isLetter(c) && c < 0x80) {
            return end();
        }
        buffer.take();
        if (c == ';') {
            return end();
        }
        return readNumber(c);
    }

    private Optional<Piece> readLabel() {
        char c = buffer.take();
        if (c == labelEnd) {
            return end();
        }
        text.append(c);
        return Optional.empty();
    }

    private Optional<Piece> readNumber(char c) {
        boolean sign = c == '-' || c == '+';
        if ((c >= '0' && c <= '9') || c == '.' || sign) {
            if (sign && !number.isEmpty()) {
                Optional<Piece> pair = endNumber();
                number.append(c);
                return pair;
            }
            number.append(c);
            return Optional.empty();
        }
        if (c != ',' && c > ' ') {
            legal = false;
        }
        return endNumber();
    }

    private Optional<Piece> endNumber() {
        if (number.isEmpty()) {
            return Optional.empty();
        }
        takeNumber();
        if (Piece.PLOTTING.contains(name.toString()) && values.size() == 2) {
            Piece piece = piece(false);
            values.clear();
            first = false;
            return Optional.of(piece);
        }
        return Optional.empty();
    }

    private Optional<Piece> end() {
        // A pair that ends here is carried out together with the end.
        if (!number.isEmpty()) {
            takeNumber();
        }
        Piece piece = piece(true);
        abort();
        return Optional.of(piece);
    }

    private void takeNumber() {
        try {
            values.add(Double.parseDouble(number.toString()));
        } catch (NumberFormatException e) {
            legal = false;
        }
        number.setLength(0);
    }

    private Piece piece(boolean last) {
        return new Piece(
                name.toString().toUpperCase(Locale.ROOT), List.copyOf(values), text.toString(), first, last, legal);
    }
}
