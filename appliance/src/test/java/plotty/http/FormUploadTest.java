package plotty.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class FormUploadTest {

    private static final int MAX = 1_000_000;
    private static final String TYPE = "multipart/form-data; boundary=BOUND";

    private final TestServer server = TestServer.of(new Router().upload("/up", Role.OPERATOR, MAX, request -> {
        Upload upload = request.upload();
        String text = "%s|%s|%d|%s"
                .formatted(
                        upload.name(), upload.mediaType(), Files.size(upload.file()), new TreeMap<>(upload.fields()));
        return new Response(201, "text/plain; charset=utf-8", Map.of(), text.getBytes(UTF_8));
    }));

    @AfterEach
    void close() {
        TestServer.await("nothing is left", () -> server.filesLeft() == 0);
        server.close();
    }

    private static String file(String disposition, String content) {
        return "--BOUND\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: image/svg+xml\r\n\r\n"
                + content + "\r\n";
    }

    private static String field(String name, String value) {
        return "--BOUND\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpResponse<String> post(String body) {
        return post(TYPE, body);
    }

    private HttpResponse<String> post(String type, String body) {
        return server.send("POST", "/up", BodyPublishers.ofString(body), "Content-Type", type);
    }

    @Test
    void a_form_gives_its_file_and_its_fields() {
        String body =
                field("name", "Größe 1") + file("name=\"file\"; filename=\"a.svg\"", "<svg/>") + field("start", "now");
        assertEquals(
                "a.svg|image/svg+xml|6|{name=Größe 1, start=now}",
                post(body + "--BOUND--\r\n").body());
    }

    @Test
    void a_form_may_come_in_any_pieces() {
        String body = "preamble\r\n" + field("name", "x")
                + file("name=\"file\"; filename=\"a.svg\"", "a\r\n--BOUN\r\nb") + "--BOUND--\r\nepilogue";
        for (int size = 1; size < 40; size += 6) {
            try (RawClient client = server.raw()) {
                client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Type: " + TYPE
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int from = 0; from < body.length(); from += size) {
                    String piece = body.substring(from, Math.min(body.length(), from + size));
                    client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
                }
                assertEquals(
                        "a.svg|image/svg+xml|12|{name=x}",
                        client.send("0\r\n\r\n").answer().text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename=\"../../etc/a.svg\"",
                "filename=\"C:\\work\\a.svg\"",
                "filename=\"C:\\\\work\\\\a.svg\"",
                "filename=\"x;y/a.svg\"",
                "filename=\"x\\\"y/a.svg\"",
                "filename=\"/a.svg\"",
                "filename=a.svg",
                "filename=\"a.s\tvg\"",
                "filename*=UTF-8''a.svg"
            })
    void a_file_name_loses_its_folders_and_control_characters(String filename) {
        String body = file("name=\"file\"; " + filename, "x") + "--BOUND--\r\n";
        assertEquals("a.svg|image/svg+xml|1|{}", post(body).body());
    }

    @Test
    void an_empty_file_arrives_empty() {
        assertEquals(
                "a.svg|image/svg+xml|0|{}",
                post(file("name=\"file\"; filename=\"a.svg\"", "") + "--BOUND--\r\n")
                        .body());
    }

    @Test
    void the_largest_file_is_taken_and_one_byte_more_is_not() {
        String head = "name=\"file\"; filename=\"a.svg\"";
        assertEquals(201, post(file(head, "x".repeat(MAX)) + "--BOUND--\r\n").statusCode());
        assertEquals(
                413, post(file(head, "x".repeat(MAX + 1)) + "--BOUND--\r\n").statusCode());
    }

    @Test
    void a_field_of_64_kib_is_taken_and_a_larger_one_is_not() {
        String file = file("name=\"file\"; filename=\"a.svg\"", "x");
        assertEquals(
                201,
                post(field("n", "x".repeat(Limits.BODY_BYTES)) + file + "--BOUND--\r\n")
                        .statusCode());
        assertEquals(
                413,
                post(field("n", "x".repeat(Limits.BODY_BYTES + 1)) + file + "--BOUND--\r\n")
                        .statusCode());
        assertEquals(
                413,
                post(field("n", "x".repeat(900_000)) + file + "--BOUND--\r\n").statusCode());
    }

    @Test
    void a_form_of_32_fields_is_taken_and_one_of_33_is_not() {
        var fields = new StringBuilder();
        for (int i = 0; i < Limits.FORM_FIELDS; i++) {
            fields.append(field("n" + i, "x"));
        }
        String end = file("name=\"file\"; filename=\"a.svg\"", "x") + "--BOUND--\r\n";
        assertEquals(201, post(fields + end).statusCode());
        assertEquals(413, post(fields + field("n", "x") + end).statusCode());
    }

    @Test
    void a_form_that_is_none_is_told_what_it_lacks() {
        String file = file("name=\"file\"; filename=\"a.svg\"", "x");
        String end = "--BOUND--\r\n";
        assertEquals(400, post("multipart/form-data", file + end).statusCode(), "no boundary");
        assertEquals(400, post("multipart/form-data; boundary=", file + end).statusCode(), "empty boundary");
        assertEquals(
                400, post("multipart/form-data; boundary=OTHER", file + end).statusCode(), "another boundary");
        assertEquals(400, post("multipart/mixed; boundary=BOUND", file + end).statusCode(), "another multipart");
        assertEquals(400, post(file).statusCode(), "no closing boundary");
        assertEquals(400, post(file.substring(0, 60)).statusCode(), "ends within a part's headers");
        assertEquals(400, post("").statusCode(), "nothing");
        assertEquals(400, post(end).statusCode(), "no parts");
        assertEquals(400, post(field("name", "x") + end).statusCode(), "no file");
        assertEquals(400, post(field("file", "x") + end).statusCode(), "a file without a name");
        assertEquals(400, post(file + file + end).statusCode(), "two files");
        assertEquals(
                400,
                post(file("name=\"other\"; filename=\"a\"", "x") + file + end).statusCode(),
                "other files");
        assertEquals(400, post(field("n", "1") + field("n", "2") + file + end).statusCode(), "a field twice");
        assertEquals(
                400, post("--BOUND\r\nContent-Type: a/b\r\n\r\nx\r\n" + end).statusCode(), "a part without a name");
        assertEquals(
                400,
                post("--BOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                                + "Content-Transfer-Encoding: nonsense\r\n\r\nx\r\n" + end)
                        .statusCode(),
                "an unknown encoding");
        assertEquals(
                400,
                post("--BOUND\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed;"
                                + " boundary=IN\r\n\r\n--IN\r\n\r\nx\r\n--IN--\r\n" + file + end)
                        .statusCode(),
                "a form within a form");
    }

    @Test
    void giant_headers_of_a_part_are_refused() {
        String giant = "--BOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "x".repeat(900_000)
                + "\"\r\n\r\nx\r\n--BOUND--\r\n";
        int status = post(giant).statusCode();
        assertTrue(status == 400 || status == 413, "status " + status);
        String many = "--BOUND\r\n" + "X: y\r\n".repeat(100_000);
        status = post(many).statusCode();
        assertTrue(status == 400 || status == 413, "status " + status);
    }

    @Test
    void what_stands_around_the_parts_is_bounded_too() {
        String form = file("name=\"file\"; filename=\"a.svg\"", "x") + "--BOUND--\r\n";
        assertEquals(400, post("x".repeat(900_000)).statusCode(), "nothing but a preamble");
        assertEquals(
                201,
                post("x".repeat(900_000) + "\r\n" + form + "y".repeat(900_000)).statusCode());
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Type: " + TYPE
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5F5E100\r\n" + form);
            assertTrue(client.sendUpTo(100_000_000) < 50_000_000, "the server stops reading");
            assertEquals(413, client.answer().status());
        }
    }
}
