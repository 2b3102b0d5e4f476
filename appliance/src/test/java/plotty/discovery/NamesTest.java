package plotty.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final BoxId BOX = new BoxId(UUID.fromString("11111111-2222-4333-8444-5555666a9999"));

    private static Offer offer(int port, OptionalInt httpsPort) {
        return new Offer(BOX, "1.2.3", "a test", port, httpsPort, _ -> true);
    }

    private static Link link(String name, String address, int bits) {
        return new Link(name, 1, Optional.of((Inet4Address) InetAddress.ofLiteral(address)), bits, Optional.empty());
    }

    @Test
    void a_suffix_that_is_taken_gets_longer() {
        assertEquals("9999", BOX.suffix(0));
        assertEquals("a9999", BOX.suffix(1));
        assertEquals("5555666a9999", BOX.suffix(8));
        assertEquals("5555666a9999", BOX.suffix(99));
    }

    @Test
    void a_box_begins_with_its_own_name_and_the_one_that_all_want() {
        assertEquals(
                List.of("plotty-9999.local", "plotty.local"),
                List.copyOf(Discovery.atFirst(DiscoverySettings.on("ploTTY", "plotty"), BOX)));
    }

    @Test
    void an_address_names_no_port_that_is_usual() {
        assertEquals("http://a.local", offer(80, OptionalInt.empty()).address("a.local"));
        assertEquals("http://a.local:8080", offer(8080, OptionalInt.empty()).address("a.local"));
        assertEquals("https://a.local", offer(80, OptionalInt.of(443)).address("a.local"));
        assertEquals("https://a.local:8443", offer(80, OptionalInt.of(8443)).address("a.local"));
    }

    @Test
    void a_service_says_what_programs_want_to_know_and_each_pair_fits() {
        Map<String, String> text = ServiceText.of(
                "ü".repeat(300),
                offer(80, OptionalInt.empty()),
                new Offer.Present("ready", Optional.of("ab"), Optional.of("cd")));
        assertEquals(Set.of("txtvers", "id", "name", "version", "model", "path", "state", "tls", "ca"), text.keySet());
        assertEquals(BOX.toString(), text.get("id"));
        assertEquals("ready", text.get("state"));
        assertEquals("ü".repeat(100), text.get("name"));
        text.forEach(
                (key, value) -> assertTrue((key + "=" + value).getBytes(StandardCharsets.UTF_8).length < 256, key));
        assertFalse(ServiceText.of(
                        "a",
                        offer(80, OptionalInt.empty()),
                        new Offer.Present("ready", Optional.empty(), Optional.empty()))
                .containsKey("tls"));
    }

    @Test
    void a_network_is_known_again_at_another_door_and_reaches_only_its_own() {
        Link wired = link("eth0", "192.168.1.10", 24);
        assertTrue(wired.isSameNetwork(link("wlan0", "192.168.1.77", 24)));
        assertFalse(wired.isSameNetwork(link("wlan0", "192.168.2.77", 24)));
        assertFalse(wired.isSameNetwork(link("wlan0", "192.168.1.77", 16)));
        // Each cable has such addresses.
        assertFalse(link("eth0", "169.254.1.1", 16).isSameNetwork(link("usb0", "169.254.7.7", 16)));
        assertTrue(wired.reaches(InetAddress.ofLiteral("192.168.1.255")));
        assertFalse(wired.reaches(InetAddress.ofLiteral("192.168.0.255")));
        assertFalse(wired.reaches(InetAddress.ofLiteral("fe80::1")));
        assertFalse(link("a", "10.0.0.1", 32).reaches(InetAddress.ofLiteral("10.0.0.2")));
    }

    @Test
    void addresses_that_are_tried_or_temporary_are_not_announced() {
        assertEquals(
                Set.of("fe800000000000000000000000000001", "fd000000000000000000000000000003"),
                Links.unfitAddresses(List.of(
                        "fe800000000000000000000000000001 02 40 20 40     eth0",
                        "fe800000000000000000000000000002 02 40 20 80     eth0",
                        "fd000000000000000000000000000003 02 40 00 01     eth0",
                        "fd000000000000000000000000000004 02 40 00 00     eth0",
                        "")));
    }
}
