package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import plotty.api.Documents;

/** What the native protocol understands stands in the AsyncAPI document with its role, and nothing else. */
class KindsAreDocumentedTest {
    private static final JsonNode DOCUMENT = Documents.asyncApi();

    @Test
    void all_kinds_with_their_roles() {
        var roles = new TreeMap<String, String>();
        for (Kind kind : Kind.values()) {
            roles.put(kind.wireName(), kind.role().name().toLowerCase(java.util.Locale.ROOT));
        }
        var documented = new TreeMap<String, String>();
        for (String key : Documents.messages(DOCUMENT, "native", "client")) {
            documented.put(
                    Documents.name(DOCUMENT, key),
                    DOCUMENT.at("/components/messages/" + key + "/x-role").asText());
        }
        assertEquals(roles, documented);
    }

    @Test
    void all_codes() {
        Set<String> codes = Arrays.stream(Refusal.Code.values())
                .map(Refusal.Code::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                codes,
                StreamSupport.stream(
                                DOCUMENT.at("/components/schemas/NativeErrorCode/enum")
                                        .spliterator(),
                                false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void both_encodings() {
        assertEquals(
                CompactEndpoint.SUBPROTOCOLS,
                StreamSupport.stream(
                                DOCUMENT.at(
                                                "/channels/native/bindings/ws/headers/properties/Sec-WebSocket-Protocol/enum")
                                        .spliterator(),
                                false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
