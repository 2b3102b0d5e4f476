package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.http.Connections.Admission;

/** Who is let in when many are. */
class ConnectionsTest {
    private static final int MOST = 128;

    private final Connections connections = new Connections(MOST, MOST);

    private static final class From extends EmbeddedChannel {
        private final String address;

        From(String address) {
            this.address = address;
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return address == null ? null : new InetSocketAddress(InetAddress.ofLiteral(address), 1024);
        }
    }

    @Test
    void one_address_that_takes_every_web_socket_keeps_nobody_else_out() {
        List<From> greedy = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            greedy.add(new From("192.0.2.66"));
            assertTrue(connections.admitWebSocket(greedy.getLast()));
        }
        assertFalse(connections.admitWebSocket(new From("192.0.2.66")));
        From owner = new From("2001:db8::1");
        assertTrue(connections.admitWebSocket(owner));
        assertTrue(connections.admitWebSocket(new From("2001:db8::2")), "he has more than one page");
        assertFalse(connections.admitWebSocket(new From("192.0.2.66")));
        for (From each : greedy) {
            var _ = each.close();
        }
        var _ = owner.close();
        assertEquals(1, connections.webSockets());
        assertTrue(connections.admitWebSocket(new From("192.0.2.66")));
    }

    @Test
    void one_address_that_takes_every_connection_keeps_nobody_else_out() {
        for (int i = 0; i < MOST; i++) {
            assertEquals(Admission.SERVED, connections.admit(new From("192.0.2.66")));
        }
        Admission next = connections.admit(new From("192.0.2.66"));
        assertEquals(Admission.REFUSED, next);
        while (next == Admission.REFUSED) {
            next = connections.admit(new From("192.0.2.66"));
        }
        assertEquals(Admission.CLOSED, next);
        for (int i = 0; i < 6; i++) {
            assertEquals(Admission.SERVED, connections.admit(new From("192.0.2.1")), "as many as a browser opens");
        }
    }

    @Test
    void the_places_for_newcomers_are_bounded_too() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(connections.admitWebSocket(new From("192.0.2.66")));
        }
        int more = 0;
        for (int i = 0; i < 20; i++) {
            more += connections.admitWebSocket(new From("2001:db8::" + i)) ? 1 : 0;
        }
        assertEquals(8, more, "one host has all of its /64");
        while (connections.admitWebSocket(new From("198.51.100." + more))) {
            more++;
        }
        assertEquals(Connections.SPARE, more);
    }
}
