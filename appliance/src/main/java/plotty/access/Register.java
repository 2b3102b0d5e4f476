package plotty.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import plotty.access.Directory.Account;
import plotty.access.Directory.StoredKey;
import plotty.access.Directory.StoredSession;
import plotty.store.Database;
import plotty.store.Database.Transaction;
import plotty.store.StoreException;

/**
 * The tables of users, keys and logins, kept in memory as a whole: they are small, are asked with every request and change
 * rarely. A change is decided inside its transaction, on what the tables say there. Thread-safe; reading never blocks.
 */
final class Register {
    static final Database.Migrations MIGRATIONS = new Database.Migrations("access", List.of("""
            CREATE TABLE account (
                name TEXT PRIMARY KEY, role TEXT NOT NULL, devices TEXT NOT NULL, password TEXT NOT NULL,
                stamp TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE api_key (
                id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, role TEXT NOT NULL,
                devices TEXT NOT NULL, owner TEXT REFERENCES account (name) ON DELETE CASCADE,
                created_at INTEGER NOT NULL, expires_at INTEGER, used_at INTEGER) STRICT, WITHOUT ROWID;
            CREATE TABLE session (
                id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
                account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE, address TEXT NOT NULL,
                created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)
                STRICT, WITHOUT ROWID;
            CREATE TABLE signing_key (
                number INTEGER PRIMARY KEY, kid TEXT NOT NULL UNIQUE, secret BLOB NOT NULL,
                made_at INTEGER NOT NULL) STRICT;
            CREATE TABLE audit (
                id INTEGER PRIMARY KEY, time INTEGER NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL,
                action TEXT NOT NULL, outcome INTEGER NOT NULL) STRICT;
            """));

    /** A change of the tables; runs on the store's thread. */
    interface Change<R> {
        /**
         * Changes them.
         *
         * @param present what they say now
         */
        R run(Directory present, Transaction transaction) throws SQLException;
    }

    private record Changed<R>(R result, Directory directory) {}

    private final Database database;
    private final AtomicReference<Directory> directory = new AtomicReference<>(Directory.EMPTY);
    /** Belongs to the store's thread. */
    private long revision;

    /** Reads the tables. */
    Register(Database database) {
        this.database = database;
        directory.set(database.read(connection -> read(connection, 0)));
    }

    /** What the tables said after the last change. */
    Directory now() {
        return directory.get();
    }

    /** Changes the tables and returns once that is on the disk, or throws what the change threw. */
    <R> R change(Change<R> change) {
        Changed<R> changed = finished(database.write(transaction -> {
            Connection connection = transaction.connection();
            R result = change.run(read(connection, revision), transaction);
            revision++;
            return new Changed<>(result, read(connection, revision));
        }));
        directory.accumulateAndGet(
                changed.directory, (known, read) -> read.revision() > known.revision() ? read : known);
        return changed.result;
    }

    /** Waits for a write; throws what it failed with as it was. */
    static <R> R finished(CompletableFuture<R> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreException("The accounts could not be written: " + e.getCause(), e.getCause());
        }
    }

    /** Runs one statement. */
    static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Ids of plotters have no line ends. */
    static String text(Set<String> devices) {
        return String.join("\n", devices.stream().sorted().toList());
    }

    private static Set<String> devices(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split("\n"));
    }

    private static Directory read(Connection connection, long revision) throws SQLException {
        return Directory.of(revision, accounts(connection), keys(connection), sessions(connection));
    }

    private static Map<String, Account> accounts(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM account");
                ResultSet row = select.executeQuery()) {
            Map<String, Account> accounts = new LinkedHashMap<>();
            while (row.next()) {
                User user = new User(
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        devices(row.getString("devices")),
                        Instant.ofEpochMilli(row.getLong("created_at")));
                accounts.put(user.name(), new Account(user, row.getString("password"), row.getString("stamp")));
            }
            return accounts;
        }
    }

    private static Map<String, StoredKey> keys(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM api_key");
                ResultSet row = select.executeQuery()) {
            Map<String, StoredKey> keys = new LinkedHashMap<>();
            while (row.next()) {
                ApiKey key = new ApiKey(
                        row.getString("id"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        devices(row.getString("devices")),
                        Optional.ofNullable(row.getString("owner")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        instant(row, "expires_at"),
                        instant(row, "used_at"));
                keys.put(key.id(), new StoredKey(key, row.getString("hash")));
            }
            return keys;
        }
    }

    private static Map<String, StoredSession> sessions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM session");
                ResultSet row = select.executeQuery()) {
            Map<String, StoredSession> sessions = new LinkedHashMap<>();
            while (row.next()) {
                Session session = new Session(
                        row.getString("id"),
                        row.getString("account"),
                        row.getString("address"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("used_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")));
                sessions.put(session.id(), new StoredSession(session, row.getString("hash")));
            }
            return sessions;
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
