package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import plotty.api.Documents;

/** What the dialects understand stands in the AsyncAPI document, and nothing else. */
class KindsAreDocumentedTest {
    private static final JsonNode DOCUMENT = Documents.asyncApi();

    @Test
    void all_kinds_of_the_plotty_dialect() {
        assertEquals(new TreeSet<>(ClientMessage.KINDS), names("plotty"));
    }

    @Test
    void all_kinds_of_the_monitor_dialect_and_its_filters() {
        assertEquals(new TreeSet<>(MonitorMessage.KINDS), names("monitor"));
        assertEquals(
                new TreeSet<>(MonitorMessage.filterNames()),
                texts("/components/messages/monitor.client.subscribe/payload/properties/filters/items/enum"));
    }

    @Test
    void all_codes_and_channels() {
        assertEquals(
                Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)),
                texts("/components/schemas/ErrorCode/enum"));
        assertEquals(new TreeSet<>(ChannelNames.KNOWN), texts("/components/schemas/Channel/enum"));
    }

    private static Set<String> names(String dialect) {
        List<String> keys = Documents.messages(DOCUMENT, dialect, "client");
        return keys.stream().map(key -> Documents.name(DOCUMENT, key)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(String pointer) {
        return StreamSupport.stream(DOCUMENT.at(pointer).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
