package plotty.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code job_request}: which request made which job. Old ones, and more than are kept, go when a new one comes. */
final class JobRequests {
    private JobRequests() {}

    static void write(Connection connection, Once asked, String jobId, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO job_request (asker, key, fingerprint, job_id, time) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, asked.asker());
            insert.setString(2, asked.key());
            insert.setString(3, asked.fingerprint());
            insert.setString(4, jobId);
            insert.setLong(5, now.toEpochMilli());
            insert.executeUpdate();
        }
        try (PreparedStatement old = connection.prepareStatement("DELETE FROM job_request WHERE time < ?")) {
            old.setLong(1, now.minus(Once.KEPT).toEpochMilli());
            old.executeUpdate();
        }
        try (PreparedStatement many = connection.prepareStatement("DELETE FROM job_request WHERE (asker, key) IN"
                + " (SELECT asker, key FROM job_request ORDER BY time DESC LIMIT -1 OFFSET ?)")) {
            many.setInt(1, Once.MOST);
            many.executeUpdate();
        }
    }

    static Optional<OnceOnly.Earlier> read(Connection connection, String asker, String key, Instant oldest)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT fingerprint, job_id FROM job_request WHERE asker = ? AND key = ? AND time >= ?")) {
            select.setString(1, asker);
            select.setString(2, key);
            select.setLong(3, oldest.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new OnceOnly.Earlier(row.getString(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }
}
