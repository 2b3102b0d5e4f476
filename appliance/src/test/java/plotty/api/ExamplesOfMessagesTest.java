package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Messages that API.md shows are as the AsyncAPI document has them. */
class ExamplesOfMessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = Documents.asyncApi();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```json\\n(.*?)^```$");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`(\\{\"(?:type|action)\":.*?})`");
    private static final Pattern IN_A_COMMAND = Pattern.compile("-x '(\\{.*?})'");

    /** What is left out on purpose: {@code "items":[…]}, and any action. */
    private static final Pattern LEFT_OUT = Pattern.compile("[\\[:,]…|\"action\":\"…\"");

    @Test
    void every_message_in_api_md_is_one_that_is_documented() throws IOException {
        String text = Files.readString(Path.of("API.md"));
        List<JsonNode> shown = new ArrayList<>();
        for (var block : BLOCK.matcher(text).results().toList()) {
            try (MappingIterator<JsonNode> values =
                    JSON.readerFor(JsonNode.class).readValues(block.group(1))) {
                values.forEachRemaining(shown::add);
            }
        }
        for (Pattern place : List.of(IN_A_SENTENCE, IN_A_COMMAND)) {
            place.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(message -> !LEFT_OUT.matcher(message).find())
                    .forEach(message -> shown.add(parsed(message)));
        }
        assertTrue(shown.size() > 20, "only " + shown.size() + " messages are shown");
        assertEquals(
                "",
                String.join(
                        "\n",
                        shown.stream()
                                .flatMap(message -> faults(message).stream())
                                .toList()));
    }

    /** A message may be one of several dialects, and an order over HTTP begins with its action, too. */
    private static List<String> faults(JsonNode message) {
        String kind = message.path("type").asText(message.path("action").asText("change"));
        List<String> schemas = new ArrayList<>(Documents.keys(DOCUMENT.at("/components/messages"))
                .filter(key -> Documents.name(DOCUMENT, key).equals(kind))
                .map(key -> "/components/messages/" + key + "/payload")
                .toList());
        if (schemas.isEmpty()) {
            schemas.addAll(List.of("/components/schemas/JobOrderFields", "/components/schemas/DeviceOrderFields"));
        }
        List<String> all = new ArrayList<>();
        for (String schema : schemas) {
            List<String> faults = new Schemas(DOCUMENT).faults(schema, message);
            if (faults.isEmpty()) {
                return List.of();
            }
            faults.forEach(fault -> all.add(schema + ": " + fault + " in " + message));
        }
        return all;
    }

    private static JsonNode parsed(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError(message, e);
        }
    }
}
