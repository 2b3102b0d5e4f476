package plotty.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A few connections that cannot write, opened when first needed. */
final class Readers implements AutoCloseable {

    static final int CONNECTIONS = 2;
    private static final int PATIENCE_S = 30;

    private final DatabaseFile file;
    private final Semaphore free = new Semaphore(CONNECTIONS, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(DatabaseFile file) {
        this.file = file;
    }

    <T> T read(Database.Query<T> query) {
        claim();
        try {
            Connection connection = borrow();
            try {
                T answer = inSnapshot(connection, query);
                giveBack(connection);
                return answer;
            } catch (SQLException | RuntimeException | Error e) {
                discard(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            if (DatabaseFile.isDamage(e)) {
                file.suspect();
            }
            throw file.trouble(e);
        } finally {
            free.release();
        }
    }

    private static <T> T inSnapshot(Connection connection, Database.Query<T> query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN");
            T answer = query.run(connection);
            statement.executeUpdate("COMMIT");
            return answer;
        }
    }

    private void claim() {
        try {
            if (!free.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new StoreException("The database " + file.path() + " is busy: other reads take longer than "
                        + PATIENCE_S + " s. Try again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The read of " + file.path() + " was given up: its thread was interrupted", e);
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new StoreException("The database " + file.path() + " is closed: the service is stopping");
            }
            Connection ready = idle.poll();
            if (ready != null) {
                return ready;
            }
        }
        return file.openReader();
    }

    private void giveBack(Connection connection) throws SQLException {
        synchronized (idle) {
            if (!closed) {
                idle.push(connection);
                return;
            }
        }
        connection.close();
    }

    /** A connection on which something failed is not used again: nobody knows what is still open on it. */
    private static void discard(Connection connection, Throwable why) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Waits for reads that are under way, then closes; reads that come later are refused. */
    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
        }
        free.acquireUninterruptibly(CONNECTIONS);
        try {
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        } finally {
            free.release(CONNECTIONS);
        }
    }
}
