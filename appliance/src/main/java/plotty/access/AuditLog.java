package plotty.access;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.tinylog.Logger;
import plotty.store.Database;

/**
 * Who did what, when and from where. Thread-safe; reading blocks for the disk, writing never does: what cannot be written now
 * waits in memory, and only past a bound is lost, which is said in the log.
 */
public final class AuditLog {
    /**
     * One thing that was asked for.
     *
     * @param id greater than those of earlier entries; the cursor
     * @param who {@link Principal#id()}
     * @param address where from
     * @param action without secrets
     * @param outcome HTTP status or what comes nearest to it
     */
    public record Entry(long id, Instant time, String who, String address, String action, int outcome) {}

    /**
     * Which entries are wanted; what is empty does not matter.
     *
     * @param who exactly
     * @param address exactly
     * @param action a part of it, in any case
     * @param from this moment included
     * @param until this moment not included
     * @param refused true for outcomes from 400 on, false for the others
     */
    public record Filter(
            Optional<String> who,
            Optional<String> address,
            Optional<String> action,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Boolean> refused) {
        /** All entries. */
        public static final Filter ALL = new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What one principal did, or how often one action was done.
     *
     * @param subject the principal's id, or the action
     * @param count of all
     * @param refused how many had an outcome of 400 or more
     * @param with the actions of the principal, or the principals of the action: the commonest, at most 20
     * @param addresses where from: at most 20
     */
    public record Line(
            String subject,
            long count,
            long refused,
            Instant first,
            Instant last,
            List<String> with,
            List<String> addresses) {
        /** Keeps its own copies. */
        public Line {
            with = List.copyOf(with);
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The log summed up.
     *
     * @param principals the busiest first, at most 200
     * @param actions the commonest first, at most 200
     */
    public record Report(long entries, List<Line> principals, List<Line> actions) {
        /** Keeps its own copies. */
        public Report {
            principals = List.copyOf(principals);
            actions = List.copyOf(actions);
        }
    }

    /** How many entries may wait for the disk. */
    static final int MAX_WAITING = 2000;
    /** Longest action in characters; the rest is cut off. */
    static final int MAX_ACTION = 200;

    /** The most that {@link #read} gives at once. */
    public static final int MAX_PAGE = 1000;

    private static final int MAX_BATCH = 500;
    private static final Pattern KEY = Pattern.compile(Keys.PREFIX + "[\\w-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Database database;
    private final int rows;
    private final InstantSource clock;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private Optional<CompletableFuture<Integer>> writing = Optional.empty();
    private long lost;

    /**
     * The log in the database.
     *
     * @param rows how many entries are kept
     */
    AuditLog(Database database, int rows, InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    /** Takes something down; never blocks. Queries and what looks like a key are left out of the action. */
    void add(String who, InetAddress address, String action, int outcome) {
        Entry entry = new Entry(0, clock.instant(), who, address.getHostAddress(), clean(action), outcome);
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                lost++;
                return;
            }
            waiting.addLast(entry);
        }
        writeNext();
    }

    private static String clean(String action) {
        int query = action.indexOf('?');
        String path = query < 0 ? action : action.substring(0, query);
        String plain = UNPRINTABLE
                .matcher(KEY.matcher(path).replaceAll(Keys.PREFIX + "…"))
                .replaceAll("·");
        return plain.substring(0, Math.min(plain.length(), MAX_ACTION));
    }

    /** Writes what waits, unless it is being written. */
    private Optional<CompletableFuture<Integer>> writeNext() {
        CompletableFuture<Integer> written;
        synchronized (this) {
            if (writing.isPresent() || waiting.isEmpty()) {
                return writing;
            }
            List<Entry> batch = waiting.stream().limit(MAX_BATCH).toList();
            written = new CompletableFuture<>();
            writing = Optional.of(written);
            var _ = database.write(transaction -> insert(transaction.connection(), batch))
                    .whenComplete((count, problem) -> ended(written, count, problem));
        }
        return Optional.of(written);
    }

    private void ended(CompletableFuture<Integer> written, Integer count, Throwable problem) {
        synchronized (this) {
            writing = Optional.empty();
            if (problem == null) {
                for (int i = 0; i < count; i++) {
                    waiting.removeFirst();
                }
                if (lost > 0) {
                    Logger.warn("{} entries of the audit log were lost: the disk could not keep up", lost);
                    lost = 0;
                }
            }
        }
        if (problem == null) {
            var _ = writeNext();
            written.complete(count);
        } else {
            Logger.warn("The audit log could not be written, this is tried again: {}", problem.getMessage());
            written.completeExceptionally(problem);
        }
    }

    private int insert(Connection connection, List<Entry> batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit (time, who, address, action, outcome) VALUES (?, ?, ?, ?, ?)")) {
            for (Entry entry : batch) {
                insert.setLong(1, entry.time.toEpochMilli());
                insert.setString(2, entry.who);
                insert.setString(3, entry.address);
                insert.setString(4, entry.action);
                insert.setInt(5, entry.outcome);
                insert.executeUpdate();
            }
        }
        Register.run(connection, "DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?", rows);
        return batch.size();
    }

    /** Returns when all that was taken down before is on the disk, or could not be written. */
    void settle() {
        Optional<CompletableFuture<Integer>> next = writeNext();
        // What comes meanwhile is not waited for: it might never end.
        for (int round = 0; next.isPresent() && round <= MAX_WAITING / MAX_BATCH + 1; round++) {
            boolean failed = next.get().handle((_, problem) -> problem != null).join();
            next = failed ? Optional.empty() : writeNext();
        }
    }

    /**
     * Entries, the latest first.
     *
     * @param before only entries with smaller ids: the last one's of the page before
     * @param limit 1 to 1000
     */
    public List<Entry> read(Filter filter, OptionalLong before, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page of the audit log has 1 to " + MAX_PAGE + " entries");
        }
        settle();
        Conditions conditions = Conditions.of(filter).and("id < ?", before.orElse(Long.MAX_VALUE));
        return database.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select = conditions.select(connection, "ORDER BY id DESC LIMIT " + limit);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
            return entries;
        });
    }

    /** The same entries summed up. */
    public Report report(Filter filter) {
        settle();
        Conditions conditions = Conditions.of(filter);
        return database.read(connection -> {
            AuditSums sums = new AuditSums();
            try (PreparedStatement select = conditions.select(connection, "ORDER BY id");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.add(entry(row));
                }
            }
            return sums.report();
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("time")),
                row.getString("who"),
                row.getString("address"),
                row.getString("action"),
                row.getInt("outcome"));
    }

    /** A filter as the database understands it. */
    private record Conditions(List<String> terms, List<Object> values) {
        static Conditions of(Filter filter) {
            Conditions conditions = new Conditions(new ArrayList<>(), new ArrayList<>());
            filter.who.ifPresent(who -> conditions.and("who = ?", who));
            filter.address.ifPresent(address -> conditions.and("address = ?", address));
            filter.action.ifPresent(part -> conditions.and("instr(lower(action), lower(?)) > 0", part));
            filter.from.ifPresent(from -> conditions.and("time >= ?", from.toEpochMilli()));
            filter.until.ifPresent(until -> conditions.and("time < ?", until.toEpochMilli()));
            filter.refused.ifPresent(refused -> conditions.and("(outcome >= 400) = ?", refused ? 1 : 0));
            return conditions;
        }

        Conditions and(String term, Object value) {
            terms.add(term);
            values.add(value);
            return this;
        }

        PreparedStatement select(Connection connection, String end) throws SQLException {
            String where = terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
            PreparedStatement select = connection.prepareStatement("SELECT * FROM audit" + where + " " + end);
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            return select;
        }
    }
}
