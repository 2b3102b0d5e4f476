package plotty.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Who did what, when and from where. Thread-safe; reading blocks for the disk, writing never does. */
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

    AuditLog() {}

    /**
     * Entries, the latest first.
     *
     * @param before only entries with smaller ids: the last one's of the page before
     * @param limit 1 to 1000
     */
    public List<Entry> read(Filter filter, OptionalLong before, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The same entries summed up. */
    public Report report(Filter filter) {
        throw new UnsupportedOperationException();
    }
}
