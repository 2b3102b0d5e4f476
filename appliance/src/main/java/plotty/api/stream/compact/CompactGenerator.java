package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Writes the same calls that make JSON as short CBOR (RFC 8949): names and words by their numbers in {@link Keys}, times as
 * milliseconds, decimals exactly: as whole numbers of a field's unit where it has one, else as decimal fractions (3.4.4).
 */
final class CompactGenerator extends JsonGeneratorDelegate {
    /** A decimal fraction of more digits is longer than the 9 bytes of a double. */
    private static final int SHORT_DIGITS = 9;

    private final Keys keys;
    private String field = "";

    CompactGenerator(JsonGenerator cbor, Keys keys) {
        super(cbor, false);
        this.keys = keys;
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        field = name;
        OptionalInt number = keys.ofKey(name);
        if (number.isPresent()) {
            delegate.writeFieldId(number.getAsInt());
        } else {
            delegate.writeFieldName(name);
        }
    }

    @Override
    public void writeFieldName(SerializableString name) throws IOException {
        writeFieldName(name.getValue());
    }

    @Override
    public void writeString(String text) throws IOException {
        OptionalInt word = keys.ofWord(field, text);
        if (word.isPresent()) {
            delegate.writeNumber(word.getAsInt());
        } else if (keys.times().contains(field)) {
            writeTime(text);
        } else {
            delegate.writeString(text);
        }
    }

    private void writeTime(String text) throws IOException {
        try {
            delegate.writeNumber(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException e) {
            // What is no time after all is told as it is.
            delegate.writeString(text);
        }
    }

    @Override
    public void writeNumber(int number) throws IOException {
        writeNumber((long) number);
    }

    @Override
    public void writeNumber(long number) throws IOException {
        Integer scale = keys.scaled().get(field);
        if (scale == null) {
            delegate.writeNumber(number);
        } else {
            writeNumber(BigDecimal.valueOf(number));
        }
    }

    @Override
    public void writeNumber(float number) throws IOException {
        writeNumber((double) number);
    }

    @Override
    public void writeNumber(double number) throws IOException {
        if (Double.isFinite(number)) {
            writeNumber(BigDecimal.valueOf(number));
        } else {
            delegate.writeNumber(number);
        }
    }

    @Override
    public void writeNumber(BigDecimal number) throws IOException {
        Integer scale = keys.scaled().get(field);
        if (scale != null) {
            BigDecimal units = number.movePointRight(scale).stripTrailingZeros();
            if (units.scale() <= 0 && units.precision() - units.scale() <= 18) {
                delegate.writeNumber(units.longValueExact());
                return;
            }
        }
        BigDecimal bare = number.stripTrailingZeros();
        // A whole number in a scaled field would count units.
        if (scale == null && bare.scale() <= 0 && bare.precision() - bare.scale() <= 18) {
            delegate.writeNumber(bare.longValueExact());
        } else if (bare.precision() <= SHORT_DIGITS) {
            delegate.writeNumber(bare);
        } else {
            delegate.writeNumber(bare.doubleValue());
        }
    }
}
