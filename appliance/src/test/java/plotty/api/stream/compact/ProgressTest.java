package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.event.Event;
import plotty.event.Published;

/** What is told of a long drawing, ten times a second. */
class ProgressTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00.123Z");
    private static final int TICKS = 3 * 3600 * 10;

    private final Phrasebook phrasebook = new Phrasebook();

    /** The events of half a minute, late in a drawing of three hours, when every number is long. */
    private static List<Published> sequence() {
        List<Published> events = new ArrayList<>();
        for (int tick = 0; tick < 300; tick++) {
            double share = 0.9 + (double) tick / TICKS;
            Event event = Progressing.at(share, (int) (200_000 * share) + tick % 3);
            events.add(new Published(1_234_567 + tick / 100, BEGIN.plusMillis(tick * 100L + tick % 7), event));
        }
        return events;
    }

    @Test
    void a_steady_event_takes_at_most_40_bytes_and_a_fifth_of_plottys_json() throws IOException {
        Told earlier = null;
        int longest = 0;
        int total = 0;
        int plotty = 0;
        for (Published published : sequence()) {
            Told told = phrasebook.of(published);
            if (earlier != null) {
                int bytes = told.since(earlier, Encoding.CBOR).length;
                longest = Math.max(longest, bytes);
                total += bytes;
                plotty += plottysJson(published);
            }
            earlier = told;
        }
        assertTrue(longest <= 40, "the longest has " + longest + " bytes");
        assertTrue(5 * total <= plotty, total + " bytes against " + plotty);
    }

    private static int plottysJson(Published published) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = Encoding.OURS.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", published.event().type());
            out.writeStringField("timestamp", published.time().toString());
            published.event().writeFields(out);
            out.writeEndObject();
        }
        return bytes.size();
    }

    @ParameterizedTest
    @EnumSource
    void changes_put_together_are_the_whole_whatever_was_left_out_between(Encoding encoding) throws IOException {
        JsonNode keys = CompactClient.JSON.readTree(Keys.TABLE.file());
        Random random = new Random(4);
        Told earlier = null;
        ObjectNode held = null;
        for (Published published : sequence()) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            Told told = phrasebook.of(published);
            ObjectNode full = (ObjectNode) CompactClient.decoded(told.full(encoding), encoding, keys);
            if (earlier == null) {
                held = full;
            } else {
                apply(held, (ObjectNode) CompactClient.decoded(told.since(earlier, encoding), encoding, keys));
            }
            assertEquals(normal(full), normal(held));
            earlier = told;
        }
    }

    @Test
    void a_field_that_goes_away_goes_away_at_the_client() {
        Tree before = new Tree(Map.of("a", 1L, "b", Map.of("x", 1L, "y", 2L), "c", List.of("z")));
        Tree after = new Tree(Map.of("a", 1L, "b", Map.of("x", 1L, "y", 3L)));
        Map<String, Object> changes = after.since(before);
        assertEquals(2, changes.size());
        assertEquals(Map.of("y", 3L), changes.get("b"));
        assertTrue(changes.containsKey("c") && changes.get("c") == null);
    }

    @Test
    void all_clients_that_stand_alike_are_sent_the_same_bytes() {
        List<Published> events = sequence();
        Told first = phrasebook.of(events.get(0));
        Told second = phrasebook.of(events.get(1));
        Told third = phrasebook.of(events.get(2));
        assertSame(third, phrasebook.of(events.get(2)));
        assertSame(third.since(second, Encoding.CBOR), third.since(second, Encoding.CBOR));
        assertSame(third.since(first, Encoding.CBOR), third.since(first, Encoding.CBOR));
        assertSame(third.full(Encoding.JSON), third.full(Encoding.JSON));
    }

    /** Applies a merge patch (RFC 7396) with the relative time. */
    private static void apply(ObjectNode held, ObjectNode changes) {
        Instant time = Instant.parse(held.get("timestamp").asText())
                .plusMillis(changes.remove("ms").asLong());
        held.put("timestamp", time.toString());
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                held.remove(change.getKey());
            } else {
                held.set(change.getKey(), change.getValue());
            }
        }
    }

    /** The same whatever way numbers are written. */
    private static Map<String, String> normal(ObjectNode node) {
        Map<String, String> normal = new TreeMap<>();
        node.properties()
                .forEach(field -> normal.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? field.getValue()
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : field.getValue().toString()));
        return normal;
    }
}
