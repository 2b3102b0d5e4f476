package plotty.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import plotty.event.Event;
import plotty.event.Published;
import plotty.event.StoredEvent;

/** The one connection that writes, with the events appended in its transaction. Used by one thread at a time. */
final class WriterConnection implements AutoCloseable {

    static final int MAX_FIELDS_CHARS = 64 * 1024;

    /** An event in its place, with the length of its fields as JSON. */
    record Appended(Published published, int chars) {}

    private final Connection connection;
    private final DatabaseFile file;
    private final Statement control;
    private final PreparedStatement insertEvent;
    private final InstantSource clock;
    private final List<Appended> appended = new ArrayList<>();
    private int appendedBeforeSavepoint;
    private long lastSeq;

    /** Takes over an open connection to a database that is up to date; closes it if that fails. */
    WriterConnection(Connection connection, DatabaseFile file, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.file = file;
        this.clock = clock;
        try {
            this.control = connection.createStatement();
            this.insertEvent = connection.prepareStatement(EventTable.INSERT);
            this.lastSeq = EventTable.lastSeq(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Number of the last durable event, those of the open transaction included. */
    long lastSeq() {
        return lastSeq;
    }

    /** Events that the file holds after a number. */
    List<Published> eventsAfter(long seq, int limit) throws SQLException {
        return EventTable.after(connection, seq, limit);
    }

    void begin() throws SQLException {
        control.executeUpdate("BEGIN IMMEDIATE");
    }

    /** Commits and syncs, and returns the events that are true from now on, in order. */
    List<Appended> commit() throws SQLException {
        control.executeUpdate("COMMIT");
        List<Appended> committed = List.copyOf(appended);
        appended.clear();
        return committed;
    }

    void savepoint() throws SQLException {
        control.executeUpdate("SAVEPOINT unit");
        appendedBeforeSavepoint = appended.size();
    }

    void release() throws SQLException {
        control.executeUpdate("RELEASE unit");
    }

    void rollbackToSavepoint() throws SQLException {
        control.executeUpdate("ROLLBACK TO unit");
        control.executeUpdate("RELEASE unit");
        List<Appended> undone = appended.subList(appendedBeforeSavepoint, appended.size());
        lastSeq -= undone.size();
        undone.clear();
    }

    OpenTransaction transaction() {
        return new OpenTransaction(Thread.currentThread());
    }

    void checkpointAndClose() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The last word of the log goes into the file itself, so that the file alone is a whole backup.
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Good for one unit of work, on the writer's thread. */
    final class OpenTransaction implements Database.Transaction, AutoCloseable {
        private final Thread owner;
        private boolean over;

        private OpenTransaction(Thread owner) {
            this.owner = owner;
        }

        @Override
        public Connection connection() {
            check();
            return connection;
        }

        @Override
        public void append(Event durable) {
            check();
            if (!durable.durable()) {
                throw new IllegalArgumentException(
                        "'" + durable.type() + "' is a fast event: publish it in the event log");
            }
            StoredEvent stored = StoredEvent.of(durable);
            int chars = stored.fields().length();
            if (chars > MAX_FIELDS_CHARS) {
                throw new IllegalArgumentException("An event '" + durable.type() + "' of " + chars
                        + " characters is too long: at most " + MAX_FIELDS_CHARS);
            }
            Published published = new Published(lastSeq + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), durable);
            try {
                EventTable.insert(insertEvent, published.seq(), published.time(), stored);
            } catch (SQLException e) {
                throw file.trouble(e);
            }
            lastSeq++;
            appended.add(new Appended(published, chars));
        }

        @Override
        public void close() {
            over = true;
        }

        private void check() {
            if (over || !Thread.currentThread().equals(owner)) {
                throw new IllegalStateException("A transaction is good only inside its unit of work");
            }
        }
    }
}
