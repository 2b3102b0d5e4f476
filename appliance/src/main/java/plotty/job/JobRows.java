package plotty.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import plotty.job.Job.JobMetrics;
import plotty.motion.Placement;
import plotty.motion.PlanMark;

/** How a job becomes rows of the tables {@code job} and {@code job_mark}, and back. */
final class JobRows {
    private JobRows() {}

    static void writeJob(Connection connection, SavedJob saved) throws SQLException {
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
                job.error().orElse(null),
                job.options().dryRun() ? 1 : 0,
                job.options().penChanges().name(),
                job.reason().orElse(null),
                saved.work().map(Pace.Work::plannedS).orElse(null),
                saved.work().map(Pace.Work::penS).orElse(null),
                saved.ink().equals(Ink.STRAIGHT) ? null : JobText.ink(saved.ink()));
        upsert(connection, "job", """
                id, name, priority, preset, paper, wanted_device, fit, rotate, start_now, chosen_layers, place, status,
                causes, created_at, started_at, ended_at, estimate_s, device, plan_hash, total_layers, total_points,
                layers, warnings, phases, error, dry_run, pen_changes, reason, plan_s, pen_s, ink""", values);
    }

    static void writeMark(Connection connection, String id, JobMark mark) throws SQLException {
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

    /** The job of a row that both tables are joined in. */
    static SavedJob read(ResultSet row) throws SQLException {
        JobOptions options = new JobOptions(
                row.getString("name"),
                row.getInt("priority"),
                row.getString("preset"),
                Optional.ofNullable(row.getString("paper")),
                Optional.ofNullable(row.getString("wanted_device")),
                Placement.Fit.valueOf(row.getString("fit")),
                Placement.Rotation.valueOf(row.getString("rotate")),
                row.getInt("start_now") != 0,
                row.getInt("dry_run") != 0,
                JobOptions.PenChanges.valueOf(row.getString("pen_changes")));
        Optional<JobMark> mark = mark(row);
        double estimateS = row.getDouble("estimate_s");
        OptionalDouble estimate = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(estimateS);
        Optional<Pace.Work> work = work(row, estimate);
        Ink ink =
                Optional.ofNullable(row.getString("ink")).map(JobText::readInk).orElse(Ink.STRAIGHT);
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
                metrics(row, work, mark),
                JobText.readPhases(row.getString("phases")).list(),
                Optional.empty(),
                Optional.ofNullable(row.getString("error")),
                Optional.ofNullable(row.getString("reason")),
                ink.skipped());
        return new SavedJob(
                job,
                row.getLong("place"),
                Optional.ofNullable(row.getString("chosen_layers")).map(JobText::readNumbers),
                Optional.ofNullable(row.getString("plan_hash")),
                work,
                mark,
                ink);
    }

    /** Of a job from before the parts of a plan were kept only its time is known. */
    private static Optional<Pace.Work> work(ResultSet row, OptionalDouble estimate) throws SQLException {
        double plannedS = row.getDouble("plan_s");
        if (row.wasNull()) {
            return estimate.isPresent() ? Optional.of(new Pace.Work(estimate.getAsDouble(), 0)) : Optional.empty();
        }
        double penS = row.getDouble("pen_s");
        return Optional.of(new Pace.Work(plannedS - penS, penS));
    }

    private static JobMetrics metrics(ResultSet row, Optional<Pace.Work> work, Optional<JobMark> mark)
            throws SQLException {
        return PlotMeter.metrics(
                work,
                row.getInt("total_layers"),
                row.getInt("total_points"),
                mark.map(known -> PlotMeter.Reading.of(known, work)));
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
