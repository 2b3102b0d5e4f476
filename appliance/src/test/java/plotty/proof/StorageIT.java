package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.board.InkLog;

/** A disk that is full, read-only or slow, and a damaged database: the box stays reachable, and the paper is right. */
class StorageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long each sync of the slow card takes. */
    private static final int SLOW_S = Workbench.LONG ? 10 : 2;

    private static final byte[] SMALL = TestDrawing.mixed(new Random(1), 20).svg();

    @TempDir
    Path folder;

    @Test
    void a_disk_that_becomes_full_holds_the_plot_refuses_what_needs_it_and_all_goes_on_when_there_is_room()
            throws IOException {
        TestDrawing drawing = TestDrawing.oneStroke(400);
        try (SmallDisk disk = SmallDisk.mount(folder);
                Workbench bench = Workbench.withBoard(folder).startServiceBy(disk.inside())) {
            String id = bench.submit(drawing.svg(), "full", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.control(id, "start");
            awaitTrue("ink", () -> inkMm(bench) > 10);
            disk.fillUntil(() -> finding(bench, "storage").contains("no room left"));
            double heldMm = inkMm(bench);
            assertEquals("running", bench.job(id).get("status").asText());
            assertEquals(
                    503,
                    bench.send("GET", "/health/ready", "text/plain", new byte[0])
                            .statusCode());
            assertEquals(507, upload(bench).statusCode());
            assertEquals(
                    200,
                    bench.send("GET", "/api/v1/jobs", "text/plain", new byte[0]).statusCode());
            awaitTrue("the pen to rest", () -> bench.device().get("pen_up").asBoolean());
            assertTrue(inkMm(bench) < 390, "held at " + heldMm);
            // It is looked at once a second; what passes sooner is not told.
            awaitTrue("it to be told", () -> bench.service().output().contains("Nothing can be written"));

            disk.empty();
            bench.awaitStatus(id, "completed", Duration.ofSeconds(90));
            TestPaper.assertRight(Paper.judge(drawing, Paper.look(bench.inkLog())));
            assertEquals(201, upload(bench).statusCode());
            awaitTrue("the alert", () -> activity(bench).contains("For a while nothing could be written"));
        }
    }

    @Test
    void a_service_that_starts_on_a_read_only_or_full_disk_shows_everything_and_changes_nothing() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder);
                Workbench bench = Workbench.withBoard(folder).startServiceBy(disk.inside())) {
            String id = bench.submit(SMALL, "kept", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.service().terminate();

            disk.remount("ro");
            bench.startServiceBy(disk.inside());
            assertReadingOnly(bench, id, 503);
            bench.service().terminate();

            disk.remount("rw");
            disk.fill();
            bench.startServiceBy(disk.inside());
            // What was set aside is enough to be as usual, but for new drawings.
            assertEquals("", finding(bench, "safe mode"));
            assertEquals(507, upload(bench).statusCode());
            bench.control(id, "cancel");
            bench.service().terminate();

            disk.fill();
            bench.startServiceBy(disk.inside());
            assertReadingOnly(bench, id, 507);
            bench.service().terminate();

            disk.empty();
            bench.startServiceBy(disk.inside());
            assertEquals("cancelled", bench.job(id).get("status").asText());
            assertEquals(201, upload(bench).statusCode());
        }
    }

    @Test
    void a_damaged_database_is_restored_from_the_copy_of_the_day_and_nothing_of_it_is_drawn_by_itself()
            throws IOException {
        try (Workbench bench = Workbench.withBoard(folder).startService()) {
            Path copies = folder.resolve("data/copies");
            bench.service().await("the first copy", Duration.ofSeconds(30), () -> hasFiles(copies));
            String id = bench.submit(SMALL, "lost", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.service().terminate();
            Files.writeString(folder.resolve("data/plotty.db"), "no database any more");

            bench.startService();
            assertTrue(finding(bench, "storage").contains("restored from the copy plotty-"), () -> health(bench));
            awaitTrue(
                    "the alert",
                    () -> activity(bench).contains("Database restored")
                            || activity(bench).contains("restored from the copy"));
            assertEquals(
                    404,
                    bench.send("GET", "/api/v1/jobs/" + id, "text/plain", new byte[0])
                            .statusCode());
            assertEquals(201, upload(bench).statusCode());
            Path kept = only(folder.resolve("data/damaged"));
            assertEquals("no database any more", Files.readString(kept.resolve("plotty.db")));
            assertTrue(Files.isRegularFile(kept.resolve("jobs").resolve(id).resolve("original.svg")));
        }
    }

    @Test
    void a_card_whose_syncs_take_seconds_stops_no_plot() {
        TestDrawing drawing = TestDrawing.oneStroke(SLOW_S * 150.0);
        try (Workbench bench = Workbench.withBoard(folder).startService()) {
            String id = bench.submit(drawing.svg(), "slow", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.service().terminate();

            // Each thread counts for itself: what happens before the service is ready takes the first few.
            bench.startServiceBy(List.of(
                    "strace",
                    "-f",
                    "--seccomp-bpf",
                    "-o",
                    folder.resolve("trace").toString(),
                    "-e",
                    "trace=fsync,fdatasync",
                    "--inject=fsync,fdatasync:delay_exit=%ds:when=6+".formatted(SLOW_S)));
            bench.awaitJob(
                    id,
                    "ready",
                    Duration.ofSeconds(60),
                    job -> bench.device().get("connection_status").asText().matches("connected|busy"));
            awaitTrue("the card to be slow", () -> takesLong(bench, id));
            bench.control(id, "start");
            bench.awaitStatus(id, "completed", Duration.ofMinutes(3));
            InkLog log = Paper.look(bench.inkLog());
            System.out.printf("syncs of %d s: %.1f s of motion%n", SLOW_S, seconds(log));
            assertTrue(seconds(log) > 2.5 * SLOW_S, "the drawing is long enough to see several syncs");
            assertEquals(1, log.strokes().size(), "the pen was lifted in the middle of the stroke");
            TestPaper.assertRight(Paper.judge(drawing, log));
        }
    }

    private static double seconds(InkLog log) {
        return (log.moves().getLast().endNanos() - log.moves().getFirst().startNanos()) / 1e9;
    }

    private static boolean takesLong(Workbench bench, String id) {
        long begun = System.nanoTime();
        String priority = "{\"priority\":%d}".formatted(1 + Math.floorMod(begun, 9));
        HttpResponse<String> answer = bench.send(
                "PATCH", "/api/v1/jobs/" + id, "application/json", priority.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, answer.statusCode(), answer::body);
        return System.nanoTime() - begun >= SLOW_S * 1_000_000_000L;
    }

    private static void assertReadingOnly(Workbench bench, String id, int status) throws IOException {
        assertTrue(finding(bench, "safe mode").contains("cannot be written"), () -> health(bench));
        assertEquals("kept", bench.job(id).get("name").asText());
        assertEquals(status, upload(bench).statusCode());
        HttpResponse<String> order = bench.send(
                "POST",
                "/api/v1/jobs/" + id + "/control",
                "application/json",
                "{\"action\":\"cancel\"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(status, order.statusCode(), order::body);
        assertEquals(200, bench.send("GET", "/", "text/plain", new byte[0]).statusCode(), "the page");
        assertTrue(JSON.readTree(body(bench, "GET", "/api/v1/status"))
                .get("reading_only")
                .asBoolean());
        JsonNode leave = JSON.readTree(body(bench, "POST", "/api/v1/system/safe-mode/leave"));
        assertEquals(409, leave.get("status").asInt());
        assertTrue(leave.get("detail").asText().contains("restart the service"), leave::toString);
    }

    private static String body(Workbench bench, String method, String path) {
        return bench.send(method, path, "text/plain", new byte[0]).body();
    }

    private static HttpResponse<String> upload(Workbench bench) {
        return bench.send("POST", "/api/v1/jobs?name=more", "image/svg+xml", SMALL);
    }

    private static String health(Workbench bench) {
        return bench.send("GET", "/health/ready", "text/plain", new byte[0]).body();
    }

    /** What the health check of this name says that is not well; empty if nothing. */
    private static String finding(Workbench bench, String name) {
        try {
            for (JsonNode check : JSON.readTree(health(bench)).get("checks")) {
                if (check.get("name").asText().equals(name)) {
                    return check.get("message").asText();
                }
            }
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String activity(Workbench bench) {
        return bench.send("GET", "/api/v1/activity?limit=100", "text/plain", new byte[0])
                .body();
    }

    private static double inkMm(Workbench bench) {
        return Files.exists(bench.inkLog()) ? Paper.look(bench.inkLog()).inkLengthMm() : 0;
    }

    private static boolean hasFiles(Path copies) {
        try (var files = Files.isDirectory(copies) ? Files.list(copies) : java.util.stream.Stream.<Path>empty()) {
            return files.anyMatch(file -> file.toString().endsWith(".db"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path only(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            assertEquals(1, all.size(), all::toString);
            return all.getFirst();
        }
    }

    private static void awaitTrue(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "waited in vain for " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /** The service's data folder as a small disk in memory, in a mount namespace that a process of ours holds. */
    private static final class SmallDisk implements AutoCloseable {
        private final Program holder;
        private final Path data;
        private final Path seen;
        private int fillers;

        private SmallDisk(Program holder, Path data) {
            this.holder = holder;
            this.data = data;
            this.seen = Path.of("/proc/" + holder.process().pid() + "/root" + data);
        }

        /** Skips the test, plainly, where no such disk can be made. */
        static SmallDisk mount(Path folder) throws IOException {
            assumeTrue(
                    "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/unshare")),
                    "SKIPPED: a disk can be mounted by root only");
            Path data = Files.createDirectories(folder.resolve("data"));
            Program holder = Program.start(
                    folder,
                    "disk",
                    List.of(
                            "unshare",
                            "-m",
                            "sh",
                            "-c",
                            "mount -t tmpfs -o size=24m tmpfs \"$1\" && touch \"$1/mounted\" && exec sleep 900",
                            "sh",
                            data.toString()));
            SmallDisk disk = new SmallDisk(holder, data);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!Files.exists(disk.seen.resolve("mounted"))) {
                boolean refused = !holder.process().isAlive();
                assumeTrue(!refused, () -> "SKIPPED: this kernel lets nobody mount here: " + holder.output());
                assertTrue(System.nanoTime() < end, "the disk is not mounted in time");
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
            return disk;
        }

        /** What a program is started by that is to have this disk. */
        List<String> inside() {
            return List.of(
                    "nsenter",
                    "-t",
                    Long.toString(holder.process().pid()),
                    "-m",
                    "--wd=" + Path.of("").toAbsolutePath(),
                    "--");
        }

        void remount(String how) {
            Program.run(List.of(
                    "nsenter",
                    "-t",
                    Long.toString(holder.process().pid()),
                    "-m",
                    "--",
                    "mount",
                    "-o",
                    "remount," + how,
                    data.toString()));
        }

        /** Takes all the room there is. */
        void fill() throws IOException {
            byte[] piece = new byte[16 * 1024];
            try (var out = Files.newOutputStream(seen.resolve("filler-" + ++fillers))) {
                while (true) {
                    out.write(piece);
                }
            } catch (IOException full) {
                assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
            }
        }

        /** Takes all the room, again and again, until something is so. */
        void fillUntil(BooleanSupplier condition) throws IOException {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!condition.getAsBoolean()) {
                assertTrue(System.nanoTime() < end, "a full disk is not noticed");
                fill();
            }
        }

        /** Gives back what was taken. */
        void empty() throws IOException {
            for (; fillers > 0; fillers--) {
                Files.deleteIfExists(seen.resolve("filler-" + fillers));
            }
        }

        @Override
        public void close() {
            holder.close();
        }
    }
}
