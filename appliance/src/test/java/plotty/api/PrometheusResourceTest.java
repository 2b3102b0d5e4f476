package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.Exposition.Label;

class PrometheusResourceTest {
    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.plotter().giveUp();
        door.close();
    }

    @Test
    void a_scrape_tells_of_jobs_plotters_and_the_machine() {
        door.submit("flower");
        door.submit("tree");
        json(200, door.control("tree", "cancel"));
        HttpResponse<String> answer = door.send("GET", "/metrics", "", "");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        Map<String, Double> samples = parsed(answer.body());
        assertEquals(1, samples.get("plotty_jobs{status=queued}"));
        assertEquals(1, samples.get("plotty_jobs{status=cancelled}"));
        assertEquals(0, samples.get("plotty_jobs{status=failed}"));
        assertEquals(1, samples.get("plotty_queue_length"));
        assertEquals(1, samples.get("plotty_device_connection{connection=connected, device=plotter-1, name=AxiDraw}"));
        assertEquals(0, samples.get("plotty_device_connection{connection=offline, device=plotter-1, name=AxiDraw}"));
        assertEquals(0, samples.get("plotty_websocket_clients"));
        assertTrue(samples.get("plotty_process_resident_memory_bytes") > 10_000_000);
        double memory = samples.get("plotty_host_memory_ratio");
        assertTrue(memory > 0 && memory < 1, "memory " + memory);
    }

    @Test
    void a_hostile_name_stays_within_its_label() {
        String name = "a%22%7D%200%5C%20b";
        door.submit(name);
        FrontDoorWait.until(() -> !door.get("/api/v1/jobs")
                .get("jobs")
                .get(0)
                .get("estimate_seconds")
                .isNull());
        String id = door.get("/api/v1/jobs").get("jobs").get(0).get("id").asText();
        json(200, door.control(id, "start"));
        FrontDoorWait.until(
                () -> door.get("/api/v1/jobs/" + id).get("status").asText().equals("running"));
        Map<String, Double> samples =
                parsed(door.send("GET", "/metrics", "", "").body());
        assertEquals(
                0,
                samples.get("plotty_job_progress_ratio{device=plotter-1, job=" + id + ", name=a\"} 0\\ b}"),
                samples.toString());
    }

    @Test
    void values_and_labels_are_escaped_as_the_format_says() {
        Exposition out = new Exposition();
        out.gauge("m", "help\nwith \\ line").sample(0.25, new Label("l", "a\"b\\c\nd"));
        out.counter("n_total", "n").sample(12);
        assertEquals("""
                # HELP m help\\nwith \\\\ line
                # TYPE m gauge
                m{l="a\\"b\\\\c\\nd"} 0.25
                # HELP n_total n
                # TYPE n_total counter
                n_total 12
                """, out.toString());
        assertThrows(IllegalStateException.class, () -> out.gauge("m", "again"));
    }

    /** Strictly: HELP, TYPE, then the samples of that metric; no sample twice; every line ended. */
    private static Map<String, Double> parsed(String text) {
        assertTrue(text.endsWith("\n"));
        Pattern sample =
                Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)");
        Map<String, Double> samples = new HashMap<>();
        Set<String> metrics = new HashSet<>();
        String helped = "";
        String typed = "";
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            if (line.startsWith("# HELP ")) {
                helped = line.split(" ", -1)[2];
                assertTrue(metrics.add(helped), "twice: " + line);
            } else if (line.startsWith("# TYPE ")) {
                typed = line.split(" ", -1)[2];
                assertEquals(helped, typed);
                assertTrue(line.endsWith(" gauge") || line.endsWith(" counter"), line);
                assertEquals(line.endsWith(" counter"), typed.endsWith("_total"), line);
            } else {
                Matcher matcher = sample.matcher(line);
                assertTrue(matcher.matches(), "no sample: " + line);
                assertEquals(typed, matcher.group(1));
                Map<String, String> labels = labels(matcher.group(2) == null ? "" : matcher.group(2));
                String key = matcher.group(1) + (labels.isEmpty() ? "" : labels.toString());
                assertFalse(samples.containsKey(key), "twice: " + line);
                samples.put(key, Double.parseDouble(matcher.group(3)));
            }
        }
        return samples;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher each = Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)")
                .matcher(text);
        int end = 0;
        while (each.find()) {
            String value =
                    each.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            assertEquals(null, labels.put(each.group(1), value));
            end = each.end();
        }
        assertEquals(text.length(), end, "labels of " + text);
        return labels;
    }
}
