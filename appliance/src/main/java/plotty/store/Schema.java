package plotty.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Brings the file to the version that this software knows, one step per transaction. */
final class Schema {

    private static final Database.Migrations STORE = new Database.Migrations("store", List.of("""
                    CREATE TABLE meta (
                        name TEXT PRIMARY KEY,
                        value TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE event (
                        seq INTEGER PRIMARY KEY,
                        time INTEGER NOT NULL,
                        type TEXT NOT NULL,
                        channel TEXT NOT NULL,
                        key TEXT NOT NULL,
                        fields TEXT NOT NULL
                    ) STRICT;
                    """));

    private Schema() {}

    /** What is done before the first change of a database that holds something. */
    @FunctionalInterface
    interface Beforehand {
        void run() throws SQLException;
    }

    /** Checks all versions before it changes anything. */
    static void bringUpToDate(
            Connection connection, DatabaseFile file, List<Database.Migrations> rooms, Beforehand beforehand)
            throws SQLException {
        run(
                connection,
                "CREATE TABLE IF NOT EXISTS migration (room TEXT PRIMARY KEY, version INTEGER NOT NULL)"
                        + " STRICT, WITHOUT ROWID");
        List<Database.Migrations> all = new ArrayList<>();
        all.add(STORE);
        all.addAll(rooms);
        for (Database.Migrations room : all) {
            int version = versionOf(connection, room.room());
            if (version > room.steps().size()) {
                throw new StoreException(String.format(
                        "The database %s was written by newer software (room '%s' is at version %d, this software knows"
                                + " %d). Update the software, or start with another data folder.",
                        file.path(), room.room(), version, room.steps().size()));
            }
        }
        boolean used = versionOf(connection, STORE.room()) > 0;
        boolean changes = false;
        for (Database.Migrations room : all) {
            changes |= versionOf(connection, room.room()) < room.steps().size();
        }
        if (used && changes) {
            beforehand.run();
        }
        for (Database.Migrations room : all) {
            for (int version = versionOf(connection, room.room());
                    version < room.steps().size();
                    version++) {
                step(connection, file, room, version + 1);
            }
        }
    }

    /** The random id of this database's life, made when it is asked for the first time. */
    static String epoch(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO meta(name, value) VALUES('epoch', ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE name = 'epoch'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** A change that means nothing, but reaches the disk. */
    static void touch(Connection connection) throws SQLException {
        run(
                connection,
                "INSERT INTO meta(name, value) VALUES('touched', 0)"
                        + " ON CONFLICT(name) DO UPDATE SET value = value + 1");
    }

    private static void step(Connection connection, DatabaseFile file, Database.Migrations room, int version)
            throws SQLException {
        run(connection, "BEGIN IMMEDIATE");
        try {
            run(connection, room.steps().get(version - 1));
            try (PreparedStatement update =
                    connection.prepareStatement("INSERT INTO migration(room, version) VALUES(?, ?)"
                            + " ON CONFLICT(room) DO UPDATE SET version = excluded.version")) {
                update.setString(1, room.room());
                update.setInt(2, version);
                update.executeUpdate();
            }
            run(connection, "COMMIT");
        } catch (SQLException e) {
            try {
                run(connection, "ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            if (DatabaseFile.isTroubleOfTheDisk(e)) {
                throw e;
            }
            throw new StoreException(
                    String.format(
                            "The database %s could not be brought to version %d of room '%s'; it is as it was before."
                                    + " Go back to the software that wrote it, and report this: %s",
                            file.path(), version, room.room(), e.getMessage()),
                    e);
        }
    }

    private static int versionOf(Connection connection, String room) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT version FROM migration WHERE room = ?")) {
            select.setString(1, room);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }
}
