package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plotty.access.Principal;
import plotty.access.Role;

class ClientsTest {

    @Test
    void of_those_who_left_the_last_fifty_are_remembered() {
        Clients clients = new Clients(InstantSource.system());
        IntStream.range(0, 200).forEach(_ -> clients.leave(enter(clients)));
        Clients.Client present = enter(clients);
        assertEquals(1, clients.count());
        assertEquals(Clients.REMEMBERED, clients.gone().size());
        assertEquals(200, clients.gone().getFirst().id());
        clients.leave(present);
        clients.leave(present);
        assertEquals(0, clients.count());
        assertEquals(1, clients.gone().stream().filter(gone -> gone.id() == 201).count());
    }

    private static Clients.Client enter(Clients clients) {
        Principal who = new Principal("anonymous", Principal.Kind.ANONYMOUS, Role.VIEWER, Set.of());
        return clients.enter("plotty", who, InetAddress.getLoopbackAddress(), () -> false, _ -> {});
    }
}
