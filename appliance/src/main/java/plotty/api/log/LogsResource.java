package plotty.api.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tinylog.Level;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** {@code GET /api/v1/logs}: the last lines of the log. */
public final class LogsResource {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

    private final LogRing ring;

    public LogsResource(LogRing ring) {
        this.ring = ring;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/logs", Role.ADMIN, Refusals.answered(this::list));
    }

    private Response list(Request request) {
        QueryOptions.only(request, List.of("level", "module", "limit"));
        Level least = level(request.query("level").orElse("trace"));
        String module = request.query("module").orElse("").toLowerCase(Locale.ROOT);
        int limit = limit(request.query("limit").orElse("100"));
        List<LogLine> found = new ArrayList<>();
        for (LogLine line : ring.last().reversed()) {
            boolean wanted = line.level().compareTo(least) >= 0
                    && line.module().toLowerCase(Locale.ROOT).startsWith(module);
            if (wanted && found.size() < limit) {
                found.addFirst(line);
            }
        }
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("lines");
            for (LogLine line : found) {
                out.writeStartObject();
                line.writeFields(out);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static Level level(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(lower)) {
            throw new BadInputException("Query option 'level' must be one of " + String.join(", ", LEVELS) + ".");
        }
        return Level.valueOf(lower.toUpperCase(Locale.ROOT));
    }

    private static int limit(String digits) {
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > LogRing.LINES) {
            throw new BadInputException("Query option 'limit' must be a whole number from 1 to " + LogRing.LINES + ".");
        }
        return Integer.parseInt(digits);
    }
}
