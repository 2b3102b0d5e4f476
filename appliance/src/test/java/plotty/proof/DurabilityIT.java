package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged is on the disk: shown by the order of the system calls, since a killed process alone keeps the kernel's
 * cache.
 */
class DurabilityIT {
    private static final Pattern SYNC = Pattern.compile("f(?:data)?sync\\(\\d+<([^>]*)>");
    /** Which of the store's syncs is slowed down: one in the middle of the drawing. */
    private static final int SLOW_SYNC = 20;

    private static final int SLOW_S = 4;

    private static final Pattern TIME = Pattern.compile("^\\d+ +(\\d+\\.\\d+) ");
    private static final String DRAWING = """
            <svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="60mm" viewBox="0 0 100 60">
              <path d="M10 10H90V20H10V30H90" fill="none" stroke="black"/>
              <circle cx="30" cy="45" r="10"/>
            </svg>
            """;

    @TempDir
    Path folder;

    @Test
    void file_folder_and_row_are_synced_before_the_first_byte_of_the_answer_and_marks_before_their_ink()
            throws Exception {
        Path trace = folder.resolve("trace");
        String id;
        try (Workbench bench = Workbench.withBoard(folder).startServiceBy(strace(trace))) {
            id = bench.submit(DRAWING.getBytes(StandardCharsets.UTF_8), "synced", "")
                    .get("id")
                    .asText();
            bench.awaitPlanned(id);
            bench.control(id, "start");
            bench.awaitStatus(id, "completed", Duration.ofSeconds(90));
            bench.service().terminate();
        }
        List<String> calls = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        uploadIsSyncedBeforeItsAnswer(calls, id);
        noInkLeavesWhileItsMarkIsUnderWay(calls);
    }

    private static List<String> strace(Path trace) {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-ttt",
                "-s",
                "80",
                "-o",
                trace.toString(),
                "-e",
                "trace=fsync,fdatasync,write,writev,pwrite64,sendto,rename,renameat,renameat2",
                "-T",
                "--inject=fsync:delay_enter=%ds:when=%d".formatted(SLOW_S, SLOW_SYNC));
    }

    private static void uploadIsSyncedBeforeItsAnswer(List<String> calls, String id) {
        int answer = IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).contains("HTTP/1.1 201"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no 201 in the trace"));
        int file = lastSync(calls, answer, path -> path.endsWith("original.svg") || path.contains("incoming"));
        int jobFolder = lastSync(calls, answer, path -> path.endsWith("/jobs/" + id));
        int jobsFolder = lastSync(calls, answer, path -> path.endsWith("/jobs"));
        int row = lastSync(calls, answer, path -> path.endsWith("-wal") || path.endsWith(".db"));
        assertTrue(file >= 0, "the file was not synced before the answer");
        assertTrue(jobFolder >= 0, "the job's folder was not synced before the answer");
        assertTrue(jobsFolder >= 0, "the folder of jobs was not synced before the answer");
        assertTrue(
                row > Math.max(file, Math.max(jobFolder, jobsFolder)),
                "the row was not synced last, before the answer");
    }

    /**
     * One sync in the middle of the drawing takes 4 s, as on a slow card: what the marks before it permit is drawn, a second of
     * planned motion at most, then the pen waits until it is through.
     */
    private static void noInkLeavesWhileItsMarkIsUnderWay(List<String> calls) {
        double slowFrom = calls.stream()
                .filter(call -> call.contains("(DELAYED)"))
                .mapToDouble(call -> timeOf(call) - (call.contains("resumed") ? SLOW_S : 0))
                // Each thread counts for itself: one of the start may be slowed down too, before the store's.
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no sync was slowed down"));
        int before = 0;
        int during = 0;
        int after = 0;
        boolean penDown = false;
        for (String call : calls) {
            String command = commandToBoard(call);
            if (command.startsWith("SP,")) {
                penDown = command.startsWith("SP,0");
            }
            if (penDown && (command.startsWith("LM,") || command.startsWith("SM,") || command.startsWith("XM,"))) {
                double since = timeOf(call) - slowFrom;
                before += since <= 2 ? 1 : 0;
                during += since > 2 && since < 3.9 ? 1 : 0;
                after += since >= 3.9 ? 1 : 0;
            }
        }
        String counts = "%d moves with the pen down before, %d during, %d after".formatted(before, during, after);
        assertTrue(before > 50 && after > 50, counts);
        assertEquals(0, during, counts);
    }

    private static String commandToBoard(String call) {
        int at = call.contains("</dev/pts/") ? call.indexOf("\"") : -1;
        return at < 0 ? "" : call.substring(at + 1);
    }

    private static double timeOf(String call) {
        Matcher matcher = TIME.matcher(call);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    private static int lastSync(List<String> calls, int before, java.util.function.Predicate<String> ofPath) {
        for (int i = before - 1; i >= 0; i--) {
            if (isSyncOf(calls.get(i), ofPath)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSyncOf(String call, java.util.function.Predicate<String> ofPath) {
        Matcher matcher = SYNC.matcher(call);
        return matcher.find() && ofPath.test(matcher.group(1));
    }
}
