package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Role;

class AuditResourceTest {
    @TempDir
    Path folder;

    private FrontDoor door;
    private Map<String, String> admin;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.VIEWER);
        admin = Map.of("X-Api-Key", door.key("admin", Role.ADMIN));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void every_change_is_taken_down_with_who_what_when_and_from_where() {
        json(201, door.send("POST", "/api/v1/jobs?name=flower", "image/svg+xml", FrontDoor.SVG, admin));
        json(403, door.control("flower", "cancel"));
        JsonNode entries = get("/api/v1/audit").get("entries");
        assertEquals("anonymous", entries.get(0).get("who").asText());
        assertEquals(
                "POST /api/v1/jobs/flower/control", entries.get(0).get("action").asText());
        assertEquals(403, entries.get(0).get("outcome").asInt());
        assertEquals("key:admin", entries.get(1).get("who").asText());
        assertEquals("127.0.0.1", entries.get(1).get("address").asText());
        assertEquals(201, entries.get(1).get("outcome").asInt());
    }

    @Test
    void the_list_is_filtered_and_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            json(404, door.send("DELETE", "/api/v1/jobs/none-" + i, "", "", admin));
        }
        json(403, door.control("flower", "cancel"));
        List<String> actions = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("/api/v1/audit?who=key:admin&limit=2" + next);
            page.get("entries").forEach(entry -> actions.add(entry.get("action").asText()));
            next = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asText();
        } while (!next.isEmpty());
        assertEquals(5, actions.size());
        assertEquals("DELETE /api/v1/jobs/none-4", actions.getFirst());
        assertEquals(1, get("/api/v1/audit?action=NONE-3").get("entries").size());
        assertEquals(
                0,
                get("/api/v1/audit?until=2020-01-01T00:00:00Z").get("entries").size());
        assertEquals(
                6,
                get("/api/v1/audit?refused=true&from=2020-01-01T00:00:00Z")
                        .get("entries")
                        .size());
        json(400, door.send("GET", "/api/v1/audit?whom=ada", "", "", admin));
        json(400, door.send("GET", "/api/v1/audit?from=yesterday", "", "", admin));
        json(400, door.send("GET", "/api/v1/audit?cursor=-1", "", "", admin));
    }

    @Test
    void the_report_sums_up_by_who_and_by_what() {
        json(404, door.send("DELETE", "/api/v1/jobs/none", "", "", admin));
        json(404, door.send("DELETE", "/api/v1/jobs/none", "", "", admin));
        JsonNode report = get("/api/v1/audit/report?who=key:admin");
        assertEquals(2, report.get("entries").asInt());
        JsonNode who = report.get("principals").get(0);
        assertEquals("key:admin", who.get("who").asText());
        assertEquals(2, who.get("refused").asInt());
        assertEquals("[\"DELETE /api/v1/jobs/none\"]", who.get("actions").toString());
        assertEquals("[\"127.0.0.1\"]", who.get("addresses").toString());
        assertEquals(
                "[\"key:admin\"]",
                report.get("actions").get(0).get("principals").toString());
    }

    @Test
    void the_log_is_exported_as_json_and_for_spreadsheets_with_nothing_in_it_that_computes() {
        Map<String, String> hostile = Map.of("X-Api-Key", door.key("a,\"b\"", Role.ADMIN));
        json(404, door.send("DELETE", "/api/v1/jobs/none", "", "", hostile));
        HttpResponse<String> csv = door.send("GET", "/api/v1/audit/export?format=csv", "", "", admin);
        assertEquals(
                "attachment; filename=\"audit.csv\"",
                csv.headers().firstValue("Content-Disposition").orElseThrow());
        List<String> lines = csv.body().lines().toList();
        assertEquals("id,time,who,address,action,outcome", lines.getFirst());
        assertTrue(lines.get(1).contains(",\"key:a,\"\"b\"\"\",127.0.0.1,DELETE /api/v1/jobs/none,404"), lines.get(1));
        assertEquals(
                1,
                json(200, door.send("GET", "/api/v1/audit/export?format=json", "", "", admin))
                        .get("entries")
                        .size());
        json(400, door.send("GET", "/api/v1/audit/export?format=xls", "", "", admin));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "key:vpype | key:vpype",
                "=1+1 | \"'=1+1\"",
                "+cmd | \"'+cmd\"",
                "-2 | \"'-2\"",
                "@SUM(A1) | \"'@SUM(A1)\"",
                "say \"hi\" | \"say \"\"hi\"\"\"",
                "a,b | \"a,b\""
            },
            delimiter = '|')
    void a_cell_is_text_whatever_stands_in_it(String text, String cell) {
        assertEquals(cell, AuditExport.cell(text));
    }

    private JsonNode get(String path) {
        return json(200, door.send("GET", path, "", "", admin));
    }
}
