package plotty.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plotty.access.AuditLog.Entry;
import plotty.access.AuditLog.Line;
import plotty.access.AuditLog.Report;

/** Sums entries of the audit log up, one after the other in their order. Actions that differ in an id only are one. */
final class AuditSums {
    private static final int MAX_LINES = 200;
    private static final int MAX_NAMED = 20;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final class Sum {
        private final Instant first;
        private Instant last;
        private long count;
        private long refused;
        private final Map<String, Long> with = new HashMap<>();
        private final Map<String, Long> addresses = new HashMap<>();

        Sum(Instant first) {
            this.first = first;
            this.last = first;
        }

        void add(Entry entry, String other) {
            last = entry.time();
            count++;
            refused += entry.outcome() >= 400 ? 1 : 0;
            with.merge(other, 1L, Long::sum);
            addresses.merge(entry.address(), 1L, Long::sum);
        }

        Line line(String subject) {
            return new Line(subject, count, refused, first, last, commonest(with), commonest(addresses));
        }
    }

    private final Map<String, Sum> principals = new HashMap<>();
    private final Map<String, Sum> actions = new HashMap<>();
    private long entries;

    void add(Entry entry) {
        entries++;
        String action = UUID.matcher(entry.action()).replaceAll("{id}");
        principals.computeIfAbsent(entry.who(), _ -> new Sum(entry.time())).add(entry, action);
        actions.computeIfAbsent(action, _ -> new Sum(entry.time())).add(entry, entry.who());
    }

    Report report() {
        return new Report(entries, lines(principals), lines(actions));
    }

    private static List<Line> lines(Map<String, Sum> sums) {
        List<Line> lines = new ArrayList<>();
        sums.forEach((subject, sum) -> lines.add(sum.line(subject)));
        lines.sort(Comparator.comparingLong(Line::count).reversed().thenComparing(Line::subject));
        return lines.subList(0, Math.min(lines.size(), MAX_LINES));
    }

    private static List<String> commonest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_NAMED)
                .map(Map.Entry::getKey)
                .toList();
    }
}
