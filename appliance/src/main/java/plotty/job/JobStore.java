package plotty.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import plotty.event.EventLog;
import plotty.store.Database;
import plotty.store.Database.Migrations;
import plotty.store.Database.Transaction;

/** The jobs' rows. Writes return at once with a future; reads block while they read the disk. */
final class JobStore {
    static final Migrations MIGRATIONS = new Migrations("job", List.of("""
            CREATE TABLE job (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, priority INTEGER NOT NULL, preset TEXT NOT NULL,
                paper TEXT, wanted_device TEXT, fit TEXT NOT NULL, rotate TEXT NOT NULL, start_now INTEGER NOT NULL,
                chosen_layers TEXT, place INTEGER NOT NULL, status TEXT NOT NULL, causes TEXT NOT NULL,
                created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER, estimate_s REAL, device TEXT,
                plan_hash TEXT, total_layers INTEGER NOT NULL, total_points INTEGER NOT NULL, layers TEXT NOT NULL,
                warnings TEXT NOT NULL, phases TEXT NOT NULL, error TEXT);
            CREATE INDEX job_open ON job (status) WHERE status IN ('QUEUED', 'RUNNING', 'PAUSED');
            CREATE INDEX job_ended ON job (ended_at DESC) WHERE ended_at IS NOT NULL;
            CREATE INDEX job_name ON job (name);
            CREATE TABLE job_mark (
                job_id TEXT PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE, plan_hash TEXT NOT NULL,
                done_stroke INTEGER NOT NULL, done_point REAL NOT NULL, done_s REAL NOT NULL,
                ahead_stroke INTEGER NOT NULL, ahead_point REAL NOT NULL, ahead_s REAL NOT NULL,
                layer INTEGER NOT NULL, points INTEGER NOT NULL, pen_down_s REAL NOT NULL, total_s REAL NOT NULL);
            """, """
            ALTER TABLE job ADD COLUMN dry_run INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE job ADD COLUMN pen_changes TEXT NOT NULL DEFAULT 'AUTO';
            ALTER TABLE job ADD COLUMN reason TEXT;
            ALTER TABLE job ADD COLUMN plan_s REAL;
            ALTER TABLE job ADD COLUMN pen_s REAL;
            CREATE TABLE pace (
                device TEXT NOT NULL, profile TEXT NOT NULL, motion REAL NOT NULL, pen REAL NOT NULL,
                motion_variance REAL NOT NULL, pen_variance REAL NOT NULL, covariance REAL NOT NULL,
                PRIMARY KEY (device, profile)) STRICT, WITHOUT ROWID;
            """, """
            ALTER TABLE job ADD COLUMN ink TEXT;
            """, """
            CREATE TABLE job_request (
                asker TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, job_id TEXT NOT NULL,
                time INTEGER NOT NULL, PRIMARY KEY (asker, key)) STRICT, WITHOUT ROWID;
            CREATE INDEX job_request_time ON job_request (time);
            """));

    private static final String SELECT = "SELECT j.*, m.plan_hash AS mark_hash, m.done_stroke, m.done_point, m.done_s,"
            + " m.ahead_stroke, m.ahead_point, m.ahead_s, m.layer, m.points, m.pen_down_s, m.total_s"
            + " FROM job j LEFT JOIN job_mark m ON m.job_id = j.id ";

    private final Database database;
    private final WriteTimes times;

    JobStore(Database database) {
        this(database, System::nanoTime);
    }

    /** One that measures how long its writes take by this clock, ns. */
    JobStore(Database database, LongSupplier nanos) {
        this.database = database;
        this.times = new WriteTimes(nanos);
    }

    /** How long its writes took lately. */
    WriteTimes times() {
        return times;
    }

    EventLog events() {
        return database.events();
    }

    /** Writes jobs, their marks and what happened to them, in one transaction; the first may be what somebody asked for. */
    CompletableFuture<Void> save(
            List<SavedJob> jobs, List<? extends JobEvent> events, Optional<Once> asked, Runnable onceCommitted) {
        return times.measured(() -> database.write(
                transaction -> {
                    if (asked.isPresent()) {
                        Job made = jobs.getFirst().job();
                        JobRequests.write(transaction.connection(), asked.get(), made.id(), made.createdAt());
                    }
                    for (SavedJob job : jobs) {
                        JobRows.writeJob(transaction.connection(), job);
                        if (job.mark().isPresent()) {
                            JobRows.writeMark(
                                    transaction.connection(),
                                    job.job().id(),
                                    job.mark().get());
                        }
                    }
                    events.forEach(transaction::append);
                    return null;
                },
                onceCommitted));
    }

    /** Writes the two marks of a job, as one row. */
    CompletableFuture<Void> saveMark(String id, JobMark mark) {
        return times.measured(() -> database.write(transaction -> {
            JobRows.writeMark(transaction.connection(), id, mark);
            return null;
        }));
    }

    CompletableFuture<Void> delete(String id, JobEvent event) {
        return database.write(transaction -> {
            delete(transaction, id);
            transaction.append(event);
            return null;
        });
    }

    /** Deletes the oldest ended jobs past so many; gives their ids. */
    CompletableFuture<List<String>> prune(int keep) {
        return database.write(transaction -> {
            List<String> ids = new ArrayList<>();
            try (PreparedStatement select = transaction
                    .connection()
                    .prepareStatement("SELECT id FROM job WHERE ended_at IS NOT NULL"
                            + " ORDER BY ended_at DESC, id DESC LIMIT -1 OFFSET ?")) {
                select.setInt(1, keep);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
            }
            for (String id : ids) {
                delete(transaction, id);
            }
            return ids;
        });
    }

    List<SavedJob> open() {
        return database.read(connection -> list(
                connection, "WHERE j.status IN ('QUEUED', 'RUNNING', 'PAUSED') ORDER BY j.place, j.id", List.of()));
    }

    /** The ended jobs that a filter covers, the latest first; those behind a place only, if one is given. */
    List<SavedJob> ended(JobFilter filter, Optional<JobPage.Place.Ended> after, int limit) {
        List<Object> values = new ArrayList<>(filter.statuses().stream()
                .filter(JobStatus::ended)
                .map(JobStatus::name)
                .toList());
        if (values.isEmpty() || limit < 1) {
            return List.of();
        }
        StringBuilder where = new StringBuilder("WHERE j.ended_at IS NOT NULL AND j.status IN (")
                .append(marks(values.size()))
                .append(')');
        after.ifPresent(place -> {
            where.append(" AND (j.ended_at, j.id) < (?, ?)");
            values.addAll(List.of(place.endedAtMs(), place.id()));
        });
        if (!filter.devices().isEmpty()) {
            where.append(" AND coalesce(j.device, j.wanted_device) IN (")
                    .append(marks(filter.devices().size()))
                    .append(')');
            values.addAll(filter.devices());
        }
        filter.name().ifPresent(name -> {
            where.append(" AND instr(lower(j.name), ?) > 0");
            values.add(name);
        });
        filter.since().ifPresent(since -> {
            where.append(" AND j.created_at >= ?");
            values.add(since.toEpochMilli());
        });
        filter.until().ifPresent(until -> {
            where.append(" AND j.created_at < ?");
            values.add(until.toEpochMilli());
        });
        values.add(limit);
        return database.read(connection -> list(
                connection,
                where.append(" ORDER BY j.ended_at DESC, j.id DESC LIMIT ?").toString(),
                values));
    }

    private static String marks(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    /** What somebody asked for with a key, if it was not before a time. */
    Optional<OnceOnly.Earlier> asked(String asker, String key, Instant oldest) {
        return database.read(connection -> JobRequests.read(connection, asker, key, oldest));
    }

    /** How many jobs have ended in each way. */
    Map<JobStatus, Integer> countEnded() {
        return database.read(connection -> {
            Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT status, count(*) FROM job WHERE ended_at IS NOT NULL GROUP BY status");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.put(JobStatus.valueOf(rows.getString(1)), rows.getInt(2));
                }
            }
            return counts;
        });
    }

    /** How many jobs came in since then, as far as they are still kept. */
    int receivedSince(Instant since) {
        return database.read(connection -> {
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM job WHERE created_at >= ?")) {
                count.setLong(1, since.toEpochMilli());
                try (ResultSet row = count.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            }
        });
    }

    /** The job with this id as its row is now, whatever its status. */
    Optional<SavedJob> row(String id) {
        return database.read(connection ->
                list(connection, "WHERE j.id = ?", List.of(id)).stream().findFirst());
    }

    /** The ended job with this id or, failing that, the latest with this name. */
    Optional<SavedJob> endedNamed(String idOrName) {
        return database.read(connection -> list(
                        connection,
                        "WHERE j.ended_at IS NOT NULL AND (j.id = ? OR j.name = ?)"
                                + " ORDER BY j.id = ? DESC, j.ended_at DESC LIMIT 1",
                        List.of(idOrName, idOrName, idOrName))
                .stream()
                .findFirst());
    }

    Set<String> ids() {
        return database.read(connection -> {
            Set<String> ids = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT id FROM job");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        });
    }

    private static void delete(Transaction transaction, String id) throws SQLException {
        for (String sql : List.of("DELETE FROM job_mark WHERE job_id = ?", "DELETE FROM job WHERE id = ?")) {
            try (PreparedStatement delete = transaction.connection().prepareStatement(sql)) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        }
    }

    private static List<SavedJob> list(Connection connection, String where, List<?> values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                List<SavedJob> jobs = new ArrayList<>();
                while (rows.next()) {
                    jobs.add(JobRows.read(rows));
                }
                return jobs;
            }
        }
    }
}
