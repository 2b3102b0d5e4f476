package plotty.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plotty.store.Database;

/**
 * The keys that bearer tokens are signed with: a new one each day, the one before kept for as long as a token of it may live.
 * In the database, so that tokens survive a restart. Thread-safe.
 */
final class SigningKeys {
    static final Duration ROTATED_AFTER = Duration.ofDays(1);
    /** How long a key is kept after its successor was made: a token's life and what a clock may be off. */
    static final Duration KEPT = Tokens.LIFE.plus(Tokens.SKEW);

    /**
     * A key of HMAC-SHA-256.
     *
     * @param kid names it in a token's header; no secret
     * @param secret 256 bits
     */
    record SigningKey(String kid, byte[] secret, Instant madeAt) {
        @Override
        public String toString() {
            return "signing key " + kid;
        }
    }

    private final Database database;
    private final Secrets secrets;
    private final InstantSource clock;
    /** The latest first. */
    private volatile List<SigningKey> keys;

    SigningKeys(Database database, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
        this.keys = database.read(SigningKeys::read);
    }

    /** The key to sign with; makes a new one when its day is over, and then blocks for the disk. */
    SigningKey current() {
        List<SigningKey> known = keys;
        if (isDue(known)) {
            known = Register.finished(database.write(transaction -> rotate(transaction.connection())));
            keys = known;
        }
        return known.getFirst();
    }

    /** The key of this id, as long as it is kept. */
    Optional<SigningKey> named(String kid) {
        Optional<Instant> replacedAt = Optional.empty();
        for (SigningKey key : keys) {
            if (key.kid.equals(kid)) {
                return replacedAt.filter(this::isLongAgo).isPresent() ? Optional.empty() : Optional.of(key);
            }
            replacedAt = Optional.of(key.madeAt);
        }
        return Optional.empty();
    }

    /** Two may find it due at once: the second one finds it done. */
    private List<SigningKey> rotate(Connection connection) throws SQLException {
        List<SigningKey> before = read(connection);
        if (!isDue(before)) {
            return before;
        }
        // What the latest one replaced has no token left: that was a day ago.
        for (SigningKey old : before.subList(Math.min(1, before.size()), before.size())) {
            Register.run(connection, "DELETE FROM signing_key WHERE kid = ?", old.kid);
        }
        Register.run(
                connection,
                "INSERT INTO signing_key (kid, secret, made_at) VALUES (?, ?, ?)",
                secrets.id(),
                secrets.bytes(),
                clock.millis());
        return read(connection);
    }

    private boolean isDue(List<SigningKey> known) {
        return known.isEmpty()
                || Duration.between(known.getFirst().madeAt, clock.instant())
                                .abs()
                                .compareTo(ROTATED_AFTER)
                        >= 0;
    }

    private boolean isLongAgo(Instant replacedAt) {
        return !clock.instant().isBefore(replacedAt.plus(KEPT));
    }

    private static List<SigningKey> read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT kid, secret, made_at FROM signing_key ORDER BY number DESC");
                ResultSet row = select.executeQuery()) {
            List<SigningKey> keys = new ArrayList<>();
            while (row.next()) {
                keys.add(new SigningKey(
                        row.getString("kid"), row.getBytes("secret"), Instant.ofEpochMilli(row.getLong("made_at"))));
            }
            return List.copyOf(keys);
        }
    }
}
