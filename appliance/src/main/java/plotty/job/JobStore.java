package plotty.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import plotty.event.EventLog;
import plotty.job.Job.JobMetrics;
import plotty.motion.Placement;
import plotty.motion.PlanMark;
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
            """));

    private static final String SELECT = "SELECT j.*, m.plan_hash AS mark_hash, m.done_stroke, m.done_point, m.done_s,"
            + " m.ahead_stroke, m.ahead_point, m.ahead_s, m.layer, m.points, m.pen_down_s, m.total_s"
            + " FROM job j LEFT JOIN job_mark m ON m.job_id = j.id ";

    private final Database database;

    JobStore(Database database) {
        this.database = database;
    }

    EventLog events() {
        return database.events();
    }

    /** Writes jobs, their marks and what happened to them, in one transaction. */
    CompletableFuture<Void> save(List<SavedJob> jobs, List<? extends JobEvent> events) {
        return database.write(transaction -> {
            for (SavedJob job : jobs) {
                writeJob(transaction.connection(), job);
                if (job.mark().isPresent()) {
                    writeMark(
                            transaction.connection(), job.job().id(), job.mark().get());
                }
            }
            events.forEach(transaction::append);
            return null;
        });
    }

    /** Writes the two marks of a job, as one row. */
    CompletableFuture<Void> saveMark(String id, JobMark mark) {
        return database.write(transaction -> {
            writeMark(transaction.connection(), id, mark);
            return null;
        });
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

    /** The jobs that ended last, the latest first. */
    List<SavedJob> ended(int limit) {
        return database.read(connection -> list(
                connection,
                "WHERE j.ended_at IS NOT NULL ORDER BY j.ended_at DESC, j.id DESC LIMIT ?",
                List.of(limit)));
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

    private static void writeJob(Connection connection, SavedJob saved) throws SQLException {
        Job job = saved.job();
        List<Object> values = Arrays.asList(
                job.id(),
                job.name(),
                job.options().priority(),
                job.options().preset(),
                job.options().paper().orElse(null),
                job.options().device().orElse(null),
                job.options().fit().name(),
                job.options().rotate().name(),
                job.options().startNow() ? 1 : 0,
                saved.chosenLayers().map(JobText::numbers).orElse(null),
                saved.place(),
                job.status().name(),
                job.causes().stream().map(PauseCause::name).sorted().collect(Collectors.joining(",")),
                job.createdAt().toEpochMilli(),
                job.startedAt().map(Instant::toEpochMilli).orElse(null),
                job.endedAt().map(Instant::toEpochMilli).orElse(null),
                job.estimateS().isPresent() ? (Object) job.estimateS().getAsDouble() : null,
                job.device().orElse(null),
                saved.planHash().orElse(null),
                job.metrics().totalLayers(),
                job.metrics().totalPoints(),
                JobText.layers(job.layers()),
                JobText.warnings(job.warnings()),
                JobText.phases(new Phases(job.phases())),
                job.error().orElse(null));
        upsert(connection, "job", """
                id, name, priority, preset, paper, wanted_device, fit, rotate, start_now, chosen_layers, place, status,
                causes, created_at, started_at, ended_at, estimate_s, device, plan_hash, total_layers, total_points,
                layers, warnings, phases, error""", values);
    }

    private static void writeMark(Connection connection, String id, JobMark mark) throws SQLException {
        upsert(
                connection,
                "job_mark",
                """
                job_id, plan_hash, done_stroke, done_point, done_s, ahead_stroke, ahead_point, ahead_s, layer, points,
                pen_down_s, total_s""",
                List.of(
                        id,
                        mark.planHash(),
                        mark.done().stroke(),
                        mark.done().point(),
                        mark.doneS(),
                        mark.ahead().stroke(),
                        mark.ahead().point(),
                        mark.aheadS(),
                        mark.layer(),
                        mark.points(),
                        mark.penDownS(),
                        mark.totalS()));
    }

    /** Writes a row whose first column is its key. An update in place: REPLACE would delete what refers to it. */
    private static void upsert(Connection connection, String table, String columns, List<?> values)
            throws SQLException {
        List<String> names =
                Arrays.stream(columns.split(",", -1)).map(String::strip).toList();
        String sql = "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                .formatted(
                        table,
                        String.join(", ", names),
                        String.join(", ", Collections.nCopies(names.size(), "?")),
                        names.getFirst(),
                        names.stream()
                                .skip(1)
                                .map(name -> name + " = excluded." + name)
                                .collect(Collectors.joining(", ")));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
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
                    jobs.add(job(rows));
                }
                return jobs;
            }
        }
    }

    private static SavedJob job(ResultSet row) throws SQLException {
        JobOptions options = new JobOptions(
                row.getString("name"),
                row.getInt("priority"),
                row.getString("preset"),
                Optional.ofNullable(row.getString("paper")),
                Optional.ofNullable(row.getString("wanted_device")),
                Placement.Fit.valueOf(row.getString("fit")),
                Placement.Rotation.valueOf(row.getString("rotate")),
                row.getInt("start_now") != 0);
        Optional<JobMark> mark = mark(row);
        double estimateS = row.getDouble("estimate_s");
        OptionalDouble estimate = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(estimateS);
        Job job = new Job(
                row.getString("id"),
                options,
                JobStatus.valueOf(row.getString("status")),
                causes(row.getString("causes")),
                0,
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "started_at"),
                time(row, "ended_at"),
                estimate,
                JobText.readLayers(row.getString("layers")),
                JobText.readWarnings(row.getString("warnings")),
                Optional.ofNullable(row.getString("device")),
                metrics(row, estimate, mark),
                JobText.readPhases(row.getString("phases")).list(),
                Optional.empty(),
                Optional.ofNullable(row.getString("error")));
        return new SavedJob(
                job,
                row.getLong("place"),
                Optional.ofNullable(row.getString("chosen_layers")).map(JobText::readNumbers),
                Optional.ofNullable(row.getString("plan_hash")),
                mark);
    }

    private static JobMetrics metrics(ResultSet row, OptionalDouble estimate, Optional<JobMark> mark)
            throws SQLException {
        return PlotMeter.metrics(
                estimate,
                row.getInt("total_layers"),
                row.getInt("total_points"),
                mark.map(known -> new PlotMeter.Reading(
                        known.doneS(),
                        known.layer(),
                        known.points(),
                        known.penDownS(),
                        Duration.ofNanos(Math.round(known.totalS() * 1e9)))));
    }

    private static Optional<JobMark> mark(ResultSet row) throws SQLException {
        String hash = row.getString("mark_hash");
        if (hash == null) {
            return Optional.empty();
        }
        return Optional.of(new JobMark(
                hash,
                new PlanMark(row.getInt("done_stroke"), row.getDouble("done_point")),
                row.getDouble("done_s"),
                new PlanMark(row.getInt("ahead_stroke"), row.getDouble("ahead_point")),
                row.getDouble("ahead_s"),
                row.getInt("layer"),
                row.getInt("points"),
                row.getDouble("pen_down_s"),
                row.getDouble("total_s")));
    }

    private static Set<PauseCause> causes(String text) {
        Set<PauseCause> causes = EnumSet.noneOf(PauseCause.class);
        for (String name : text.split(",", -1)) {
            if (!name.isEmpty()) {
                causes.add(PauseCause.valueOf(name));
            }
        }
        return Set.copyOf(causes);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
