package plotty.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import plotty.event.Event;
import plotty.event.EventLog;

/**
 * The SQLite file in WAL mode with {@code synchronous=FULL}: what a completed write's future says is on the disk. One
 * thread, {@code store}, writes; readers use connections of their own. One process has the file at a time.
 */
public final class Database implements AutoCloseable {

    private static final int TRIMMED_AT_ONCE = 10_000;

    /**
     * A room's schema: statements that bring it from one version to the next, numbered from 1 in their order. Once released
     * a step is never changed, only followed by others.
     *
     * @param room name of the room, the key under which the version is kept
     * @param steps SQL scripts, one per version; each runs in a transaction of its own, so it must not begin or end one
     */
    public record Migrations(String room, List<String> steps) {
        public Migrations {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A unit of work inside one transaction. It runs on the thread {@code store} and holds up all other writes: no waiting,
     * no I/O of other kinds, and above all no wait for another write.
     */
    @FunctionalInterface
    public interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }

    /** A read on a connection that cannot write; all it sees is of one moment. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The transaction in which a unit of work runs. Good only inside {@link Work#run}. */
    public interface Transaction {
        /** For statements; never to be closed, committed or rolled back, which the store does. */
        Connection connection();

        /**
         * Appends a durable event: committed with the rows, published after the commit, in order.
         *
         * @throws IllegalArgumentException if the event is a fast one, or its fields are longer than 64 Ki characters of JSON
         * @throws StoreException if the disk fails
         */
        void append(Event durable);
    }

    /**
     * How the writer's thread fares.
     *
     * @param turns counts on with each unit of work and each transaction; stands still while the disk takes its time
     * @param busy whether it is at work on a transaction
     * @param waiting units of work that wait for their turn
     */
    public record Pulse(Thread thread, long turns, boolean busy, int waiting) {
        /** Whether nothing waits to be written. */
        public boolean resting() {
            return !busy && waiting == 0;
        }
    }

    private final DatabaseFile file;
    private final Readers readers;
    private final Writer writer;
    private final EventLog events;
    private final Copies copies;
    private final Optional<Restored> restored;

    private Database(DatabaseFile file, Connection connection, InstantSource clock) throws SQLException {
        String epoch = Schema.epoch(connection);
        WriterConnection first = new WriterConnection(connection, file, clock);
        this.file = file;
        this.readers = new Readers(file);
        this.events = new EventLog(
                epoch,
                first.lastSeq(),
                (seq, limit) -> readers.read(reader -> EventTable.after(reader, seq, limit)),
                clock);
        this.writer = new Writer(file, events, first, clock);
        this.copies = Copies.of(file);
        this.restored = Recovery.untold(connection);
    }

    /**
     * Opens the database, making or migrating it as needed.
     *
     * @param clock gives events their time
     * @throws StoreException if the file cannot be opened, is damaged, in use or from a newer version; the message says what
     *     to do
     */
    public static Database open(Path file, List<Migrations> rooms, InstantSource clock) {
        return Opening.open(file, rooms, clock, false);
    }

    /**
     * Opens the database after a look at whether it is what was written. If it is damaged, it is kept aside in a folder
     * {@code damaged} beside it, and the last good copy takes its place, under a new epoch; without one it begins anew. See
     * {@link #restored()}.
     *
     * @throws StoreException if the file cannot be opened, is in use or from a newer version, or the disk fails
     */
    public static Database openOrRestore(Path file, List<Migrations> rooms, InstantSource clock) {
        return Opening.open(file, rooms, clock, true);
    }

    /** Takes over a connection to a file that is up to date; nothing is written yet. */
    static Database over(DatabaseFile file, Connection connection, InstantSource clock) throws SQLException {
        return new Database(file, connection, clock);
    }

    /** Begins to write. */
    void start() {
        writer.start();
    }

    /** What became of it when it was found damaged, until that is told. */
    public Optional<Restored> restored() {
        return restored;
    }

    /** It has been told, in the transaction of this unit of work, what became of the damaged database: the next start is as any. */
    public static void restorationTold(Transaction transaction) throws SQLException {
        Recovery.forget(transaction.connection());
    }

    /** What keeps it from writing since the last change that went well; empty if nothing does. Any thread; never blocks. */
    public Optional<StoreException> trouble() {
        return writer.trouble();
    }

    /** Writes something that changes nothing, to see whether the disk takes it. */
    public CompletableFuture<Void> tryToWrite() {
        return write(transaction -> {
            Schema.touch(transaction.connection());
            return null;
        });
    }

    /** Whether there is no copy of this day. Looks at the disk. */
    boolean copyIsDue(Instant now) {
        return copies.isDue(now);
    }

    /**
     * Copies the database as it is now, on a connection of its own; who writes is not held up. One at a time.
     *
     * @return the copy; empty if nothing has changed since the last one, or there is no room
     * @throws StoreException if the database is damaged or the disk fails
     */
    public Optional<Path> copy(Instant now) {
        try (Connection connection = file.openReader()) {
            return copies.make(connection, now);
        } catch (SQLException e) {
            if (DatabaseFile.isDamage(e)) {
                file.suspect();
            }
            throw file.trouble(e);
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.FAILED, "The copy could not be written: " + e, e);
        }
    }

    /** How the writer's thread fares now. Any thread. */
    public Pulse pulse() {
        return writer.pulse();
    }

    /** The log that durable events of this database come out of. */
    public EventLog events() {
        return events;
    }

    /**
     * Runs a unit of work on the writer's thread, in a transaction. Never blocks. The future completes after commit, sync
     * and publication of the events, or exceptionally: with the work's exception after a rollback, or with a {@link
     * StoreException} if the disk fails, the database is closed, or 1024 units wait already. What waits together is
     * committed together; a unit that fails takes none of the others with it, a disk that fails takes all.
     *
     * <p>Stages that depend on the future run on the writer's thread unless they are {@code Async} ones; they must not block.
     */
    public <T> CompletableFuture<T> write(Work<T> work) {
        return write(work, () -> {});
    }

    /**
     * Writes like {@link #write(Work)}, and shows what is true now before anybody is told: so that whoever hears of it and
     * asks finds it.
     *
     * @param onceCommitted run on the writer's thread after the commit and before its events are published, not if the work
     *     fails; must return at once
     */
    public <T> CompletableFuture<T> write(Work<T> work, Runnable onceCommitted) {
        return writer.submit(work, onceCommitted);
    }

    /**
     * Runs a read on the caller's thread; blocks while it reads the disk, and while as many other reads as there are
     * connections (2) are under way. Not to be nested.
     *
     * @throws StoreException if the database cannot be read or is closed
     */
    public <T> T read(Query<T> query) {
        return readers.read(query);
    }

    /**
     * Deletes the oldest durable events beyond the number to keep, at most 10,000 at a time so that other writes are not
     * held up.
     *
     * @param keep how many to keep, at least 1
     * @return how many were deleted
     */
    public CompletableFuture<Integer> trimEvents(int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("At least the last event is kept: it carries the number");
        }
        return write(transaction -> EventTable.trim(transaction.connection(), keep, TRIMMED_AT_ONCE));
    }

    /** Reads the whole file and says what is damaged in it, if anything is. May take seconds. */
    public Optional<String> damage() {
        return read(connection -> Examination.ofPages(connection, false));
    }

    /** Finishes what was submitted, waits for reads under way, checkpoints and closes. May be called more than once. */
    @Override
    public void close() {
        try (DatabaseFile last = file;
                Writer beforeLast = writer) {
            beforeLast.finish();
            readers.close();
            Logger.debug("Closing the database {}", last.path());
        } catch (SQLException e) {
            throw file.trouble(e);
        }
    }
}
