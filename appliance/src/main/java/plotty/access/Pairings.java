package plotty.access;

import java.net.InetAddress;
import java.util.List;

/** How a program gets a key without anyone typing one: it asks, a person confirms, it polls. Thread-safe, in memory. */
public final class Pairings {
    Pairings() {}

    /**
     * Asks for a key; good for five minutes.
     *
     * @param role viewer or operator
     * @throws AccessRefusedException TOO_MANY from this address
     * @throws AccountException INVALID, FULL
     */
    public Pairing.Asked ask(InetAddress client, String name, Role role) {
        throw new UnsupportedOperationException();
    }

    /** Those that nobody has answered yet, the oldest first. */
    public List<Pairing> pending() {
        throw new UnsupportedOperationException();
    }

    /**
     * Says yes: the program gets its key when it polls.
     *
     * @throws AccountException UNKNOWN if it expired or was answered, FORBIDDEN
     */
    public void confirm(Principal by, String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Says no.
     *
     * @throws AccountException UNKNOWN if it expired or was answered
     */
    public void deny(Principal by, String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * What has become of it. Blocks for the disk when the key is made.
     *
     * @throws AccountException UNKNOWN if it expired, or its key was given already; FULL if there are too many keys
     * @throws AccessRefusedException if the secret is wrong, or too many wrong ones came
     */
    public Pairing.Answer poll(InetAddress client, String id, String secret) {
        throw new UnsupportedOperationException();
    }
}
