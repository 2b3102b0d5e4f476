package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import plotty.access.Accounts;
import plotty.access.AuditLog;
import plotty.access.Role;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** Who did what, when and from where: as a list, summed up, and as a file. */
public final class AuditResource {
    private static final List<String> FILTERS = List.of("who", "address", "action", "from", "until", "refused");
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;

    private final AuditLog log;

    public AuditResource(Accounts accounts) {
        this.log = accounts.auditLog();
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/audit", Role.ADMIN, Refusals.answered(this::list));
        router.route("GET", "/api/v1/audit/report", Role.ADMIN, Refusals.answered(this::report));
        router.route("GET", "/api/v1/audit/export", Role.ADMIN, Refusals.answered(this::export));
    }

    private Response list(Request request) {
        QueryOptions.only(request, and("limit", "cursor"));
        int limit = request.query("limit").map(AuditResource::limit).orElse(LIMIT_DEFAULT);
        OptionalLong before = request.query("cursor")
                .map(digits -> OptionalLong.of(cursor(digits)))
                .orElse(OptionalLong.empty());
        List<AuditLog.Entry> entries = log.read(filter(request), before, limit);
        Optional<String> next = entries.size() < limit
                ? Optional.empty()
                : Optional.of(Long.toString(entries.getLast().id()));
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("entries");
            for (AuditLog.Entry entry : entries) {
                AuditExport.write(out, entry);
            }
            out.writeEndArray();
            OptionalFields.text(out, "next_cursor", next);
            out.writeEndObject();
        });
    }

    private Response report(Request request) {
        QueryOptions.only(request, FILTERS);
        AuditLog.Report report = log.report(filter(request));
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeNumberField("entries", report.entries());
            writeLines(out, "principals", report.principals(), "who", "actions");
            writeLines(out, "actions", report.actions(), "action", "principals");
            out.writeEndObject();
        });
    }

    private static void writeLines(
            JsonGenerator out, String name, List<AuditLog.Line> lines, String subject, String with) throws IOException {
        out.writeArrayFieldStart(name);
        for (AuditLog.Line line : lines) {
            out.writeStartObject();
            out.writeStringField(subject, line.subject());
            out.writeNumberField("count", line.count());
            out.writeNumberField("refused", line.refused());
            OptionalFields.time(out, "first", Optional.of(line.first()));
            OptionalFields.time(out, "last", Optional.of(line.last()));
            writeTexts(out, with, line.with());
            writeTexts(out, "addresses", line.addresses());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeTexts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private Response export(Request request) {
        QueryOptions.only(request, and("format"));
        AuditLog.Filter filter = filter(request);
        String format = request.query("format").orElse("json");
        return switch (format) {
            case "json" -> file("json", "application/json", out -> AuditExport.json(log, filter, out));
            case "csv" -> file("csv", "text/csv; charset=utf-8", out -> AuditExport.csv(log, filter, out));
            default -> throw new BadInputException("Query option 'format' must be json or csv.");
        };
    }

    private static Response file(String ending, String mediaType, Response.StreamBody body) {
        return new Response(200, mediaType, Map.of(), new Response.Body.Stream(body))
                .with("Content-Disposition", "attachment; filename=\"audit." + ending + "\"");
    }

    private static AuditLog.Filter filter(Request request) {
        return new AuditLog.Filter(
                request.query("who"),
                request.query("address"),
                request.query("action"),
                request.query("from").map(text -> AccessWords.moment("from", text)),
                request.query("until").map(text -> AccessWords.moment("until", text)),
                request.query("refused").map(AuditResource::truth));
    }

    private static boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadInputException("Query option 'refused' must be true or false.");
        };
    }

    private static int limit(String digits) {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > LIMIT_MAX) {
            throw new BadInputException("Query option 'limit' must be a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return Integer.parseInt(digits);
    }

    private static long cursor(String digits) {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new BadInputException("Query option 'cursor' must be the 'next_cursor' of an earlier answer.");
        }
        return Long.parseLong(digits);
    }

    private static List<String> and(String... more) {
        List<String> all = new ArrayList<>(FILTERS);
        all.addAll(List.of(more));
        return all;
    }
}
