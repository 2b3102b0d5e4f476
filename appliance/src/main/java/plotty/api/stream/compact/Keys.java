package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The one table by which CBOR is shorter than JSON: small numbers for the names of fields and for words. Names and words that
 * are not in it stay text, so that a new field breaks nobody. The page reads the same file.
 *
 * @param file the table as it is served, JSON
 * @param keys names of fields by number
 * @param words by number
 * @param worded fields whose texts may be words
 * @param times fields that are ISO 8601 in JSON, and milliseconds since 1970 in CBOR
 * @param scaled fields whose whole numbers count units of 10 to the minus n
 */
record Keys(
        byte[] file,
        List<String> keys,
        List<String> words,
        Set<String> worded,
        Set<String> times,
        Map<String, Integer> scaled,
        Map<String, Integer> keyNumbers,
        Map<String, Integer> wordNumbers) {

    /** The table of this version. */
    static final Keys TABLE = read();

    OptionalInt ofKey(String name) {
        return number(keyNumbers, name);
    }

    /** The number of a text in a field, if there it may be a word and is one. */
    OptionalInt ofWord(String field, String text) {
        return worded.contains(field) ? number(wordNumbers, text) : OptionalInt.empty();
    }

    Optional<String> key(int number) {
        return at(keys, number);
    }

    Optional<String> word(int number) {
        return at(words, number);
    }

    private static OptionalInt number(Map<String, Integer> numbers, String text) {
        Integer number = numbers.get(text);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Optional<String> at(List<String> list, int number) {
        return number >= 0 && number < list.size() ? Optional.of(list.get(number)) : Optional.empty();
    }

    private static Keys read() {
        try (InputStream in = Keys.class.getResourceAsStream("keys.json")) {
            if (in == null) {
                throw new IllegalStateException("keys.json is missing beside its class");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("keys.json cannot be read", e);
        }
    }

    private static Keys parse(byte[] file) throws IOException {
        Map<String, List<String>> lists = new HashMap<>();
        Map<String, Integer> scaled = new HashMap<>();
        try (JsonParser in = new JsonFactory().createParser(file)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                switch (in.nextToken()) {
                    case START_ARRAY -> lists.put(name, texts(in));
                    case START_OBJECT -> {
                        while (in.nextToken() == JsonToken.FIELD_NAME) {
                            String field = in.currentName();
                            scaled.put(field, in.nextIntValue(0));
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }
        List<String> keys = lists.get("keys");
        List<String> words = lists.get("words");
        return new Keys(
                file,
                List.copyOf(keys),
                List.copyOf(words),
                Set.copyOf(lists.get("worded")),
                Set.copyOf(lists.get("times")),
                Map.copyOf(scaled),
                numbers(keys),
                numbers(words));
    }

    private static List<String> texts(JsonParser in) throws IOException {
        List<String> texts = new ArrayList<>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(in.getText());
        }
        return texts;
    }

    private static Map<String, Integer> numbers(List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String text : texts) {
            if (numbers.put(text, numbers.size()) != null) {
                throw new IllegalStateException("'" + text + "' stands twice in keys.json");
            }
        }
        return Map.copyOf(numbers);
    }
}
