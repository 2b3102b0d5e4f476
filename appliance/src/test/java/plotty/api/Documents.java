package plotty.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The two documents of the API as they were written, and ways into them. */
public final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** The routes. */
    public static JsonNode openApi() {
        return read("openapi.yaml");
    }

    /** The messages. */
    public static JsonNode asyncApi() {
        return read("asyncapi.yaml");
    }

    private static JsonNode read(String name) {
        try (InputStream in = DocumentsResource.class.getResourceAsStream(name)) {
            return JSON.valueToTree(
                    new Load(LoadSettings.builder().build()).loadFromString(new String(in.readAllBytes(), "UTF-8")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One operation: where it stands, and what it is called on the wire. */
    public record Operation(String pointer, String method, String path, JsonNode node) {
        /** Its parameters and those of its path. */
        public List<JsonNode> parameters(JsonNode document) {
            List<JsonNode> all = new ArrayList<>();
            document.at("/paths/" + Schemas.escaped(path) + "/parameters").forEach(all::add);
            node.path("parameters").forEach(all::add);
            return all.stream()
                    .map(parameter -> parameter.has("$ref")
                            ? document.at(parameter.get("$ref").asText().substring(1))
                            : parameter)
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** All operations. */
    public static List<Operation> operations(JsonNode openApi) {
        List<Operation> operations = new ArrayList<>();
        openApi.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .forEach(method -> operations.add(new Operation(
                                "/paths/" + Schemas.escaped(path.getKey()) + "/" + method.getKey(),
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return operations;
    }

    /** The keys of the messages of a dialect that a client says (`client`) or hears (`server`). */
    public static List<String> messages(JsonNode asyncApi, String dialect, String side) {
        return keys(asyncApi.at("/components/messages"))
                .filter(key -> key.startsWith(dialect + "." + side + "."))
                .toList();
    }

    /** What a message is called on the wire. */
    public static String name(JsonNode asyncApi, String message) {
        return asyncApi.at("/components/messages/" + message + "/name").asText();
    }

    /** The names of an object's fields. */
    public static Stream<String> keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }
}
