package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents that no honest client sends, by somebody who may do everything. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileBodyTest {
    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    /** Sends a body of these bytes, given as Latin-1. */
    private static RawExchange.Answer sent(String path, String headers, String latin1) {
        return box.ask("POST " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + box.asOwner() + headers
                + "Content-Length: " + latin1.length() + "\r\n\r\n" + latin1);
    }

    private static RawExchange.Answer event(String json) {
        return sent("/api/v1/events", "Content-Type: application/json\r\n", json);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            as deep as may be | 2 | {"event":"e","data":{"a":[[[[[[1]]]]]]}}
            deeper | 4 | {"event":"e","data":{"a":[[[[[[[1]]]]]]]}}
            much deeper | 4 | {"event":"e","data":{"a":DEEP
            as large as may be | 2 | {"event":"e","data":{"a":"FEW"}}
            larger | 4 | {"event":"e","data":{"a":"MANY"}}
            a name without end | 4 | {"event":"e","data":{"FEW":1}}
            a number of 60 digits | 2 | {"event":"e","data":{"a":DIGITS}}
            a number of 70 digits | 4 | {"event":"e","data":{"a":DIGITS0000000000}}
            an exponent without end | 4 | {"event":"e","data":{"a":1eDIGITS0000000000}}
            the same name twice | 4 | {"event":"e","event":"f"}
            the same name twice, deep | 4 | {"event":"e","data":{"a":1,"a":2}}
            no object | 4 | [1]
            two objects | 4 | {"event":"e"}{"event":"f"}
            nothing | 4 | ``
            half an object | 4 | {"event":"e"
            no number | 4 | {"event":"e","data":{"a":NaN}}
            a comment | 4 | {"event":"e"/*x*/}
            half a character, escaped | 4 | {"event":"e","data":{"a":"\\ud800"}}
            a byte that is no UTF-8 | 4 | {"event":"e","data":{"a":"\u00ff"}}
            an overlong quote | 4 | {"event":"e","data":{"a":"\u00c0\u00a2"}}
            half a character, encoded | 4 | {"event":"e","data":{"a":"\u00ed\u00a0\u0080"}}
            UTF-8 that breaks off | 4 | {"event":"e","data":{"a":"\u00e2\u0082"}}
            proper UTF-8 | 2 | {"event":"e","data":{"a":"\u00e2\u0082\u00ac"}}
            a mark of the byte order | 4 | \u00ef\u00bb\u00bf{"event":"e"}
            UTF-16 | 4 | \u00fe\u00ff\u0000{\u0000}
            a line end in a name | 4 | {"event":"a\\r\\nSet-Cookie: x"}
            """)
    void json_is_read_strictly_and_within_bounds(String what, int hundreds, String json) {
        String body = json.replace("DEEP", "[".repeat(10_000))
                .replace("FEW", "x".repeat(3_900))
                .replace("MANY", "x".repeat(60_000))
                .replace("DIGITS", "9".repeat(60));
        RawExchange.Answer answer = event(body);
        assertEquals(hundreds, answer.status() / 100, what + ": " + answer.text());
        assertTrue(answer.text().length() < 5_000, what + ": the answer is short");
        assertFalse(answer.headers().containsKey("set-cookie"), what);
    }

    @Test
    void a_small_body_has_64_kib_and_no_more() {
        String json = "{\"event\":\"e\"}";
        assertEquals(201, event(json + " ".repeat(64 * 1024 - json.length())).status());
        assertEquals(
                413, event(json + " ".repeat(64 * 1024 + 1 - json.length())).status());
    }

    @Test
    void a_body_without_end_is_refused_after_64_kib() {
        try (RawExchange exchange = box.open()) {
            exchange.send("POST /api/v1/events HTTP/1.1\r\nHost: {host}\r\n" + box.asOwner()
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            exchange.drip("4000\r\n" + " ".repeat(0x4000) + "\r\n");
        }
    }

    @Test
    void a_bomb_that_is_compressed_is_not_even_unpacked() {
        String bomb = new String(gzipped(new byte[20_000_000]), StandardCharsets.ISO_8859_1);
        RawExchange.Answer answer =
                sent("/api/v1/events", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", bomb);
        assertEquals(415, answer.status(), answer.text());
        RawExchange.Answer drawing =
                sent("/api/v1/jobs?name=bomb", "Content-Type: image/svg+xml\r\nContent-Encoding: gzip\r\n", bomb);
        assertEquals(415, drawing.status(), drawing.text());
    }

    @Test
    void a_packed_drawing_that_says_it_is_none_is_refused() {
        String bomb = new String(gzipped(new byte[20_000_000]), StandardCharsets.ISO_8859_1);
        RawExchange.Answer answer = sent("/api/v1/jobs?name=bomb", "Content-Type: image/svg+xml\r\n", bomb);
        assertEquals(4, answer.status() / 100, answer.text());
    }

    private static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=%ff",
                "name=%c0%af",
                "name=%ed%a0%80",
                "name=%e2%82",
                "name=a%00b",
                "name=%zz",
                "name=%2",
                "nam%ff=a",
                "name=a&name=b",
                "unknown=1"
            })
    void a_query_that_is_none_is_refused(String query) {
        RawExchange.Answer answer =
                sent("/api/v1/jobs?" + query, "Content-Type: image/svg+xml\r\n", "<svg width='9mm' height='9mm'/>");
        assertEquals(400, answer.status(), answer.text());
        assertFalse(answer.headers().containsKey("set-cookie"));
    }

    @Test
    void a_query_has_64_options_and_no_more() {
        assertEquals(200, box.get("/health/live?" + "a=b&".repeat(63) + "a=b").status());
        assertEquals(400, box.get("/health/live?" + "a=b&".repeat(64) + "a=b").status());
    }

    @Test
    void bytes_in_a_header_that_are_no_letters_are_no_fault_of_ours() {
        RawExchange.Answer answer = box.ask("""
                GET /health/live HTTP/1.1\r
                Host: {host}\r
                Connection: close\r
                User-Agent: \u00ff\u00fe\u00c3(\r
                Accept: \u0080\r
                If-None-Match: \u00ed\u00a0\u0080\r
                \r
                """);
        assertEquals(200, answer.status(), answer.text());
    }
}
