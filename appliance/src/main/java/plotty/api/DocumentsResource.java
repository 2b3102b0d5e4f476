package plotty.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import plotty.access.Role;
import plotty.http.Handler;
import plotty.http.Response;
import plotty.http.Router;

/**
 * What can be asked and heard here, for machines: routes as OpenAPI 3.1, messages as AsyncAPI 3, each as YAML as it was
 * written and as JSON made of it. A test holds both to what the service does. Thread-safe.
 */
public final class DocumentsResource {
    private static final JsonFactory JSON = new JsonFactory();

    /** YAML in JSON's terms: nothing but texts, numbers, truths, lists and maps. */
    private static final LoadSettings YAML = LoadSettings.builder().build();

    private final Map<String, byte[]> made = new ConcurrentHashMap<>();

    /** Adds the routes of the four files. */
    public void routes(Router router) {
        for (String name : List.of("openapi", "asyncapi")) {
            router.route("GET", "/api/v1/" + name + ".yaml", Role.NONE, file(name + ".yaml", "application/yaml"));
            router.route("GET", "/api/v1/" + name + ".json", Role.NONE, file(name + ".json", "application/json"));
        }
    }

    private Handler file(String name, String mediaType) {
        return _ -> new Response(
                200,
                mediaType,
                Map.of("Cache-Control", "no-cache"),
                made.computeIfAbsent(
                        name, _ -> name.endsWith(".json") ? json(name.replace(".json", ".yaml")) : yaml(name)));
    }

    private static byte[] yaml(String name) {
        try (InputStream in = DocumentsResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside its class");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static byte[] json(String name) {
        Object document = new Load(YAML).loadFromString(new String(yaml(name), StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, document);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray();
                for (Object each : list) {
                    write(out, each);
                }
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    out.writeFieldName(String.valueOf(field.getKey()));
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case Object other -> throw new IllegalStateException("no value of JSON: " + other);
        }
    }
}
