package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnNameTest {
    @Test
    void a_machine_goes_by_its_name_also_on_the_local_network() {
        assertEquals(Set.of("plotty", "plotty.local"), OwnName.names("Plotty\n"));
        assertEquals(Set.of("attic.example.net", "attic.local"), OwnName.names("attic.example.net"));
    }

    @Test
    void what_is_no_name_of_its_own_is_none() {
        for (String name : List.of("", "localhost", "localhost.localdomain", "two words", "-", "ä", "a/b", "a.")) {
            assertEquals(Set.of(), OwnName.names(name), name);
        }
    }

    @Test
    void the_door_answers_under_the_machine_s_name_beside_those_in_the_configuration() {
        Surroundings machine = new Surroundings(
                Map.of("PLOTTY_SECURITY_ALLOWED_HOSTS", "studio"), List.of(), Set.of("plotty", "plotty.local"));
        Conclusion conclusion = Conclusion.of(Arguments.parse(List.of()), machine);
        assertEquals(
                Set.of("studio", "plotty", "plotty.local"),
                conclusion.configuration().server().allowedHosts());
    }

    @Test
    void an_address_for_people_is_one_that_they_can_reach() throws SocketException {
        assertEquals("http://localhost:8080", OwnName.address("127.0.0.1", 8080));
        assertEquals("http://192.0.2.7", OwnName.address("192.0.2.7", 80));
        assertEquals("http://[2001:db8::7]:8080", OwnName.address("2001:db8::7", 8080));
        String everywhere = OwnName.address("0.0.0.0", 8080);
        String host = everywhere.replaceAll("^http://|:8080$", "");
        assertFalse(host.equals("0.0.0.0"), everywhere);
        assertTrue(
                host.equals("localhost") || NetworkInterface.getByInetAddress(InetAddress.ofLiteral(host)) != null,
                everywhere);
    }
}
