package plotty.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import plotty.event.Event;
import plotty.event.EventLog;

/**
 * The SQLite file in WAL mode with {@code synchronous=FULL}: what a completed write's future says is on the disk. One
 * thread, {@code store}, writes; readers use connections of their own.
 */
public final class Database implements AutoCloseable {

    /**
     * A room's schema: statements that bring it from one version to the next, numbered from 1 in their order. Once released
     * a step is never changed, only followed by others.
     *
     * @param room name of the room, the key under which the version is kept
     * @param steps SQL scripts, one per version
     */
    public record Migrations(String room, List<String> steps) {}

    /** A unit of work inside one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }

    /** A read on a connection that cannot write. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The transaction in which a unit of work runs. */
    public interface Transaction {
        Connection connection();

        /** Appends a durable event: committed with the rows, published after the commit, in order. */
        void append(Event durable);
    }

    /**
     * Opens the database, making or migrating it as needed.
     *
     * @throws StoreException if the file cannot be opened, is damaged or is from a newer version; the message says what to do
     */
    public static Database open(Path file, List<Migrations> rooms, InstantSource clock) {
        throw new UnsupportedOperationException("store");
    }

    /** The log that durable events of this database come out of. */
    public EventLog events() {
        throw new UnsupportedOperationException("store");
    }

    /**
     * Runs a unit of work on the writer's thread, in a transaction. The future completes after commit and sync, or
     * exceptionally with the work's exception after a rollback.
     */
    public <T> CompletableFuture<T> write(Work<T> work) {
        throw new UnsupportedOperationException("store");
    }

    /** Runs a read on the caller's thread; blocks while it reads the disk. Throws {@link StoreException}. */
    public <T> T read(Query<T> query) {
        throw new UnsupportedOperationException("store");
    }

    /** Finishes what was submitted, checkpoints and closes. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("store");
    }
}
