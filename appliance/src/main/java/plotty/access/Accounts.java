package plotty.access;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plotty.store.Database;

/** Everybody who may come in, and the guard that knows them. */
public final class Accounts implements Guard, AutoCloseable {
    /** The tables of this room. */
    public static final Database.Migrations MIGRATIONS = new Database.Migrations("access", List.of());

    private Accounts() {}

    /**
     * Reads the accounts; if nobody owns the box, makes a claim code and gives notice of it.
     *
     * @param notice told the claim code now, and when the box is claimed
     */
    public static Accounts open(
            AccessSettings settings, Database database, ClaimNotice notice, InstantSource clock, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    public Claim claim() {
        throw new UnsupportedOperationException();
    }

    public Users users() {
        throw new UnsupportedOperationException();
    }

    public Sessions sessions() {
        throw new UnsupportedOperationException();
    }

    public Keys keys() {
        throw new UnsupportedOperationException();
    }

    public Tokens tokens() {
        throw new UnsupportedOperationException();
    }

    public Tickets tickets() {
        throw new UnsupportedOperationException();
    }

    public Pairings pairings() {
        throw new UnsupportedOperationException();
    }

    public AuditLog auditLog() {
        throw new UnsupportedOperationException();
    }

    /** For the buttons. */
    public Presence presence() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Principal identify(Credentials credentials) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean stillHolds(Principal principal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> overLimit(Principal principal, InetAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void audit(Principal principal, InetAddress client, String action, int outcome) {
        throw new UnsupportedOperationException();
    }

    /** Writes down what is not written yet. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
