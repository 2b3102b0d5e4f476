package plotty.store;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;
import plotty.event.EventLog;
import plotty.event.Published;

/**
 * The thread {@code store} and what waits for it. Units that wait together are committed together, since the disk takes as
 * long to sync one as many: each runs in a savepoint of its own, and nobody is answered before the commit.
 */
final class Writer implements AutoCloseable {

    static final int MAX_WAITING = 1024;
    private static final int MAX_TOGETHER = 64;

    /** What is submitted, and how it went. The future is completed by the writer's thread alone. */
    private static final class Unit<T> {
        private final Database.Work<T> work;
        private final Runnable onceCommitted;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private T result;
        private Optional<Throwable> failure = Optional.empty();

        Unit(Database.Work<T> work, Runnable onceCommitted) {
            this.work = work;
            this.onceCommitted = onceCommitted;
        }

        void run(Database.Transaction transaction) throws SQLException {
            result = work.run(transaction);
        }

        void committed() {
            if (failure.isEmpty()) {
                try {
                    onceCommitted.run();
                } catch (RuntimeException e) {
                    Logger.error(e, "What was written could not be shown");
                }
            }
        }

        void answer() {
            failure.ifPresentOrElse(future::completeExceptionally, () -> future.complete(result));
        }
    }

    private final DatabaseFile file;
    private final EventLog events;
    private final InstantSource clock;
    private final Thread thread;
    private final Object gate = new Object();
    private final BlockingQueue<Unit<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING + 1);
    private final Unit<?> end = new Unit<Void>(transaction -> null, () -> {});
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean busy;
    private boolean closed;
    private volatile Optional<StoreException> trouble = Optional.empty();

    /** The rest belongs to the writer's thread, and after its end to the one that closes. */
    private Optional<WriterConnection> connection;

    private boolean ending;

    Writer(DatabaseFile file, EventLog events, WriterConnection connection, InstantSource clock) {
        this.file = file;
        this.events = events;
        this.clock = clock;
        this.connection = Optional.of(connection);
        this.thread = Thread.ofPlatform().name("store").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Why the last change failed, if that was the disk's doing or the file's. */
    Optional<StoreException> trouble() {
        return trouble;
    }

    <T> CompletableFuture<T> submit(Database.Work<T> work, Runnable onceCommitted) {
        Unit<T> unit = new Unit<>(work, onceCommitted);
        synchronized (gate) {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new StoreException("The database " + file.path() + " is closed: the service is stopping"));
            }
            if (waiting.size() < MAX_WAITING && waiting.offer(unit)) {
                return unit.future;
            }
        }
        return CompletableFuture.failedFuture(
                new StoreException("The database " + file.path() + " cannot keep up: " + MAX_WAITING
                        + " changes are waiting to be written. Try again in a moment; if it stays, check the disk."));
    }

    Database.Pulse pulse() {
        return new Database.Pulse(thread, turns.get(), busy, waiting.size());
    }

    /** Takes no more, and returns when all that was submitted is written and answered. */
    void finish() {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("The store's own thread cannot wait for its end");
        }
        synchronized (gate) {
            if (!closed) {
                closed = true;
                // There is always room: one place is kept for this.
                waiting.add(end);
            }
        }
        joinUninterruptibly();
    }

    /** Finishes, then brings all into the one file and closes it. */
    @Override
    public void close() throws SQLException {
        finish();
        synchronized (gate) {
            Optional<WriterConnection> last = connection;
            connection = Optional.empty();
            if (last.isPresent()) {
                last.get().checkpointAndClose();
            }
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!ending) {
            Optional<Unit<?>> first = next();
            busy = true;
            first.ifPresent(this::commitTogether);
            busy = false;
            turns.incrementAndGet();
        }
    }

    private Optional<Unit<?>> next() {
        try {
            return unlessEnd(waiting.take());
        } catch (InterruptedException e) {
            Logger.warn(e, "Something interrupted the store's thread; it goes on");
            return Optional.empty();
        }
    }

    private Optional<Unit<?>> unlessEnd(Unit<?> unit) {
        ending = unit == end;
        return ending ? Optional.empty() : Optional.of(unit);
    }

    /** Runs the unit and those that wait behind it in one transaction, publishes their events, then answers. */
    private void commitTogether(Unit<?> first) {
        List<Unit<?>> together = new ArrayList<>();
        together.add(first);
        Optional<StoreException> before = trouble;
        if (isDamaged()) {
            // Every further change could spoil more of what can still be read.
            first.failure = Optional.of(before.orElseThrow());
            first.answer();
            return;
        }
        try {
            WriterConnection open = connection();
            open.begin();
            runInSavepoint(open, first);
            Optional<Unit<?>> behind = nextBehind(together.size());
            while (behind.isPresent()) {
                together.add(behind.get());
                runInSavepoint(open, behind.get());
                behind = nextBehind(together.size());
            }
            List<WriterConnection.Appended> committed = open.commit();
            if (trouble.equals(before)) {
                trouble = Optional.empty();
            }
            together.forEach(Unit::committed);
            publish(committed);
        } catch (Throwable e) {
            failTogether(together, e);
        }
        together.forEach(Unit::answer);
    }

    private Optional<Unit<?>> nextBehind(int alreadyTogether) {
        return alreadyTogether < MAX_TOGETHER
                ? Optional.<Unit<?>>ofNullable(waiting.poll()).flatMap(this::unlessEnd)
                : Optional.empty();
    }

    private void runInSavepoint(WriterConnection open, Unit<?> unit) throws SQLException {
        turns.incrementAndGet();
        open.savepoint();
        try (WriterConnection.OpenTransaction transaction = open.transaction()) {
            unit.run(transaction);
        } catch (Throwable e) {
            unit.failure = Optional.of(noted(e));
            try {
                open.rollbackToSavepoint();
            } catch (SQLException lost) {
                // On some errors, such as a full disk, SQLite rolls back the whole transaction by itself.
                e.addSuppressed(lost);
                throw e;
            }
            return;
        }
        open.release();
    }

    /** Starts afresh: after a failed commit nobody can know what the connection believes. */
    private void failTogether(List<Unit<?>> together, Throwable why) {
        boolean known = trouble.isPresent();
        Throwable inWords = noted(why);
        for (Unit<?> unit : together) {
            if (unit.failure.isEmpty()) {
                unit.failure = Optional.of(inWords);
            }
        }
        connection.ifPresent(broken -> {
            try {
                broken.close();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        });
        connection = Optional.empty();
        if (known) {
            Logger.warn("The database {} fails still: {}", file.path(), why.getMessage());
        } else {
            Logger.error(why, "The database {} failed; a new connection is made", file.path());
        }
        if (isDamaged()) {
            return;
        }
        try {
            connection();
        } catch (SQLException | StoreException e) {
            Logger.error(e, "The database {} cannot be opened; tried again with the next change", file.path());
        }
    }

    private WriterConnection connection() throws SQLException {
        if (connection.isEmpty()) {
            WriterConnection fresh = new WriterConnection(file.openWriter(), file, clock);
            connection = Optional.of(fresh);
            publishUnheard(fresh);
        }
        return connection.get();
    }

    /** A commit that failed in its sync may have come through all the same: the log says what the file says. */
    private void publishUnheard(WriterConnection fresh) throws SQLException {
        while (events.lastSeq() < fresh.lastSeq()) {
            for (Published unheard : fresh.eventsAfter(events.lastSeq(), MAX_TOGETHER)) {
                events.committed(unheard.seq(), unheard.time(), unheard.event());
            }
        }
    }

    private void publish(List<WriterConnection.Appended> committed) {
        for (WriterConnection.Appended each : committed) {
            Published published = each.published();
            events.committed(published.seq(), published.time(), published.event(), each.chars());
        }
    }

    private boolean isDamaged() {
        return trouble.filter(known -> known.kind() == StoreException.Kind.DAMAGED)
                .isPresent();
    }

    /** The failure in words; trouble of the disk is kept in mind, and damage left for the next start to look at. */
    private Throwable noted(Throwable e) {
        if (e instanceof SQLException sql && DatabaseFile.isTroubleOfTheDisk(sql)) {
            if (DatabaseFile.isDamage(sql)) {
                file.suspect();
            }
            StoreException inWords = file.trouble(sql);
            trouble = Optional.of(inWords);
            return inWords;
        }
        return e;
    }
}
