package plotty.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks values against the schemas of a document by JSON Schema 2020-12, as much of it as the documents use, and more
 * strictly: a field that no schema names is a fault. Remembers which documented fields it has met. Any one thread at a time.
 */
public final class Schemas {
    /** Keywords that say something about a value and are checked; anything else must be among the words for people. */
    private static final Set<String> CHECKED = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "allOf",
            "anyOf",
            "oneOf",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "format");

    private static final Set<String> FOR_PEOPLE =
            Set.of("description", "examples", "default", "contentMediaType", "contentEncoding");

    private final JsonNode document;
    private final Set<String> met = new TreeSet<>();

    public Schemas(JsonNode document) {
        this.document = document;
    }

    /** What a look at a value found: what is wrong, which of its fields are named, which documented fields were met. */
    private record Found(List<String> faults, Set<String> named, Set<String> met) {
        Found() {
            this(new ArrayList<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        void take(Found other) {
            faults.addAll(other.faults);
            named.addAll(other.named);
            met.addAll(other.met);
        }
    }

    /** What is wrong with a value by the schema at this pointer; empty if all is well, and then its fields count as met. */
    public List<String> faults(String schema, JsonNode value) {
        Found found = closed(schema, value, "");
        if (found.faults().isEmpty()) {
            met.addAll(found.met());
        }
        return found.faults();
    }

    /** Pointers of documented fields that were met so far. */
    public Set<String> met() {
        return met;
    }

    /** A name as a part of a JSON pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private Found closed(String at, JsonNode value, String path) {
        Found found = look(at, value, path);
        if (value.isObject()) {
            Documents.keys(value)
                    .filter(name -> !found.named().contains(name))
                    .forEach(name -> found.faults().add(path + "/" + name + " is not documented"));
        }
        return found;
    }

    private Found look(String at, JsonNode value, String path) {
        JsonNode schema = document.at(at);
        if (!schema.isObject()) {
            throw new IllegalStateException("no schema at " + at);
        }
        if (schema.has("$ref")) {
            return look(schema.get("$ref").asText().substring(1), value, path);
        }
        Found found = new Found();
        plain(schema, value, path, found.faults());
        if (value.isObject()) {
            fields(at, schema, value, path, found);
        }
        for (int i = 0; i < value.size() && value.isArray() && schema.has("items"); i++) {
            Found item = closed(at + "/items", value.get(i), path + "/" + i);
            found.faults().addAll(item.faults());
            found.met().addAll(item.met());
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            found.take(look(at + "/allOf/" + i, value, path));
        }
        choice(at, schema, "anyOf", value, path, found);
        choice(at, schema, "oneOf", value, path, found);
        return found;
    }

    private void fields(String at, JsonNode schema, JsonNode value, String path, Found found) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.faults().add(path + "/" + name.asText() + " is missing");
            }
        });
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(field -> {
            String name = field.getKey();
            String place = at + "/properties/" + escaped(name);
            boolean known = schema.path("properties").has(name);
            if (known || others.isObject()) {
                Found within =
                        closed(known ? place : at + "/additionalProperties", field.getValue(), path + "/" + name);
                found.faults().addAll(within.faults());
                found.met().addAll(within.met());
                found.named().add(name);
                found.met().add(known ? place : at + "/additionalProperties");
            } else if (others.asBoolean(false)) {
                found.named().add(name);
            }
        });
    }

    private void choice(String at, JsonNode schema, String word, JsonNode value, String path, Found found) {
        if (!schema.has(word)) {
            return;
        }
        List<Found> branches = new ArrayList<>();
        for (int i = 0; i < schema.get(word).size(); i++) {
            branches.add(look(at + "/" + word + "/" + i, value, path));
        }
        List<Found> fitting =
                branches.stream().filter(branch -> branch.faults().isEmpty()).toList();
        if (fitting.isEmpty()) {
            found.take(branches.stream()
                    .min(Comparator.comparingInt(branch -> branch.faults().size()))
                    .orElseThrow());
        } else if (word.equals("oneOf") && fitting.size() > 1) {
            found.faults().add(path + " fits several branches of " + at);
        } else {
            fitting.forEach(found::take);
        }
    }

    private static void plain(JsonNode schema, JsonNode value, String path, List<String> faults) {
        JsonNode type = schema.path("type");
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        if (!types.isEmpty() && types.stream().noneMatch(each -> is(each, value))) {
            faults.add(path + " is " + shown(value) + ", not " + types);
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            faults.add(path + " is " + shown(value) + ", not " + schema.get("const"));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(path + " is " + shown(value) + ", none of " + schema.get("enum"));
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            if (schema.has("minimum") && number.compareTo(schema.get("minimum").decimalValue()) < 0
                    || schema.has("maximum")
                            && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
                faults.add(path + " is out of bounds: " + value);
            }
        }
        if (value.isTextual()) {
            text(schema, value.asText(), path, faults);
        }
    }

    private static void text(JsonNode schema, String text, String path, List<String> faults) {
        boolean length = text.length() >= schema.path("minLength").asInt(0)
                && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE);
        boolean pattern = !schema.has("pattern")
                || Pattern.compile(schema.get("pattern").asText()).matcher(text).find();
        if (!length || !pattern || (schema.path("format").asText().equals("date-time") && !isMoment(text))) {
            faults.add(path + " is no text as documented: " + text);
        }
    }

    private static boolean isMoment(String text) {
        try {
            return Instant.parse(text).toString().endsWith("Z") && text.endsWith("Z");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            default -> throw new IllegalStateException("no type of JSON Schema: " + type);
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** Pointers of all fields that the schema at this pointer documents, through everything that it refers to. */
    public Set<String> documented(String schema) {
        Set<String> fields = new TreeSet<>();
        collect(schema, fields, new LinkedHashSet<>());
        return fields;
    }

    private void collect(String at, Set<String> fields, Set<String> visited) {
        JsonNode schema = document.at(at);
        if (schema.has("$ref")) {
            collect(schema.get("$ref").asText().substring(1), fields, visited);
            return;
        }
        if (!schema.isObject() || !visited.add(at)) {
            return;
        }
        Documents.keys(schema).forEach(keyword -> {
            if (!CHECKED.contains(keyword) && !FOR_PEOPLE.contains(keyword)) {
                throw new IllegalStateException(at + " has the keyword '" + keyword + "', which is not checked");
            }
        });
        Documents.keys(schema.path("properties")).forEach(name -> {
            String place = at + "/properties/" + escaped(name);
            fields.add(place);
            collect(place, fields, visited);
        });
        if (schema.path("additionalProperties").isObject()) {
            fields.add(at + "/additionalProperties");
            collect(at + "/additionalProperties", fields, visited);
        }
        if (schema.has("items")) {
            collect(at + "/items", fields, visited);
        }
        for (String word : List.of("allOf", "anyOf", "oneOf")) {
            for (int i = 0; i < schema.path(word).size(); i++) {
                collect(at + "/" + word + "/" + i, fields, visited);
            }
        }
    }
}
