package plotty.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartParserTest {

    /** Notes the parts as text. */
    private static final class Notes implements MultipartParser.Sink {
        private final List<String> parts = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private String name = "";

        @Override
        public void begin(PartHead head) {
            name = head.name();
        }

        @Override
        public void data(byte[] bytes, int from, int to) {
            content.write(bytes, from, to - from);
        }

        @Override
        public void end() {
            parts.add(name + "=" + content.toString(ISO_8859_1));
            content.reset();
        }
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static List<String> parse(String body, Random cuts) throws IOException {
        var notes = new Notes();
        var parser = new MultipartParser("b", notes);
        byte[] bytes = body.getBytes(ISO_8859_1);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + cuts.nextInt(9));
            parser.take(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        assertTrue(parser.ended());
        return notes.parts;
    }

    @Test
    void contents_that_look_like_boundaries_come_through_however_the_bytes_are_cut() throws IOException {
        var random = new Random(7);
        String letters = "\r\n-b\r\n--x ";
        for (int round = 0; round < 3000; round++) {
            var body = new StringBuilder(round % 2 == 0 ? "" : "\r\npreamble\r\n");
            var expected = new ArrayList<String>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var content = new StringBuilder();
                for (int length = random.nextInt(30); length > 0; length--) {
                    content.append(letters.charAt(random.nextInt(letters.length())));
                }
                if (("\r\n" + content + "\r\n").contains("\r\n--b")) {
                    continue;
                }
                expected.add("p" + i + "=" + content);
                body.append(part("p" + i, content.toString()));
            }
            body.append("--b--\r\nepilogue\r\n--b\r\n");
            assertEquals(expected, parse(body.toString(), random), () -> "body: " + body);
        }
    }

    @Test
    void blanks_may_stand_behind_a_boundary() throws IOException {
        assertEquals(List.of("a=x"), parse(part("a", "x").replace("--b", "--b \t ") + "--b--", new Random(1)));
    }
}
