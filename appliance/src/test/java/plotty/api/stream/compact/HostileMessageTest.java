package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;
import plotty.api.FrontDoor;

/** What no honest client sends: each is answered with an error, and the connection goes on. */
class HostileMessageTest {
    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static FrontDoor door;
    private static JsonNode keys;

    @BeforeAll
    static void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
        keys = door.get("/api/v1/stream/keys");
    }

    @AfterAll
    static void close() {
        HTTP.shutdownNow();
        door.close();
    }

    private CompactClient client(Encoding encoding) {
        CompactClient client = new CompactClient(HTTP, door.uri("/ws"), encoding, keys);
        client.next("hello");
        return client;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a map that says it has 2^64-1 entries       | BBFFFFFFFFFFFFFFFF",
                "a map of 4 billion entries that ends        | BAFFFFFFFF6474797065",
                "a list of 4 billion that ends               | A16474797065 9AFFFFFFFF",
                "a text of 2 GB that ends                    | A16474797065 7A7FFFFFFF61",
                "a text of 2^63-1 bytes                      | A16474797065 7B7FFFFFFFFFFFFFFF61",
                "a byte string of 4 GB that ends             | A16464617461 5AFFFFFFFF00",
                "a byte string of 2 GB that ends             | A16464617461 5A7FFFFFFF00",
                "a name of 2 GB                              | A17A7FFFFFFF61",
                "an endless map that ends                    | BF6474797065",
                "an endless text of pieces that are no texts | A16474797065 7F4161FF",
                "a text that is not UTF-8                    | A16474797065 62C328",
                "a text with a lonely surrogate              | A16474797065 63EDA080",
                "a name that is not UTF-8                    | A162C32801",
                "a break where none may be                   | FF",
                "a reserved length                           | A16474797065 7C",
                "nothing but a number                        | 01",
                "a list                                      | 80",
                "two messages in one                         | A0A0",
                "the same name twice                         | A2 6474797065 6470696E67 6474797065 6470696E67",
                "the same name as text and as number         | A2 6474797065 6470696E67 04 13",
                "deep lists                                  | A1616181818181818181818181818181818101",
                "an empty frame                              | ''"
            })
    void damaged_cbor_is_answered_with_an_error(String what, String hex) {
        try (CompactClient client = client(Encoding.CBOR)) {
            client.sayBinary(HexFormat.of().parseHex(hex.replace(" ", "")));
            JsonNode error = client.next();
            assertEquals("error", error.path("type").asText(), what + ": " + error);
            assertEquals("unreadable", error.path("code").asText(), what + ": " + error);
            assertTrue(client.untilPong().isEmpty(), what);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{} {}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]}",
                "{\"type\":NaN}",
                "{\"type\":\"\\ud800\"}",
                "{'type':'ping'}",
                "{\"a\":01}",
                "{\"a\":1e}",
                "{\"n\":123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890}"
            })
    void damaged_json_is_answered_with_an_error(String text) {
        try (CompactClient client = client(Encoding.JSON)) {
            client.sayText(text);
            JsonNode error = client.next();
            assertEquals("unreadable", error.path("code").asText(), text + ": " + error);
            assertTrue(client.untilPong().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'ping'}",
                "{'type':'ping','id':''}",
                "{'type':'ping','id':[1]}",
                "{'type':'ping','id':1.5}",
                "{'type':'ping','id':123456789012345678901234567890}",
                "{'id':1}",
                "{'type':[7],'id':1}",
                "{'type':'subscribe','id':1,'channels':'jobs'}",
                "{'type':'subscribe','id':1,'resume':7}",
                "{'type':'subscribe','id':1,'resume':{'epoch':'e'}}",
                "{'type':'subscribe','id':1,'max_rate':-1}",
                "{'type':'jog','id':1,'device_id':'plotter-1','dx_mm':1e300}",
                "{'type':'submit','id':1,'bytes':10,'options':{'colour':'red'}}",
                "{'type':'submit','id':1,'bytes':10,'options':['red']}",
                "{'type':'submit','id':1,'bytes':10,'format':'pdf'}",
                "{'type':'submit','id':1,'bytes':1.5}",
                "{'type':'submit','id':1,'bytes':-5}"
            })
    void what_makes_no_sense_is_answered_with_an_error(String message) {
        for (Encoding encoding : Encoding.values()) {
            try (CompactClient client = client(encoding)) {
                client.say(message);
                JsonNode error = client.next();
                assertEquals("invalid", error.path("code").asText(), message + ": " + error);
                assertTrue(client.untilPong().isEmpty());
            }
        }
    }

    @Test
    void the_other_kind_of_frame_is_answered_with_an_error() {
        try (CompactClient client = client(Encoding.CBOR)) {
            client.sayText("{\"type\":\"ping\",\"id\":1}");
            assertTrue(client.next().get("message").asText().contains("CBOR"));
        }
        try (CompactClient client = client(Encoding.JSON)) {
            client.sayBinary(new byte[] {(byte) 0xa0});
            assertTrue(client.next().get("message").asText().contains("JSON"));
        }
    }

    @Test
    void an_unknown_type_is_answered_with_the_known_ones() {
        try (CompactClient client = client(Encoding.CBOR)) {
            client.say("{'type':'subscibe','id':'x'}");
            JsonNode error = client.answer("x");
            assertEquals("unknown_type", error.get("code").asText());
            assertEquals("subscribe", error.get("known").get(0).asText());
            assertTrue(error.get("message").asText().contains("Did you mean 'subscribe'?"));
        }
    }

    @Test
    void a_chunk_that_is_too_large_is_refused() {
        try (CompactClient client = client(Encoding.CBOR)) {
            client.say("{'type':'submit','id':'w','bytes':99999}");
            client.say(CompactClient.JSON
                    .createObjectNode()
                    .put("type", "chunk")
                    .put("id", "w")
                    .put("data", new byte[CompactEndpoint.CHUNK_BYTES + 1]));
            assertEquals("invalid", client.answer("w").get("code").asText());
        }
    }
}
