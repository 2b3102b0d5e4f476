package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The board answers as the firmware itself did; the firmware was asked once, and its answers are kept beside this test. */
class FirmwareRepliesTest {

    @Test
    void the_board_answers_as_the_firmware_does() throws Exception {
        GrblBench bench = new GrblBench();
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String row : rows()) {
            String[] parts = row.split(" -> ", 2);
            bench.send(parts[0] + "\n");
            expected.add(row);
            actual.add(parts[0] + " -> " + bench.finish().strip().replaceAll("[\r\n]+", " "));
        }
        assertTrue(expected.size() > 100);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private static List<String> rows() throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FirmwareRepliesTest.class.getResourceAsStream("firmware-replies.txt")),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
