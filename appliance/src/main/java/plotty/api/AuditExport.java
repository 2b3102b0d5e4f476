package plotty.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import plotty.access.AuditLog;

/** Writes the audit log as a file of any length, the latest entry first, a page of entries in memory at a time. */
final class AuditExport {
    private static final int AT_ONCE = 500;
    private static final JsonFactory JSON =
            JsonFactory.builder().build().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private AuditExport() {}

    /** Takes one entry. */
    @FunctionalInterface
    private interface Sink {
        void take(AuditLog.Entry entry) throws IOException;
    }

    static void json(AuditLog log, AuditLog.Filter filter, OutputStream to) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(to)) {
            out.writeStartObject();
            out.writeArrayFieldStart("entries");
            each(log, filter, entry -> write(out, entry));
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** RFC 4180, in UTF-8. */
    static void csv(AuditLog log, AuditLog.Filter filter, OutputStream to) throws IOException {
        OutputStream out = new BufferedOutputStream(to, 16 * 1024);
        out.write(line("id", "time", "who", "address", "action", "outcome"));
        each(
                log,
                filter,
                entry -> out.write(line(
                        Long.toString(entry.id()),
                        entry.time().toString(),
                        entry.who(),
                        entry.address(),
                        entry.action(),
                        Integer.toString(entry.outcome()))));
        out.flush();
    }

    static void write(JsonGenerator out, AuditLog.Entry entry) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", entry.id());
        out.writeStringField("time", entry.time().toString());
        out.writeStringField("who", entry.who());
        out.writeStringField("address", entry.address());
        out.writeStringField("action", entry.action());
        out.writeNumberField("outcome", entry.outcome());
        out.writeEndObject();
    }

    private static void each(AuditLog log, AuditLog.Filter filter, Sink sink) throws IOException {
        OptionalLong before = OptionalLong.empty();
        List<AuditLog.Entry> page;
        do {
            page = log.read(filter, before, AT_ONCE);
            for (AuditLog.Entry entry : page) {
                sink.take(entry);
                before = OptionalLong.of(entry.id());
            }
        } while (page.size() == AT_ONCE);
    }

    private static byte[] line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(line.isEmpty() ? "" : ",").append(cell(cell));
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A cell that a spreadsheet would take for a formula gets an apostrophe before it: names in it are hostile text. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n' || c == '\'')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
