package plotty.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plotty.event.Channel;
import plotty.event.Published;
import plotty.event.StoredEvent;

/** Table {@code event}: the durable events in the order of their numbers; {@code time} in ms since 1970. */
final class EventTable {

    static final String INSERT = "INSERT INTO event(seq, time, type, channel, key, fields) VALUES(?, ?, ?, ?, ?, ?)";

    private EventTable() {}

    /** Fills in and runs a statement prepared from {@link #INSERT}. */
    static void insert(PreparedStatement insert, long seq, Instant time, StoredEvent event) throws SQLException {
        insert.setLong(1, seq);
        insert.setLong(2, time.toEpochMilli());
        insert.setString(3, event.type());
        insert.setString(4, event.channel().wireName());
        insert.setString(5, event.key());
        insert.setString(6, event.fields());
        insert.executeUpdate();
    }

    /** Number of the last event; 0 before the first. Trimming always leaves the last one. */
    static long lastSeq(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(seq), 0) FROM event")) {
            row.next();
            return row.getLong(1);
        }
    }

    static List<Published> after(Connection connection, long seq, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, time, type, channel, key, fields FROM event WHERE seq > ? ORDER BY seq LIMIT ?")) {
            select.setLong(1, seq);
            select.setInt(2, limit);
            List<Published> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new Published(
                            row.getLong(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            new StoredEvent(
                                    row.getString(3),
                                    Channel.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                                    row.getString(5),
                                    row.getString(6))));
                }
            }
            return events;
        }
    }

    /** Deletes the oldest events beyond those to keep, a bounded number at a time, and returns how many it deleted. */
    static int trim(Connection connection, long keep, int atMost) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM event WHERE seq <= min((SELECT max(seq) FROM event) - ?,"
                        + " (SELECT min(seq) FROM event) + ?)")) {
            delete.setLong(1, keep);
            delete.setLong(2, atMost - 1L);
            return delete.executeUpdate();
        }
    }
}
