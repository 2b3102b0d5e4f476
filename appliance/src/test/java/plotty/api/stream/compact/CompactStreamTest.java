package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.event.EventLog;
import plotty.motion.PlanMark;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

class CompactStreamTest {
    /** A clock on which no credits come back. */
    private static final InstantSource STANDING = InstantSource.fixed(Instant.parse("2026-11-20T06:00:00Z"));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private FrontDoor door;
    private JsonNode keys;

    private CompactClient open(Role role, Encoding encoding) {
        return open(role, encoding, InstantSource.system());
    }

    private CompactClient open(Role role, Encoding encoding, InstantSource clock) {
        if (door == null) {
            door = new FrontDoor(folder, role, clock);
            keys = door.get("/api/v1/stream/keys");
        }
        return new CompactClient(http, door.uri("/ws"), encoding, keys);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_new_client_is_told_who_it_is_and_what_it_may_send(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            JsonNode hello = client.next();
            assertEquals("hello", hello.get("type").asText());
            assertEquals("plotty.v1", hello.get("protocol").asText());
            assertEquals("operator", hello.get("role").asText());
            assertEquals("anonymous", hello.get("principal").asText());
            assertEquals(door.database().events().epoch(), hello.get("epoch").asText());
            assertTrue(hello.get("server_time").asText().endsWith("Z"), hello.toString());
            assertEquals(65536, hello.get("limits").get("message_bytes").asInt());
            assertEquals(32768, hello.get("limits").get("chunk_bytes").asInt());
            assertEquals(100_000, hello.get("limits").get("max_upload_bytes").asInt());
            assertEquals(200, hello.get("limits").get("credits").get("messages").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscribing_tells_how_everything_stands_and_then_what_happens(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            for (int i = 0; i < 25; i++) {
                door.submit("job" + i);
            }
            client.say("{'type':'subscribe','id':1,'channels':['jobs','devices','system']}");
            assertEquals(List.of("hello", "ok"), List.of(type(client.next()), type(client.next())));
            List<JsonNode> items = new ArrayList<>();
            JsonNode part = client.next();
            while (part.has("more")) {
                part.get("items").forEach(items::add);
                part = client.next();
            }
            part.get("items").forEach(items::add);
            long seq = part.get("seq").asLong();
            assertEquals(
                    List.of("system_status", "system_metrics", "panel_update", "device_status", "job_update"),
                    items.stream().map(CompactStreamTest::type).distinct().toList());
            assertEquals(29, items.size());
            assertEquals("plotter-1", items.get(3).get("device_id").asText());

            door.submit("later");
            JsonNode created =
                    client.next(message -> message.path("name").asText().equals("later"));
            assertTrue(created.get("seq").asLong() > seq, created.toString());
            assertEquals("created", created.get("change").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_comes_back_hears_every_durable_event_that_it_missed(Encoding encoding) {
        JsonNode hello;
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            hello = client.next();
        }
        for (int i = 0; i < 5; i++) {
            door.submit("missed" + i);
        }
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            client.say(
                    "{'type':'subscribe','id':1,'channels':['jobs','devices','system','alerts','pipeline'],'resume':{'epoch':'"
                            + hello.get("epoch").asText() + "','seq':" + hello.get("seq") + "}}");
            assertTrue(client.answer("1").get("resumed").asBoolean());
            Set<String> names = new HashSet<>();
            long last = hello.get("seq").asLong();
            while (names.size() < 5) {
                JsonNode event = client.next();
                if (event.has("seq")) {
                    assertEquals(
                            ++last, event.get("seq").asLong(), "gapless over all channels that have durable events");
                }
                if (event.path("change").asText().equals("created")) {
                    names.add(event.get("name").asText());
                }
            }
            assertEquals(Set.of("missed0", "missed1", "missed2", "missed3", "missed4"), names);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_missed_too_much_is_told_of_the_gap_and_how_things_stand(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            client.say("{'type':'subscribe','id':'a','resume':{'epoch':'of another box','seq':3}}");
            assertFalse(client.answer("a").get("resumed").asBoolean());
            JsonNode gap = client.next();
            assertEquals("gap", type(gap));
            assertEquals(door.database().events().epoch(), gap.get("epoch").asText());
            JsonNode snapshot = client.next();
            assertEquals(gap.get("seq"), snapshot.get("seq"));

            client.say("{'type':'subscribe','id':'b','resume':{'epoch':'"
                    + gap.get("epoch").asText() + "','seq':999999}}");
            assertFalse(client.answer("b").get("resumed").asBoolean());
            assertEquals("gap", type(client.next()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_request_has_exactly_one_answer_that_carries_its_id(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            String id = door.submit("asked").get("id").asText();
            List<String> requests = List.of(
                    "'type':'ping'",
                    "'type':'job','job_id':'asked'",
                    "'type':'job','job_id':'nobody'",
                    "'type':'subscribe','channels':['devices']",
                    "'type':'snapshot'",
                    "'type':'subscribe','channels':['nonsense']",
                    "'type':'control','job_id':'" + id + "','action':'cancel'",
                    "'type':'control','job_id':'" + id + "','action':'cancel'",
                    "'type':'control','job_id':'" + id + "','action':'explode'",
                    "'type':'device_control','device_id':'plotter-1','action':'pen_up'",
                    "'type':'device_control','device_id':'plotter-9','action':'pen_up'",
                    "'type':'device_control','device_id':'plotter-1','action':'stop'",
                    "'type':'jog','device_id':'plotter-1','dx_mm':1.5",
                    "'type':'jog','device_id':'plotter-1','dx_mm':'far'",
                    "'type':'submit','bytes':0",
                    "'type':'chunk','data':''",
                    "'type':'dance'");
            for (int i = 0; i < requests.size(); i++) {
                client.say("{'id':" + i + "," + requests.get(i) + "}");
            }
            List<String> answers = new ArrayList<>();
            List<String> outcomes = new ArrayList<>();
            while (answers.size() < requests.size()) {
                JsonNode next = client.next(message -> message.has("id") && !message.has("items"));
                answers.add(next.get("id").asText());
                if (next.get("type").asText().equals("error")) {
                    outcomes.add(next.get("id").asText() + next.get("code").asText());
                }
            }
            client.untilPong().forEach(late -> assertFalse(late.has("id"), late.toString()));
            assertEquals(requests.size(), new HashSet<>(answers).size(), answers.toString());
            assertEquals(
                    Set.of(
                            "2not_found",
                            "5unknown_channel",
                            "7conflict",
                            "8invalid",
                            "10not_found",
                            "13invalid",
                            "14invalid",
                            "15not_found",
                            "16unknown_type"),
                    new HashSet<>(outcomes));
            assertTrue(door.plotter().orders().stream().anyMatch(order -> order.contains("dxMm=1.5")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void many_small_moves_by_hand_are_all_carried_out(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            int sent = 0;
            for (int done = 0; done < 150; ) {
                while (sent < 150 && sent - done < 8) {
                    client.say("{'type':'jog','id':" + sent++ + ",'device_id':'plotter-1','dx_mm':0.5,'dy_mm':-0.5}");
                }
                assertEquals("ok", type(client.answer(String.valueOf(done++))));
            }
            assertEquals(
                    150,
                    door.plotter().orders().stream()
                            .filter(order -> order.contains("Jog"))
                            .count());
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_uses_its_credits_up_is_told_and_sent_away(Encoding encoding) {
        try (CompactClient client = open(Role.VIEWER, encoding, STANDING)) {
            try {
                for (int i = 0; i < 2000; i++) {
                    client.say("{'type':'ping','id':" + i + "}");
                }
            } catch (CompletionException e) {
                assertTrue(e.getCause() instanceof IOException, "closed before all was said");
            }
            assertEquals(
                    "rate_limit",
                    client.next(message -> type(message).equals("error"))
                            .get("code")
                            .asText());
            assertEquals(1008, client.closeCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stop_is_carried_out_though_the_credits_are_used_up(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding, STANDING)) {
            for (int i = 0; i < 300; i++) {
                client.say("{'type':'ping','id':" + i + "}");
            }
            client.say("{'type':'jog','id':'jog','device_id':'plotter-1','dx_mm':1}");
            client.say("{'type':'device_control','id':'stop','device_id':'plotter-1','action':'stop'}");
            assertEquals("rate_limit", client.answer("jog").get("code").asText());
            assertEquals("ok", type(client.answer("stop")));
            assertEquals(List.of("stop"), door.plotter().orders());
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_may_only_look_is_refused_what_changes_something(Encoding encoding) {
        try (CompactClient client = open(Role.VIEWER, encoding)) {
            for (Kind kind : Kind.values()) {
                client.say("{'type':'" + kind.wireName() + "','id':'" + kind + "'}");
                boolean forbidden =
                        client.answer(kind.name()).path("code").asText().equals("forbidden");
                assertEquals(kind.role() == Role.OPERATOR, forbidden, kind.wireName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void fast_events_tell_only_what_changed(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            client.say("{'type':'subscribe','id':1,'channels':['jobs']}");
            client.next("snapshot");
            EventLog events = door.database().events();
            events.publish(Progressing.at(0.25, 100));
            JsonNode first = client.next("job_progress");
            assertEquals(0.25, first.get("progress").asDouble());
            assertEquals(100, first.get("points_plotted").asInt());
            assertTrue(first.has("after") && first.has("timestamp") && !first.has("seq"), first.toString());
            events.publish(Progressing.at(0.251, 100));
            JsonNode second = client.next();
            assertEquals(first.get("ref"), second.get("ref"));
            assertEquals(0.251, second.get("progress").asDouble());
            assertFalse(second.has("points_plotted") || second.has("after") || second.has("type"), second.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_steady_event_of_a_job_that_is_drawn_is_small_and_put_together_tells_how_far_it_is(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            String job = door.submit("drawn").get("id").asText();
            client.say("{'type':'subscribe','id':1,'channels':['jobs']}");
            client.next("snapshot");
            while (door.get("/api/v1/jobs/" + job).get("estimate_seconds").isNull()) {
                client.next("job_update");
            }
            assertEquals(200, door.control(job, "start").statusCode());
            ObjectNode held = CompactClient.JSON.createObjectNode();
            int steady = 0;
            for (int i = 1; steady < 10; i++) {
                double timeS = 0.5 + 0.01 * i;
                assertTrue(timeS < 10, "no progress is told");
                door.plotter().tell(new PlotterNotice.Progress(timeS, new PlanMark(0, timeS / 4), 10, 10, false));
                for (var heard = client.hearSoon(); heard.isPresent(); heard = client.hearSoon()) {
                    JsonNode message = heard.get().message();
                    if (message.has("ref")) {
                        held.setAll((ObjectNode) message);
                        steady += message.has("type") ? 0 : 1;
                        assertTrue(
                                message.has("type")
                                        || encoding == Encoding.JSON
                                        || heard.get().bytes() <= 40,
                                message.toString());
                    }
                }
            }
            assertEquals(job, held.get("job_id").asText());
            int plotted = door.get("/api/v1/jobs/" + job)
                    .get("metrics")
                    .get("points_plotted")
                    .asInt();
            while (held.get("points_plotted").asInt() != plotted) {
                held.setAll((ObjectNode) client.next(message -> message.has("ref")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_event_is_large_whatever_it_tells(Encoding encoding) {
        try (CompactClient client = open(Role.OPERATOR, encoding)) {
            client.say("{'type':'subscribe','id':1,'channels':['devices','alerts']}");
            client.next("snapshot");
            door.plotter().become(PlotterState.Connection.ERROR);
            String job = door.submit("long").get("id").asText();
            door.control(job, "start");
            door.plotter().tell(new PlotterNotice.Faulted(null, "Look. ".repeat(5000), PositionTrust.SUSPECT, true));
            CompactClient.Heard heard = client.hear();
            while (!heard.message().path("type").asText().equals("device_alert")) {
                heard = client.hear();
            }
            assertTrue(heard.bytes() <= Told.MOST_BYTES, heard.bytes() + " bytes");
            assertTrue(heard.message().get("shortened").asBoolean());
        }
    }

    private static String type(JsonNode message) {
        return message.path("type").asText();
    }
}
