package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.api.Documents;
import plotty.api.Documents.Operation;
import plotty.api.Schemas;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;

/** The routes of the appliance as it is really wired stand in the OpenAPI document, and nothing else does. */
class RoutesAreDocumentedTest {
    private static final JsonNode DOCUMENT = Documents.openApi();
    private static final String UNKNOWN = "no-such-thing";
    private static final Pattern NAMES = Pattern.compile("[kK]nown are ((?:'[^']*'(?:, )?)*)");

    @TempDir
    static Path folder;

    private static Appliance appliance;
    private static HttpClient http;
    private static String job;

    @BeforeAll
    static void start() {
        appliance = new Appliance(Configuration.of(Arguments.parse(
                List.of("--port", "0", "--plotter", "sim", "--loopback-role", "admin", "--data", folder.toString()))));
        http = HttpClient.newHttpClient();
        job = field("id", send("POST", "/api/v1/jobs?name=one", "image/svg+xml", """
                <svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm" viewBox="0 0 9 9">
                <path d="M1 1 H8" fill="none" stroke="black"/></svg>"""));
    }

    @AfterAll
    static void stop() {
        http.close();
        appliance.close();
    }

    @Test
    void all_routes_with_their_roles() {
        var wired = new TreeMap<String, String>();
        appliance
                .routes()
                .forEach(route -> wired.put(
                        route.method() + " " + route.pattern(),
                        route.role().name().toLowerCase(Locale.ROOT)));
        var documented = new TreeMap<String, String>();
        Documents.operations(DOCUMENT)
                .forEach(operation -> documented.put(
                        operation.toString(), operation.node().get("x-role").asText()));
        assertEquals(lines(wired), lines(documented));
    }

    private static String lines(Map<String, String> map) {
        return map.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void all_variables_of_paths_are_parameters() {
        for (Operation operation : Documents.operations(DOCUMENT)) {
            Set<String> variables = Pattern.compile("\\{(.+?)}")
                    .matcher(operation.path())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(variables, parameters(operation, "path"::equals), operation::toString);
        }
    }

    /** A route says which options it knows when it is asked for another one. */
    @Test
    void all_options_of_the_query() {
        int told = 0;
        for (Operation operation : Documents.operations(DOCUMENT)) {
            if (!operation.path().startsWith("/ws")) {
                String mediaType = operation.path().equals("/api/v1/jobs") ? "image/svg+xml" : "application/json";
                HttpResponse<String> answer = send(
                        operation.method(),
                        path(operation) + "?" + UNKNOWN + "=1",
                        operation.node().has("requestBody") ? mediaType : "",
                        operation.node().has("requestBody") ? "{\"" + UNKNOWN + "\":1}" : "");
                Set<String> documented = parameters(operation, "query"::equals);
                assertTrue(answer.statusCode() < 500 || answer.statusCode() == 503, () -> operation + answer.body());
                if (answer.statusCode() == 400 && answer.body().contains("Unknown query option")) {
                    assertEquals(names(answer.body()), documented, operation::toString);
                    told++;
                } else {
                    assertEquals(Set.of(), documented, () -> operation + " takes any option: " + answer.statusCode());
                }
            }
        }
        assertTrue(told > 15, "only " + told + " routes tell their options");
    }

    /** And the same for the fields of a body. */
    @Test
    void all_fields_of_bodies() {
        // The first two pass over what they do not know, as programs expect; the last tells an admin one field less.
        Set<String> lenient =
                Set.of("POST /api/login", "PUT /api/rmos/stores/joblogs/{id}", "POST /api/v1/users/{name}/password");
        int told = 0;
        for (Operation operation : Documents.operations(DOCUMENT)) {
            String schema = operation.pointer() + "/requestBody/content/application~1json/schema";
            if (!DOCUMENT.at(schema).isMissingNode() && !lenient.contains(operation.toString())) {
                HttpResponse<String> answer =
                        send(operation.method(), path(operation), "application/json", "{\"" + UNKNOWN + "\":1}");
                assertTrue(answer.body().contains("Unknown field"), () -> operation + ": " + answer.body());
                assertEquals(names(answer.body()), fields(schema), operation::toString);
                told++;
            }
        }
        assertTrue(told > 10, "only " + told + " routes tell their fields");
    }

    private static Set<String> fields(String schema) {
        Set<String> fields = new TreeSet<>();
        for (String pointer : new Schemas(DOCUMENT).documented(schema)) {
            int field = pointer.lastIndexOf("/properties/");
            if (field < 0) {
                // What any name may stand for: the modules of the log.
                continue;
            }
            String parent = pointer.substring(0, field);
            String owner = parent.replaceAll("/allOf/\\d+$", "");
            if (owner.equals(schema) || owner.matches("/components/schemas/(Job|Device)Order(Fields)?|.*/JobEdit")) {
                fields.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        }
        return fields;
    }

    private static Set<String> parameters(Operation operation, Predicate<String> in) {
        return operation.parameters(DOCUMENT).stream()
                .filter(parameter -> in.test(parameter.get("in").asText()))
                .map(parameter -> parameter.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String sentence) {
        Matcher names = NAMES.matcher(sentence);
        assertTrue(names.find(), sentence);
        return Pattern.compile("'([^']+)'")
                .matcher(names.group(1))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The path of something that there is. */
    private static String path(Operation operation) {
        return operation
                .path()
                .replace("{job_id}", job)
                .replace("{phase_id}", "P00")
                .replace("{name}", operation.path().contains("users") ? "nobody" : job)
                .replace("{id}", operation.path().contains("devices") ? "plotter-1" : job);
    }

    private static HttpResponse<String> send(String method, String path, String mediaType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + appliance.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String field(String name, HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body()).path(name).asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
