package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class StaticFilesTest {

    @TempDir
    Path top;

    private final AtomicBoolean enabled = new AtomicBoolean(true);
    private Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(top.resolve("web"));
        Files.writeString(top.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("index.html"), "<h1>hello</h1>");
        Files.writeString(folder.resolve(".hidden"), "secret");
        Files.createDirectories(folder.resolve("js/.git"));
        Files.writeString(folder.resolve("js/app.js"), "let a;");
        Files.writeString(folder.resolve("js/.git/config"), "secret");
        Files.createSymbolicLink(folder.resolve("out.txt"), top.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("up"), top);
        Files.createSymbolicLink(folder.resolve("inside.html"), folder.resolve("index.html"));
        Path drawing = Files.writeString(top.resolve("drawing.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        server = TestServer.of(new Router()
                .route("GET", "/preview.svg", Role.NONE, request -> Response.file(drawing, "image/svg+xml"))
                .route("GET", "/gone.svg", Role.NONE, request -> Response.file(top.resolve("gone"), "image/svg+xml"))
                .files(folder, enabled::get));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_root_is_the_index() {
        var answer = server.get("/");
        assertEquals("<h1>hello</h1>", answer.body());
        assertEquals(
                "text/html; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("no-cache", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "a.js, text/javascript; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.svg, image/svg+xml",
        "a.json, application/json",
        "a.woff2, font/woff2",
        "a.webmanifest, application/manifest+json",
        "a.HTML, text/html; charset=utf-8",
        "a.unknown, application/octet-stream",
        "a, application/octet-stream"
    })
    void a_file_has_the_media_type_of_its_name(String name, String type) throws IOException {
        Files.writeString(folder.resolve(name), "x");
        assertEquals(
                type,
                server.get("/" + name).headers().firstValue("Content-Type").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/js/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2E%2E%2Fsecret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "/js/..%2f..%2fsecret.txt",
                "/%252e%252e/secret.txt",
                "/....//secret.txt",
                "//secret.txt",
                "/./index.html",
                "/js/../index.html",
                "/.hidden",
                "/%2ehidden",
                "/js/.git/config",
                "/out.txt",
                "/up/secret.txt",
                "/js",
                "/js/",
                "/index.html/",
                "/index.html/x",
                "/js%2Fapp.js"
            })
    void nothing_outside_the_folder_and_nothing_hidden_is_served(String path) {
        try (RawClient client = server.raw()) {
            RawClient.Answer answer = client.send("GET " + path + " HTTP/1.1\r\nHost: {host}\r\n\r\n")
                    .answer();
            assertEquals(404, answer.status());
            assertFalse(answer.text().contains("secret\n"), answer.text());
        }
    }

    @Test
    void a_page_needs_no_ending_and_nothing_else_goes_without() {
        assertEquals("<h1>hello</h1>", server.get("/inside").body());
        assertEquals(
                "text/html; charset=utf-8",
                server.get("/index").headers().firstValue("Content-Type").orElseThrow());
        assertEquals(404, server.get("/js/app").statusCode());
        assertEquals(404, server.get("/js").statusCode());
    }

    @Test
    void a_link_that_stays_inside_is_followed() {
        assertEquals("<h1>hello</h1>", server.get("/inside.html").body());
        assertEquals("let a;", server.get("/js/app.js").body());
    }

    @Test
    void a_name_longer_than_the_file_system_takes_is_not_found() {
        assertEquals(404, server.get("/" + "x".repeat(5000)).statusCode());
    }

    @Test
    void an_unchanged_file_is_not_sent_twice() throws IOException {
        String tag = server.get("/").headers().firstValue("ETag").orElseThrow();
        var again = server.get("/", "If-None-Match", "\"other\", W/" + tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(tag, again.headers().firstValue("ETag").orElseThrow());
        assertEquals(304, server.get("/", "If-None-Match", "*").statusCode());
        Files.writeString(folder.resolve("index.html"), "<h1>hullo</h1>");
        var changed = server.get("/", "If-None-Match", tag);
        assertEquals("<h1>hullo</h1>", changed.body());
        assertNotEquals(tag, changed.headers().firstValue("ETag").orElseThrow());
    }

    @Test
    void the_tag_is_the_content_and_not_the_time() throws IOException {
        String tag = server.get("/").headers().firstValue("ETag").orElseThrow();
        for (int age = 10; age < 30; age += 10) {
            Instant then = Instant.now().minusSeconds(age);
            Files.setLastModifiedTime(folder.resolve("index.html"), FileTime.from(then));
            assertEquals(tag, server.get("/").headers().firstValue("ETag").orElseThrow());
            assertEquals(304, server.get("/", "If-None-Match", tag).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            br, gzip           | br
            gzip, deflate, br  | br
            gzip               | gzip
            GZIP               | gzip
            *                  | br
            br;q=0, gzip;q=0.5 | gzip
            br;q=0, *          | gzip
            br;q=0.000,gzip;q=0| none
            identity           | none
            deflate            | none
            """)
    void whoever_takes_a_packed_variant_gets_it(String accepted, String encoding) throws IOException {
        Files.writeString(folder.resolve("js/app.js.br"), "packed by br");
        Files.writeString(folder.resolve("js/app.js.gz"), "packed by gzip");
        var answer = server.get("/js/app.js", "Accept-Encoding", accepted);
        assertEquals(encoding, answer.headers().firstValue("Content-Encoding").orElse("none"));
        assertEquals(encoding.equals("none") ? "let a;" : "packed by " + encoding, answer.body());
        assertEquals(
                "text/javascript; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElseThrow());
    }

    @Test
    void variants_have_tags_of_their_own() throws IOException {
        Files.writeString(folder.resolve("js/app.js.br"), "packed by br");
        String plain = server.get("/js/app.js").headers().firstValue("ETag").orElseThrow();
        String packed = server.get("/js/app.js", "Accept-Encoding", "br")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertNotEquals(plain, packed);
        assertEquals(
                200,
                server.get("/js/app.js", "Accept-Encoding", "br", "If-None-Match", plain)
                        .statusCode());
        assertEquals(
                304,
                server.get("/js/app.js", "Accept-Encoding", "br", "If-None-Match", packed)
                        .statusCode());
    }

    @Test
    void files_of_every_size_around_a_slice_come_whole() throws IOException {
        for (int size :
                new int[] {0, 1, Limits.SLICE_BYTES - 1, Limits.SLICE_BYTES, Limits.SLICE_BYTES + 1, 1_000_003}) {
            Files.writeString(folder.resolve("a.txt"), "x".repeat(size));
            assertEquals(size, server.get("/a.txt").body().length());
        }
    }

    @Test
    void files_are_only_read() {
        assertEquals(
                405, server.send("POST", "/index.html", BodyPublishers.noBody()).statusCode());
        assertEquals(
                404,
                server.send("POST", "/nothing.html", BodyPublishers.noBody()).statusCode());
    }

    @Test
    void without_a_page_there_are_no_files() {
        enabled.set(false);
        assertEquals(404, server.get("/").statusCode());
    }

    @Test
    void a_drawing_is_sent_in_a_sandbox_with_its_tag() {
        var answer = server.get("/preview.svg");
        assertEquals(
                "image/svg+xml", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
                answer.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertTrue(answer.body().startsWith("<svg"));
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, server.get("/preview.svg", "If-None-Match", tag).statusCode());
    }

    @Test
    void a_file_that_is_gone_is_not_found() {
        assertEquals(404, server.get("/gone.svg").statusCode());
    }
}
