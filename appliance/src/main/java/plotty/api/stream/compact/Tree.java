package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plotty.drawing.Excerpt;
import plotty.event.Event;

/**
 * The fields of an event as the native protocol has them: what is {@code null} is left out, and so is what another field
 * says already. Changes are merge patches (RFC 7396): {@code null} takes a field away.
 *
 * @param fields texts, booleans, whole numbers, {@link BigDecimal}, lists and maps
 */
record Tree(Map<String, Object> fields) {
    /** Longer texts of an event that is too large are cut. */
    private static final int LONG_TEXT = 500;

    /** What ploTTY's messages say twice, by type. */
    private static final Map<String, Set<String>> SAID_TWICE = Map.of(
            "job_progress", Set.of("progress_percentage", "estimated_remaining", "metadata"),
            "device_status", Set.of("status", "uptime"));

    static Tree of(Event event) {
        byte[] json = Encoding.JSON.object(event::writeFields);
        Set<String> left = SAID_TWICE.getOrDefault(event.type(), Set.of());
        try (JsonParser in = Encoding.OURS.createParser(json)) {
            in.nextToken();
            Map<String, Object> fields = object(in);
            fields.keySet().removeAll(left);
            return new Tree(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("An event '" + event.type() + "' writes no proper fields", e);
        }
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(name, value(in));
            }
        }
        return fields;
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(in));
                }
                yield values;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == NumberType.BIG_INTEGER ? in.getDecimalValue() : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue().stripTrailingZeros();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> "";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value: " + in.currentToken());
        };
    }

    /** What turns an earlier state into this one. */
    Map<String, Object> since(Tree earlier) {
        return patch(earlier.fields, fields);
    }

    private static Map<String, Object> patch(Map<?, ?> earlier, Map<?, ?> now) {
        Map<String, Object> changes = new LinkedHashMap<>();
        now.forEach((name, value) -> {
            Object before = earlier.get(name);
            if (before instanceof Map<?, ?> mapBefore && value instanceof Map<?, ?> mapNow) {
                Map<String, Object> within = patch(mapBefore, mapNow);
                if (!within.isEmpty()) {
                    changes.put((String) name, within);
                }
            } else if (!value.equals(before)) {
                changes.put((String) name, value);
            }
        });
        for (Object name : earlier.keySet()) {
            if (!now.containsKey(name)) {
                changes.put((String) name, null);
            }
        }
        return changes;
    }

    /** The same with long texts cut and lists left out, marked as shortened. */
    Tree shortened() {
        Map<String, Object> less = shortened(fields);
        less.put("shortened", true);
        return new Tree(less);
    }

    private static Map<String, Object> shortened(Map<?, ?> whole) {
        Map<String, Object> less = new LinkedHashMap<>();
        whole.forEach((name, value) -> {
            switch (value) {
                case String text when text.length() > LONG_TEXT -> less.put((String) name, Excerpt.of(text, LONG_TEXT));
                case Map<?, ?> map when map.size() <= 16 -> less.put((String) name, shortened(map));
                case Map<?, ?> _ -> {}
                case List<?> list when list.size() > 16 -> {}
                case Object other -> less.put((String) name, other);
            }
        });
        return less;
    }

    /** Writes fields into an open object. */
    static void write(JsonGenerator out, Map<?, ?> fields) throws IOException {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            out.writeFieldName((String) field.getKey());
            value(out, field.getValue());
        }
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Long number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray(list, list.size());
                for (Object each : list) {
                    value(out, each);
                }
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject(map, map.size());
                write(out, map);
                out.writeEndObject();
            }
            case Object other -> throw new IllegalStateException("no value of an event: " + other);
        }
    }
}
