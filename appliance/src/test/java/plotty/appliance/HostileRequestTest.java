package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests that no honest client sends, each on a connection of its own. In the tables {@code ~} ends a line, {@code ^} and
 * {@code `} are a carriage return and a line feed alone; the statuses are those of all answers that came before the server closed, so what was smuggled behind a request would be seen.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileRequestTest {
    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    private static List<RawExchange.Answer> answers(String bytes) {
        try (RawExchange exchange = box.open()) {
            return exchange.send(bytes).answers();
        }
    }

    private static List<Integer> statuses(String bytes) {
        return answers(bytes).stream().map(RawExchange.Answer::status).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a length and chunks | 400 | Content-Length: 4~Transfer-Encoding: chunked~~0~~
            chunks and a length | 400 | Transfer-Encoding: chunked~Content-Length: 4~~0~~
            two lengths | 400 | Content-Length: 0~Content-Length: 4~~
            the same length twice | 400 | Content-Length: 2~Content-Length: 2~~{}
            a list of lengths | 400 | Content-Length: 2, 2~~{}
            a length with a sign | 400 | Content-Length: +2~~{}
            a negative length | 400 | Content-Length: -2~~{}
            a hexadecimal length | 400 | Content-Length: 0x2~~{}
            a length with a space | 400 | Content-Length: 2 2~~{}
            an empty length | 400 | Content-Length: ~~{}
            a length of 2^64 | 400 | Content-Length: 18446744073709551616~~{}
            a length of 2^64+2 | 400 | Content-Length: 18446744073709551618~~{}
            a length in other digits | 400 | Content-Length: \u00b2~~{}
            a space before the colon | 400 | Content-Length : 2~~{}
            a tab before the colon | 400 | Transfer-Encoding\t: chunked~~0~~
            an unknown coding | 400 | Transfer-Encoding: xchunked~~0~~
            chunked twice | 400 | Transfer-Encoding: chunked, chunked~~0~~
            chunked and identity | 400 | Transfer-Encoding: chunked, identity~~0~~
            gzip before chunked | 501 | Transfer-Encoding: gzip, chunked~~0~~
            codings on two lines | 400 | Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~
            codings on two lines, swapped | 501 | Transfer-Encoding: identity~Transfer-Encoding: chunked~~0~~
            chunked on two lines | 400 | Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~
            chunked behind a control character | 400 | Transfer-Encoding: {vt}chunked~~0~~
            chunked in quotes | 400 | Transfer-Encoding: "chunked"~~0~~
            a parameter of chunked | 400 | Transfer-Encoding: chunked;q=1~~0~~
            an empty coding | 400 | Transfer-Encoding: ~~0~~
            a NUL in a value | 400 | X: a\u0000b~Content-Length: 2~~{}
            a NUL in a name | 400 | X\u0000Y: a~Content-Length: 2~~{}
            a lone carriage return in a value | 400 | X: a^Content-Length: 2~~{}
            a header without a colon | 400 | Content-Length~~{}
            a header without a name | 400 | : 2~~{}
            """)
    void a_body_whose_end_is_in_doubt_is_refused_and_ends_the_connection(String what, String expected, String rest) {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n";
        String request = "POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
                + lines(rest) + smuggled;
        assertEquals(statusList(expected), statuses(request), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no size | 400 | ~{}~0~~
            no number | 400 | zz~{}~0~~
            a prefix | 400 | 0x2~{}~0~~
            a sign | 400 | +2~{}~0~~
            a negative size | 400 | -2~{}~0~~
            2^31 | 400 | 80000000~{}~0~~
            2^32+2 | 400 | 100000002~{}~0~~
            2^64+2 | 400 | 10000000000000002~{}~0~~
            a chunk longer than said | 400 | 2~{}{}~0~~
            a chunk that ends with a line feed | 400 | 2~{}`0~~
            a size that ends with a line feed | 400 | 2`{}~0~~
            a line feed within an extension | 400 | 2;a`GET /x HTTP/1.1~{}~0~~
            a trailer that is none | 400 | 2~{}~0~a b~~
            """)
    void chunks_that_another_server_might_read_otherwise_are_refused(String what, String expected, String rest) {
        String request = "POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + lines(rest)
                + "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n";
        assertEquals(statusList(expected), statuses(request), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an extension of 9 kB | 400 | 2;EXT9~{}~0~~
            trailers of 20 kB | 400 | 2~{}~0~X: EXT9~Y: EXT9~Z: EXT9~~
            """)
    void chunks_with_too_much_beside_them_are_refused(String what, String expected, String rest) {
        chunks_that_another_server_might_read_otherwise_are_refused(
                what, expected, rest.replace("EXT9", "x".repeat(9 * 1024)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing but line feeds | 400 | GET /health/live HTTP/1.1`Host: {host}``
            a line feed between headers | 400 | GET /health/live HTTP/1.1~Host: {host}`X: y~~
            chunks in HTTP/1.0 | 400 | POST /api/v1/session HTTP/1.0~Host: {host}~Transfer-Encoding: chunked~~0~~
            no host | 400 | GET /health/live HTTP/1.1~X: y~~
            a folded line, which belongs to the one before | 200,404 | GET /health/live HTTP/1.1~Host: {host}~X: y~ Content-Length: 40~~GET /smuggled HTTP/1.1~Host: {host}~Connection: close~~
            two hosts | 400 | GET /health/live HTTP/1.1~Host: {host}~Host: {host}~~
            a list of hosts | 421 | GET /health/live HTTP/1.1~Host: {host}, evil.example~Connection: close~~
            a host with a user | 421 | GET /health/live HTTP/1.1~Host: me@{host}~Connection: close~~
            a host with a path | 421 | GET /health/live HTTP/1.1~Host: {host}/~Connection: close~~
            an empty host | 421 | GET /health/live HTTP/1.1~Host: ~Connection: close~~
            another host in the address | 421 | GET http://evil.example/ HTTP/1.1~Host: {host}~Connection: close~~
            a user in the address | 421 | GET http://me@{host}/ HTTP/1.1~Host: {host}~Connection: close~~
            a tunnel | 400 | CONNECT {host} HTTP/1.1~Host: {host}~Connection: close~~
            an echo | 405 | TRACE / HTTP/1.1~Host: {host}~Connection: close~~
            another scheme | 400 | GET ftp://{host}/ HTTP/1.1~Host: {host}~Connection: close~~
            no version | 400 | GET /health/live~Host: {host}~~
            HTTP/2 | 505 | GET /health/live HTTP/2.0~Host: {host}~Connection: close~~
            HTTP/1.2 | 505 | GET /health/live HTTP/1.2~Host: {host}~Connection: close~~
            no HTTP | 400 | GET /health/live HTTPS/1.1~Host: {host}~~
            four words | 400 | GET /health/live x HTTP/1.1~Host: {host}~Connection: close~~
            the beginning of HTTP/2 | 505,400 | PRI * HTTP/2.0~~SM~~
            a TLS greeting on a plain port | 408 | \u0016\u0003\u0001\u0002\u0000\u0001\u0000~~
            a control character in the method | 400 | G\u0001T / HTTP/1.1~Host: {host}~~
            an upgrade to HTTP/2 | 200 | GET /health/live HTTP/1.1~Host: {host}~Connection: Upgrade, HTTP2-Settings, close~Upgrade: h2c~HTTP2-Settings: AAMAAABk~~
            a body of a GET | 200 | GET /health/live HTTP/1.1~Host: {host}~Connection: close~Content-Length: 16~~GET /x HTTP/1.1~
            a body coded with gzip | 415 | POST /api/v1/session HTTP/1.1~Host: {host}~Content-Encoding: gzip~Content-Length: 2~~{}
            a body coded twice | 415 | POST /api/v1/session HTTP/1.1~Host: {host}~Content-Encoding: identity~Content-Encoding: gzip~Content-Length: 2~~{}
            an unknown expectation | 417 | POST /api/v1/session HTTP/1.1~Host: {host}~Expect: miracle~Content-Length: 2~~{}
            """)
    void a_head_that_is_wrong_is_refused(String what, String expected, String request) {
        assertEquals(statusList(expected), statuses(lines(request)), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an address just short enough | 404 | 8150 | 0 | 0
            an address that is too long | 414 | 8200 | 0 | 0
            headers just small enough | 200 | 0 | 1 | 16000
            headers that are too large | 431 | 0 | 1 | 16500
            as many headers as fit | 200 | 0 | 1600 | 3
            too many headers | 431 | 0 | 4000 | 3
            """)
    void floods_of_headers_end_at_a_bound(String what, int expected, int address, int count, int length) {
        StringBuilder request = new StringBuilder(
                address > 0 ? "GET /" + "a".repeat(address) + " HTTP/1.1\r\n" : "GET /health/live HTTP/1.1\r\n");
        request.append("Host: {host}\r\nConnection: close\r\n");
        for (int i = 0; i < count; i++) {
            request.append("X")
                    .append(i % 10)
                    .append(": ")
                    .append("y".repeat(length))
                    .append("\r\n");
        }
        assertEquals(List.of(expected), statuses(request + "\r\n"), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            dots | 404 | ../outside.txt
            many dots | 404 | ../../../../../../../../etc/passwd
            encoded dots | 404 | %2e%2e/outside.txt
            encoded dots and slash | 404 | %2e%2e%2foutside.txt
            an encoded slash | 404 | ..%2foutside.txt
            dots encoded twice | 404 | %252e%252e/outside.txt
            a slash encoded twice | 404 | ..%252foutside.txt
            a backslash | 404 | ..\\outside.txt
            an encoded backslash | 404 | ..%5coutside.txt
            a drive | 404 | c:%5coutside.txt
            an overlong dot | 400 | %c0%ae%c0%ae/outside.txt
            an overlong slash | 400 | ..%c0%afoutside.txt
            a longer overlong slash | 400 | ..%e0%80%afoutside.txt
            a full-width slash | 404 | ..%ef%bc%8foutside.txt
            a NUL | 400 | index.html%00.txt
            a NUL behind dots | 400 | ../outside.txt%00.html
            no hexadecimal digits | 400 | %zz/outside.txt
            a half percent sign | 400 | outside.txt%2
            a UTF-16 escape | 400 | %u002e%u002e/outside.txt
            no UTF-8 | 400 | %ff%fe
            a raw byte | 400 | \u00e9
            a lone surrogate | 400 | %ed%a0%80
            an absolute path | 404 | /etc/passwd
            an encoded absolute path | 404 | %2fetc%2fpasswd
            a parameter behind dots | 404 | ..;/outside.txt
            a hidden file | 404 | .hidden
            a hidden file, encoded | 404 | %2ehidden
            a link that leads outside | 404 | link.txt
            a stream of NTFS | 404 | index.html::$DATA
            a very long name | 404 | LONG
            """)
    void no_path_leads_out_of_its_folder(String what, int expected, String path) {
        String tried = path.replace("LONG", "a".repeat(4000));
        for (String before : List.of("/", "/assets/", "http://{host}/", "/api/v1/jobs/")) {
            String after = before.endsWith("/jobs/") ? "/preview.svg" : "";
            RawExchange.Answer answer = answers(
                            "GET " + before + tried + after + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
                    .getFirst();
            assertEquals(expected, answer.status(), what + " behind " + before + ": " + answer.text());
            assertFalse(answer.text().contains(BesiegedBox.OUTSIDE), what);
            assertFalse(answer.text().contains("root:"), what);
        }
    }

    private static List<Integer> statusList(String statuses) {
        return List.of(statuses.split(",", -1)).stream().map(Integer::valueOf).toList();
    }

    private static String lines(String text) {
        return text.replace("{vt}", "\u000b")
                .replace("~", "\r\n")
                .replace('^', '\r')
                .replace('`', '\n');
    }
}
