package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static InetAddress address(int... bytes) throws UnknownHostException {
        byte[] octets = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = (byte) bytes[i];
        }
        return InetAddress.getByAddress(octets);
    }

    @Test
    void each_role_covers_those_before_it() {
        List<Role> ascending = List.of(Role.NONE, Role.VIEWER, Role.OPERATOR, Role.ADMIN);
        for (int has = 0; has < ascending.size(); has++) {
            for (int needed = 0; needed < ascending.size(); needed++) {
                assertEquals(has >= needed, ascending.get(has).covers(ascending.get(needed)));
            }
        }
        assertTrue(Role.NONE.covers(Role.NONE));
        assertFalse(Role.VIEWER.covers(Role.OPERATOR));
    }

    @Test
    void a_client_on_this_machine_has_the_greater_of_both_roles() throws UnknownHostException {
        InetAddress here = address(127, 0, 0, 1);
        assertEquals(Role.ADMIN, new Access(Role.VIEWER, Role.ADMIN).roleOf(here));
        assertEquals(Role.OPERATOR, new Access(Role.OPERATOR, Role.VIEWER).roleOf(here));
        assertEquals(
                Role.ADMIN,
                new Access(Role.NONE, Role.ADMIN).roleOf(address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
    }

    @Test
    void a_client_elsewhere_has_the_role_of_everyone() throws UnknownHostException {
        Access access = new Access(Role.VIEWER, Role.ADMIN);
        assertEquals(Role.VIEWER, access.roleOf(address(192, 168, 1, 5)));
        assertEquals(Role.VIEWER, access.roleOf(address(10, 0, 0, 1)));
    }
}
