package plotty.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of one JSON object from a client, read strictly: bounded in size and depth, no field twice, every type as
 * asked for. A field that is {@code null} counts as absent.
 */
public final class JsonFields {
    private static final int MAX_CHARS = 64 * 1024;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_CHARS)
                    .maxStringLength(MAX_CHARS)
                    .maxNestingDepth(8)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final Map<String, Object> values;
    private final Set<String> nulls;

    /** The fields with a value are those that are no {@code null}. */
    private JsonFields(Map<String, Optional<Object>> fields) {
        values = new LinkedHashMap<>();
        nulls = new TreeSet<>();
        fields.forEach(
                (name, value) -> value.ifPresentOrElse(present -> values.put(name, present), () -> nulls.add(name)));
    }

    /** Reads the one object that these UTF-8 bytes hold. Throws {@link BadInputException} if they hold anything else. */
    public static JsonFields parse(byte[] utf8) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new BadInputException("The JSON is not UTF-8; send it in that encoding.");
        }
    }

    /** Reads the one object that a text holds. Throws {@link BadInputException} if it holds anything else. */
    public static JsonFields parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw new BadInputException("The JSON is longer than " + MAX_CHARS + " characters.");
        }
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadInputException("A JSON object is expected: it begins with { and ends with }.");
            }
            Map<String, Optional<Object>> fields = object(in);
            if (in.nextToken() != null) {
                throw new BadInputException("Something follows the JSON object; send exactly one.");
            }
            return new JsonFields(fields);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " (line %d, column %d)",
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr());
            throw new BadInputException("Not valid JSON: " + reason(e) + place + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("reading text in memory", e);
        }
    }

    /**
     * A text as it is. Throws {@link BadInputException} if it holds half a character (a surrogate without its other half): that
     * has no UTF-8, and no message could tell it.
     */
    public static String whole(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new BadInputException("A text holds half a character (a lone surrogate); send whole ones.");
        }
        return text;
    }

    /**
     * The fields of an object that was read elsewhere.
     *
     * @param fields each with its value, empty for null: texts, booleans, {@link BigInteger}, {@link Double}, lists of these
     *     and maps like this one
     */
    public static JsonFields of(Map<String, Optional<Object>> fields) {
        return new JsonFields(fields);
    }

    /** What is wrong with a text, as a part of a sentence, without what the parser says about itself. */
    public static String reason(JsonProcessingException e) {
        String line = e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("it is damaged")
                .replaceFirst(" \\(start marker at .*", "")
                .replaceAll(", from `[^`]*`", "")
                // It may name half of a character, which cannot be written.
                .replaceAll("\\p{Cs}", "\uFFFD");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static Map<String, Optional<Object>> object(JsonParser in) throws IOException {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = whole(in.currentName());
            in.nextToken();
            fields.put(name, value(in));
        }
        return fields;
    }

    private static List<Object> array(JsonParser in) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(in).orElseThrow(() -> new BadInputException("A list may not hold null.")));
        }
        return values;
    }

    private static Optional<Object> value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> Optional.of(object(in));
            case START_ARRAY -> Optional.of(array(in));
            case VALUE_STRING -> Optional.of(whole(in.getText()));
            case VALUE_NUMBER_INT -> Optional.of(in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(in.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value: " + in.currentToken());
        };
    }

    /** Refuses fields other than these, naming them and the known ones. */
    public JsonFields only(String... known) {
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(Set.of(known));
        if (!others.isEmpty()) {
            throw new BadInputException("Unknown field" + (others.size() == 1 ? " " : "s ") + quoted(others)
                    + "; known are " + quoted(List.of(known)) + ".");
        }
        return this;
    }

    /** Refuses fields that are {@code null}, naming the first: for objects in which an absent field means "as it was". */
    public JsonFields noNull() {
        if (!nulls.isEmpty()) {
            throw new BadInputException("Field '" + nulls.iterator().next()
                    + "' must not be null; leave it out to keep what it is, or give it a value.");
        }
        return this;
    }

    /** Names of all fields, also of those that are {@code null}. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(nulls);
        return names;
    }

    /** Whether there is such a field with a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether there is such a field, and it is {@code null}. */
    public boolean isNull(String name) {
        return nulls.contains(name);
    }

    /** A text that must be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** A text, if there is one. */
    public Optional<String> optionalText(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Object other -> throw wrongType(name, "a text", other);
        };
    }

    /** A whole number, if there is one. */
    public Optional<Integer> optionalInt(String name, int min, int max) {
        return Optional.ofNullable(values.get(name)).map(value -> integer(name, value, min, max));
    }

    /** A number, if there is one. */
    public Optional<Double> optionalNumber(String name, double min, double max) {
        String expected = String.format(Locale.ROOT, "a number from %s to %s", plain(min), plain(max));
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Number number -> {
                double value = number.doubleValue();
                if (!(value >= min) || !(value <= max)) {
                    throw new BadInputException("Field '" + name + "' must be " + expected + ", not " + number + ".");
                }
                yield Optional.of(value);
            }
            case Object other -> throw wrongType(name, expected, other);
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** True or false, if there is one. */
    public Optional<Boolean> optionalBoolean(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Boolean truth -> Optional.of(truth);
            case Object other -> throw wrongType(name, "true or false", other);
        };
    }

    /** A list of texts that must be there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name).orElseThrow(() -> missing(name, "a list of texts"))) {
            if (!(item instanceof String text)) {
                throw wrongType(name, "a list of texts", item);
            }
            texts.add(text);
        }
        return texts;
    }

    /** A list of whole numbers, if there is one. */
    public Optional<List<Integer>> optionalInts(String name, int min, int max) {
        return list(name)
                .map(items -> items.stream()
                        .map(item -> integer(name, item, min, max))
                        .toList());
    }

    /** A text or a whole number, as text, if there is one. */
    public Optional<String> optionalWord(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case BigInteger number -> Optional.of(number.toString());
            case Object other -> throw wrongType(name, "a word or a whole number", other);
        };
    }

    /** The fields of an object within, if there is one. */
    public Optional<JsonFields> optionalObject(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> object -> {
                Map<String, Optional<Object>> fields = new LinkedHashMap<>();
                object.forEach((key, value) -> fields.put((String) key, asOptional(value)));
                yield Optional.of(new JsonFields(fields));
            }
            case Object other -> throw wrongType(name, "an object", other);
        };
    }

    private static Optional<Object> asOptional(Object value) {
        return ((Optional<?>) value).map(Object.class::cast);
    }

    private Optional<List<?>> list(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case List<?> list -> Optional.of(list);
            case Object other -> throw wrongType(name, "a list", other);
        };
    }

    private static int integer(String name, Object value, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        if (!(value instanceof BigInteger number)) {
            throw wrongType(name, expected, value);
        }
        if (number.bitLength() > 31 || number.intValue() < min || number.intValue() > max) {
            throw new BadInputException("Field '" + name + "' must be " + expected + ", not " + number + ".");
        }
        return number.intValue();
    }

    private static BadInputException missing(String name, String expected) {
        return new BadInputException("Field '" + name + "' is missing; it must be " + expected + ".");
    }

    private static BadInputException wrongType(String name, String expected, Object value) {
        String actual = switch (value) {
            case String _ -> "a text";
            case Boolean _ -> "true or false";
            case Number _ -> "the number " + value;
            case List<?> _ -> "a list";
            case byte[] _ -> "a byte string";
            case Object _ -> "an object";
        };
        return new BadInputException("Field '" + name + "' must be " + expected + ", not " + actual + ".");
    }

    private static String quoted(Iterable<String> names) {
        return "'" + String.join("', '", names) + "'";
    }
}
