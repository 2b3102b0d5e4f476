package plotty.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final String USUAL =
            "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 3\r\nST: ssdp:all\r\n\r\n";

    private static Optional<Search> parse(String datagram) {
        byte[] bytes = datagram.getBytes(StandardCharsets.ISO_8859_1);
        return Search.parse(bytes, bytes.length);
    }

    @Test
    void a_search_says_what_is_looked_for_and_how_long_it_waits() {
        assertEquals(Optional.of(new Search("ssdp:all", 3)), parse(USUAL));
        assertEquals(
                Optional.of(new Search("ssdp:all", 3)),
                parse(USUAL.replace("ST: ", "st:").replace("MX: ", "Mx:\t")));
        assertEquals(1, parse(USUAL.replace("MX: 3\r\n", "")).orElseThrow().withinS());
        assertEquals(1, parse(USUAL.replace("MX: 3", "MX: 0")).orElseThrow().withinS());
        assertEquals(5, parse(USUAL.replace("MX: 3", "MX: 9999")).orElseThrow().withinS());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: ssdp:discover\r\nST: ssdp:all\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: ssdp:all\r\nMX: -1\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: ssdp:all\r\nMX: 99999999999999\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: a\r\nST: b\r\n\r\n",
                "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nno colon\r\nST: a\r\n\r\n",
                "M-SEARCH * HTTP/1.1\nMAN: \"ssdp:discover\"\nST: ssdp:all\n\n"
            })
    void what_is_no_search_is_passed_over(String datagram) {
        assertTrue(parse(datagram).isEmpty());
    }

    @Test
    void a_search_that_is_too_long_is_passed_over() {
        assertTrue(parse(USUAL.replace("ST: ", "ST: " + "a".repeat(1100))).isEmpty());
        assertTrue(parse(USUAL.replace("ST: ", "A: b\r\n".repeat(30).replace("A", "A") + "ST: "))
                .isEmpty());
    }

    @Test
    void whatever_comes_is_read_without_a_failure() {
        Random random = new Random(1900);
        byte[] usual = USUAL.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] hostile = usual.clone();
            for (int changes = random.nextInt(8); changes >= 0; changes--) {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
            }
            Search.parse(hostile, random.nextInt(hostile.length + 1))
                    .ifPresent(search -> assertFalse(search.withinS() < 1 || search.withinS() > 5));
        }
    }
}
