package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.api.Nearest;
import plotty.api.stream.compact.Refusal.Code;

/**
 * A client's message, read strictly: one object, bounded in size and depth, no field twice.
 *
 * @param values by name; empty for null
 */
record Asked(Map<String, Optional<Object>> values) {
    private static final int LONGEST_ID = 64;

    /** Reads a message. Throws {@link Refusal} if it is none. */
    static Asked of(JsonParser parser, boolean numbered) throws IOException {
        try (JsonParser in = parser) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new Refusal(Code.UNREADABLE, "A message is one object (a map) with the field 'type'.");
            }
            Asked asked = new Asked(object(in, numbered));
            if (in.nextToken() != null) {
                throw new Refusal(Code.UNREADABLE, "Something follows the message; send one in a frame.");
            }
            return asked;
        } catch (BadInputException e) {
            throw new Refusal(Code.UNREADABLE, e.getMessage());
        } catch (JsonProcessingException e) {
            throw new Refusal(Code.UNREADABLE, "The message cannot be read: " + JsonFields.reason(e) + ".");
        }
    }

    private static Map<String, Optional<Object>> object(JsonParser in, boolean numbered) throws IOException {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = JsonFields.whole(in.currentName());
            String name = numbered ? name(key) : key;
            in.nextToken();
            if (fields.put(name, value(in, name, numbered)) != null) {
                throw new Refusal(Code.UNREADABLE, "Field '" + Orders.shortened(name) + "' stands there twice.");
            }
        }
        return fields;
    }

    /** The parser gives a number that is a key as its digits. */
    private static String name(String key) {
        return key.matches("[0-9]{1,4}") ? Keys.TABLE.key(Integer.parseInt(key)).orElse(key) : key;
    }

    private static Optional<Object> value(JsonParser in, String name, boolean numbered) throws IOException {
        return switch (in.currentToken()) {
            case null -> throw new Refusal(Code.UNREADABLE, "The message ends too early.");
            case START_OBJECT -> Optional.of(object(in, numbered));
            case START_ARRAY -> Optional.of(list(in, name, numbered));
            case VALUE_STRING -> Optional.of(JsonFields.whole(in.getText()));
            case VALUE_NUMBER_INT ->
                Optional.of(numbered ? word(name, in.getBigIntegerValue()) : in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(in.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case VALUE_EMBEDDED_OBJECT -> Optional.of(in.getBinaryValue());
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
                throw new Refusal(Code.UNREADABLE, "The message is not well formed.");
        };
    }

    private static List<Object> list(JsonParser in, String name, boolean numbered) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(in, name, numbered)
                    .orElseThrow(() -> new Refusal(Code.UNREADABLE, "A list may not hold null.")));
        }
        return values;
    }

    private static Object word(String field, BigInteger number) {
        return Keys.TABLE.worded().contains(field) && number.bitLength() < 31
                ? Keys.TABLE.word(number.intValue()).<Object>map(word -> word).orElse(number)
                : number;
    }

    /** What the client calls this request; empty if it gave nothing. Throws {@link Refusal} for what can be no id. */
    Optional<Object> id() {
        Object given = values.getOrDefault("id", Optional.empty()).orElse(null);
        return switch (given) {
            case null -> Optional.empty();
            case BigInteger number when number.bitLength() <= 53 -> Optional.of(number.longValue());
            case String text when !text.isEmpty() && text.length() <= LONGEST_ID -> Optional.of(text);
            case Object _ ->
                throw new Refusal(
                        Code.INVALID,
                        "Field 'id' must be a whole number of at most 53 bits or a text of 1 to " + LONGEST_ID
                                + " characters.");
        };
    }

    /** What is asked for. Throws {@link Refusal} for what there is not. */
    Kind kind() {
        Object type = values.getOrDefault("type", Optional.empty()).orElse("");
        if (!(type instanceof String name) || name.isEmpty()) {
            throw new Refusal(
                    Code.INVALID,
                    "Field 'type' is missing; it must be one of " + String.join(", ", Kind.NAMES) + ".",
                    Kind.NAMES);
        }
        return Kind.of(name)
                .orElseThrow(() -> new Refusal(
                        Code.UNKNOWN_TYPE,
                        "Unknown type '" + Orders.shortened(name) + "'."
                                + Nearest.question(Orders.shortened(name), Kind.NAMES) + " Known are "
                                + String.join(", ", Kind.NAMES) + ".",
                        Kind.NAMES));
    }

    JsonFields fields() {
        return JsonFields.of(values);
    }

    /** Bytes: a byte string, or a text in Base64 where there are none. */
    byte[] bytes(String name) {
        Object given = values.getOrDefault(name, Optional.empty()).orElse(null);
        return switch (given) {
            case byte[] bytes -> bytes;
            case String text -> {
                try {
                    yield Base64.getDecoder().decode(text);
                } catch (IllegalArgumentException e) {
                    throw new Refusal(Code.INVALID, "Field '" + name + "' is not proper Base64 (RFC 4648, 4).");
                }
            }
            case null, default ->
                throw new BadInputException("Field '" + name + "' must be a byte string, or in JSON a text in Base64.");
        };
    }
}
