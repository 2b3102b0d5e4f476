package plotty.appliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import plotty.api.Documents;
import plotty.api.Documents.Operation;
import plotty.api.Schemas;

/** Asks an appliance and hears it, and holds every answer and every message to the documents. Thread-safe. */
final class Witness implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode OPEN_API = Documents.openApi();
    private static final JsonNode ASYNC_API = Documents.asyncApi();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI door;
    private final Schemas routes = new Schemas(OPEN_API);
    private final Schemas messages = new Schemas(ASYNC_API);
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> heard = new TreeSet<>();

    Witness(URI door) {
        this.door = door;
    }

    /** An answer. */
    record Answer(int status, JsonNode body, HttpResponse<String> whole) {}

    HttpClient http() {
        return http;
    }

    URI uri(String path) {
        return door.resolve(path);
    }

    /** Asks without a body. */
    Answer ask(String method, String path, String... headers) {
        return send(method, path, "", "", headers);
    }

    /** Asks with JSON, in which ' stands for ". */
    Answer tell(String method, String path, String json, String... headers) {
        return send(method, path, "application/json", json.replace('\'', '"'), headers);
    }

    /** Asks with a body of this media type; none if that is empty. */
    Answer send(String method, String path, String mediaType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(LONGEST)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return checked(method, path, http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks for server-sent events, after one with this id if that is not empty. */
    InputStream stream(String path, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        var answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .join();
        String mediaType = answer.headers().firstValue("Content-Type").orElse("");
        synchronized (this) {
            check(
                    operation("GET", path.replaceAll("\\?.*", "")),
                    answer.statusCode(),
                    mediaType,
                    MissingNode.getInstance());
        }
        return answer.body();
    }

    /** Asks until the answer is as wanted. */
    Answer await(String path, Predicate<Answer> wanted) {
        long end = System.nanoTime() + LONGEST.toNanos();
        Answer answer = ask("GET", path);
        while (!wanted.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " not in time: " + answer.body());
            }
            LockSupport.parkNanos(50_000_000);
            answer = ask("GET", path);
        }
        return answer;
    }

    private Answer checked(String method, String path, HttpResponse<String> whole) throws IOException {
        String mediaType = whole.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode body = mediaType.endsWith("json") ? JSON.readTree(whole.body()) : MissingNode.getInstance();
        Operation operation = operation(method, path.replaceAll("\\?.*", ""));
        synchronized (this) {
            check(operation, whole.statusCode(), mediaType, body);
        }
        return new Answer(whole.statusCode(), body, whole);
    }

    private static Operation operation(String method, String path) {
        return Documents.operations(OPEN_API).stream()
                .filter(each -> each.method().equals(method)
                        && path.matches(each.path().replace(".", "\\.").replaceAll("\\{.+?}", "[^/]+")))
                .min((a, b) -> Long.compare(braces(a.path()), braces(b.path())))
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not documented"));
    }

    private static long braces(String path) {
        return path.chars().filter(c -> c == '{').count();
    }

    private void check(Operation operation, int status, String mediaType, JsonNode body) {
        answered.add(operation + " " + status);
        String place = operation.pointer() + "/responses/"
                + (operation.node().at("/responses/" + status).isMissingNode() ? "default" : status);
        JsonNode response = OPEN_API.at(place);
        String at = response.has("$ref") ? response.get("$ref").asText().substring(1) : place;
        if (response.isMissingNode()) {
            faults.add(operation + " answered " + status + ", which is not documented: " + body);
        } else if (mediaType.isEmpty()) {
            if (OPEN_API.at(at).has("content")) {
                faults.add(operation + " " + status + " has no body");
            }
        } else if (!OPEN_API.at(at + "/content").has(mediaType)) {
            faults.add(operation + " " + status + " is " + mediaType + ", which is not documented");
        } else if (!body.isMissingNode()) {
            routes.faults(at + "/content/" + Schemas.escaped(mediaType) + "/schema", body)
                    .forEach(fault -> faults.add(operation + " " + status + ": " + fault));
        }
    }

    /** Holds what is heard in a dialect to its description. */
    synchronized void hear(String dialect, JsonNode message) {
        String type = message.path("type").asText("change");
        String key = Documents.messages(ASYNC_API, dialect, "server").stream()
                .filter(each -> Documents.name(ASYNC_API, each).equals(type))
                .findFirst()
                .orElse(dialect + ".server." + (type.startsWith("job:") ? "job-custom" : type));
        if (ASYNC_API.at("/components/messages/" + key).isMissingNode()) {
            faults.add(key + " is not documented: " + message);
            return;
        }
        heard.add(key);
        messages.faults("/components/messages/" + key + "/payload", message)
                .forEach(fault -> faults.add(key + ": " + fault));
        if (type.equals("batch")) {
            message.get("messages").forEach(each -> hear(dialect, each));
        }
    }

    /** Holds what a client says to its description. */
    synchronized void said(String dialect, JsonNode message) {
        String kind = message.path("type").asText(message.path("action").asText());
        messages.faults("/components/messages/%s.client.%s/payload".formatted(dialect, kind), message)
                .forEach(fault -> faults.add(dialect + " says " + kind + ": " + fault));
    }

    /** Takes something as written by what writes all answers, without asking for it. */
    synchronized void written(String schema, JsonNode value) {
        routes.faults(schema, value).forEach(fault -> faults.add(schema + ": " + fault));
        if (!ASYNC_API.at(schema).isMissingNode()) {
            messages.faults(schema, value).forEach(fault -> faults.add(schema + ": " + fault));
        }
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Documented answers of success that were not given, as {@code GET /path 200}. */
    synchronized Set<String> notAnswered() {
        Set<String> missing = new TreeSet<>();
        for (Operation operation : Documents.operations(OPEN_API)) {
            Documents.keys(operation.node().get("responses"))
                    .filter(status -> status.startsWith("2"))
                    .map(status -> operation + " " + status)
                    .filter(answer -> !answered.contains(answer))
                    .forEach(missing::add);
        }
        return missing;
    }

    /** Documented messages that were not heard. */
    synchronized Set<String> notHeard() {
        Set<String> missing = new TreeSet<>();
        for (String dialect : List.of("plotty", "monitor", "native", "events")) {
            missing.addAll(Documents.messages(ASYNC_API, dialect, "server"));
        }
        missing.removeAll(heard);
        return missing;
    }

    /** Documented fields of answers and messages that were in none. */
    synchronized Set<String> notMet() {
        Set<String> missing = new TreeSet<>();
        for (Operation operation : Documents.operations(OPEN_API)) {
            Documents.keys(operation.node().get("responses")).forEach(status -> {
                String place = operation.pointer() + "/responses/" + status;
                String at = OPEN_API.at(place + "/$ref").asText("#" + place).substring(1);
                Documents.keys(OPEN_API.at(at).path("content"))
                        .map(mediaType -> at + "/content/" + Schemas.escaped(mediaType) + "/schema")
                        .forEach(schema -> missing.addAll(routes.documented(schema)));
            });
        }
        missing.removeAll(routes.met());
        Set<String> unheard = new TreeSet<>();
        for (String dialect : List.of("plotty", "monitor", "native", "events")) {
            Documents.messages(ASYNC_API, dialect, "server")
                    .forEach(key -> unheard.addAll(messages.documented("/components/messages/" + key + "/payload")));
        }
        unheard.removeAll(messages.met());
        missing.addAll(unheard);
        return missing;
    }

    @Override
    public void close() {
        http.close();
    }
}
