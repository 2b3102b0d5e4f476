package plotty.appliance.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import plotty.store.Database;

/**
 * What the database holds of jobs and events, a line of JSON each. Read from the tables themselves: so it is told also of the
 * database of a service that does not start, or of another version.
 */
public final class Past {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_JOBS = 500;
    private static final int MOST_EVENTS = 1000;
    private static final int AT_ONCE = 100;

    private static final String JOBS =
            "SELECT id, name, status, causes, priority, preset, paper, wanted_device, device, created_at, started_at,"
                    + " ended_at, estimate_s, total_layers, total_points, reason, error FROM job"
                    + " ORDER BY created_at DESC LIMIT " + MOST_JOBS;

    private final Reading reading;

    /** Reads a database. */
    @FunctionalInterface
    public interface Reading {
        /** What a query gives; throws {@link plotty.store.StoreException} with a sentence. */
        <T> T read(Database.Query<T> query);
    }

    /** What this database holds. */
    public Past(Reading reading) {
        this.reading = reading;
    }

    /** The latest jobs, without their drawings. */
    public void jobs(PrintWriter out) {
        reading.<List<String>>read(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(JOBS);
                            ResultSet row = select.executeQuery()) {
                        return lines(row, "created_at", "started_at", "ended_at");
                    }
                })
                .forEach(out::println);
    }

    /** The latest durable events, the oldest first. */
    public void events(PrintWriter out) {
        long after = reading.read(connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement("SELECT coalesce(max(seq), 0) FROM event");
                            ResultSet row = select.executeQuery()) {
                        return row.next() ? row.getLong(1) : 0;
                    }
                })
                - MOST_EVENTS;
        for (int page = 0; page < MOST_EVENTS / AT_ONCE; page++) {
            // In pieces: whoever takes it slowly keeps nobody else from reading.
            long from = after + (long) page * AT_ONCE;
            reading.<List<String>>read(connection -> {
                        try (PreparedStatement select = connection.prepareStatement(
                                "SELECT seq, time, type, channel, key, fields FROM event WHERE seq > ? AND seq <= ?"
                                        + " ORDER BY seq")) {
                            select.setLong(1, from);
                            select.setLong(2, from + AT_ONCE);
                            try (ResultSet row = select.executeQuery()) {
                                return lines(row, "time");
                            }
                        }
                    })
                    .forEach(out::println);
        }
    }

    private static List<String> lines(ResultSet row, String... times) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (row.next()) {
            lines.add(line(row, List.of(times)));
        }
        return lines;
    }

    private static String line(ResultSet row, List<String> times) throws SQLException {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(line)) {
            out.writeStartObject();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                String name = row.getMetaData().getColumnName(column);
                String text = row.getString(column);
                if (text == null) {
                    out.writeNullField(name);
                } else if (times.contains(name)) {
                    out.writeStringField(
                            name, Instant.ofEpochMilli(row.getLong(column)).toString());
                } else if (name.equals("fields")) {
                    out.writeFieldName(name);
                    out.writeRawValue(text);
                } else {
                    out.writeStringField(name, text);
                }
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
