package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Access;
import plotty.access.Role;
import plotty.api.stream.compact.CompactEndpoint;
import plotty.http.HttpServer;
import plotty.http.Router;

/** What holds of the two documents by themselves. */
class DocumentsTest {
    private static final JsonNode OPEN_API = Documents.openApi();
    private static final JsonNode ASYNC_API = Documents.asyncApi();

    @TempDir
    Path folder;

    @Test
    void both_are_served_as_yaml_and_as_json_with_a_tag() throws Exception {
        Router router = new Router();
        new DocumentsResource().routes(router);
        var settings = new HttpServer.Settings("127.0.0.1", 0, List.of(), Set.of(), folder, 10);
        try (HttpServer server = HttpServer.start(settings, router, new Access(Role.NONE, Role.NONE));
                HttpClient client = HttpClient.newHttpClient()) {
            for (String name : List.of("openapi", "asyncapi")) {
                JsonNode written = name.equals("openapi") ? OPEN_API : ASYNC_API;
                URI json = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + name + ".json");
                HttpResponse<String> answer = get(client, HttpRequest.newBuilder(json));
                assertEquals(written, new ObjectMapper().readTree(answer.body()));
                assertEquals(
                        "application/json",
                        answer.headers().firstValue("Content-Type").orElse(""));
                String tag = answer.headers().firstValue("ETag").orElseThrow();
                assertEquals(
                        304,
                        get(client, HttpRequest.newBuilder(json).header("If-None-Match", tag))
                                .statusCode());
                HttpResponse<String> yaml = get(
                        client,
                        HttpRequest.newBuilder(URI.create(json.toString().replace(".json", ".yaml"))));
                assertEquals(
                        "application/yaml",
                        yaml.headers().firstValue("Content-Type").orElse(""));
                assertTrue(yaml.body().startsWith(name + ": 3."), yaml.body().substring(0, 40));
            }
        }
    }

    private static HttpResponse<String> get(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() {
        for (JsonNode document : List.of(OPEN_API, ASYNC_API)) {
            Set<String> used = new TreeSet<>(document.findValuesAsText("$ref"));
            for (String reference : used) {
                assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
            }
            for (String kind : List.of("schemas", "parameters", "responses", "messages")) {
                Documents.keys(document.path("components").path(kind)).forEach(name -> {
                    String pointer = "#/components/" + kind + "/" + name;
                    assertTrue(used.stream().anyMatch(each -> each.startsWith(pointer)), pointer + " is not used");
                });
            }
        }
    }

    @Test
    void what_stands_in_both_is_the_same() {
        JsonNode ours = OPEN_API.at("/components/schemas");
        JsonNode theirs = ASYNC_API.at("/components/schemas");
        Documents.keys(ours).filter(theirs::has).forEach(name -> assertEquals(ours.get(name), theirs.get(name), name));
    }

    @Test
    void the_table_of_keys_is_the_one_that_is_spoken() throws IOException {
        try (var file = CompactEndpoint.class.getResourceAsStream("keys.json")) {
            assertEquals(new ObjectMapper().readTree(file), ASYNC_API.get("x-keys"));
        }
    }

    @Test
    void every_operation_has_a_role_and_the_ones_for_everybody_need_no_credentials() {
        for (Documents.Operation operation : Documents.operations(OPEN_API)) {
            String role = operation.node().path("x-role").asText();
            assertTrue(Set.of("none", "viewer", "operator", "admin").contains(role), operation::toString);
            boolean open = operation.node().path("security").isArray();
            assertTrue(!open || role.equals("none"), operation::toString);
            assertTrue(operation.node().path("responses").size() > 0, operation::toString);
        }
    }

    @Test
    void every_message_that_a_client_says_has_a_role_and_an_example() {
        for (String dialect : List.of("plotty", "monitor", "native")) {
            for (String key : Documents.messages(ASYNC_API, dialect, "client")) {
                JsonNode message = ASYNC_API.at("/components/messages/" + key);
                assertTrue(
                        Set.of("viewer", "operator", "admin")
                                .contains(message.path("x-role").asText()),
                        key);
                assertTrue(message.path("examples").size() > 0, key);
            }
        }
    }

    @Test
    void every_message_stands_in_its_channel_and_in_an_operation() {
        Set<String> said = new TreeSet<>();
        ASYNC_API
                .get("operations")
                .forEach(operation -> operation
                        .get("messages")
                        .forEach(message -> said.add(ASYNC_API
                                .at(message.get("$ref").asText().substring(1))
                                .get("$ref")
                                .asText())));
        Set<String> there = new TreeSet<>();
        Documents.keys(ASYNC_API.at("/components/messages")).forEach(key -> there.add("#/components/messages/" + key));
        assertEquals(there, said);
    }

    @Test
    void the_examples_are_as_documented() {
        List<String> wrong = new ArrayList<>();
        Schemas routes = new Schemas(OPEN_API);
        for (Documents.Operation operation : Documents.operations(OPEN_API)) {
            String schema = operation.pointer() + "/requestBody/content/application~1json/schema";
            OPEN_API.at(operation.pointer() + "/requestBody/content/application~1json/examples")
                    .forEach(example -> routes.faults(schema, example.get("value"))
                            .forEach(fault -> wrong.add(operation + ": " + fault)));
        }
        Schemas messages = new Schemas(ASYNC_API);
        Documents.keys(ASYNC_API.at("/components/messages"))
                .forEach(key -> ASYNC_API
                        .at("/components/messages/" + key + "/examples")
                        .forEach(example -> messages.faults(
                                        "/components/messages/" + key + "/payload", example.get("payload"))
                                .forEach(fault -> wrong.add(key + ": " + fault))));
        assertEquals(List.of(), wrong);
    }
}
