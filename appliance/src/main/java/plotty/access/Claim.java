package plotty.access;

import java.net.InetAddress;
import java.util.Optional;

/** How a box gets its owner, once. Thread-safe. */
public final class Claim {
    Claim() {}

    /** Whether nobody owns the box yet. */
    public boolean open() {
        throw new UnsupportedOperationException();
    }

    /** Whether somebody at the box has just shown himself, so that no code is needed. */
    public boolean released() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the first admin and logs him in. Blocks for the disk and the hash.
     *
     * @param code the claim code as typed; not needed while the claim is released
     * @throws AccessRefusedException if the code is wrong or missing, or too many wrong ones came
     * @throws AccountException CONFLICT if the box has an owner, INVALID for the name or password
     */
    public Login by(InetAddress client, String name, String password, Optional<String> code) {
        throw new UnsupportedOperationException();
    }
}
