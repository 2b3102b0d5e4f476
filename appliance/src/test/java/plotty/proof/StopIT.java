package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is told to end while everything is under way at once: a stroke, a plan, uploads, clients. */
class StopIT {
    private static final int STOPS = Workbench.LONG ? 20 : 2;
    private static final int CLIENTS = 50;
    private static final int UPLOADS = 5;
    private static final int PLANS = 3;
    private static final int TERMINATED = 143;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void under_load_it_stops_within_five_seconds_with_the_pen_up_and_the_database_closed() throws IOException {
        long seed = Long.getLong("plotty.seed", 20261120);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Duration slowest = Duration.ZERO;
        for (int i = 0; i < STOPS; i++) {
            try (Workbench bench = Workbench.withBoard(Files.createDirectory(folder.resolve("table-" + i)))) {
                Duration took = stopUnderLoad(bench.startService(), random);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
        }
        System.out.println(STOPS + " stops under load, the slowest in " + slowest.toMillis() + " ms");
    }

    private Duration stopUnderLoad(Workbench bench, Random random) {
        HttpClient http = HttpClient.newHttpClient();
        List<Socket> uploads = new ArrayList<>();
        try {
            String drawn = bench.submit(TestDrawing.mixed(random, 2000).svg(), "drawn", "")
                    .get("id")
                    .asText();
            bench.awaitPlanned(drawn);
            follow(bench, http);
            bench.service()
                    .await(
                            "plotter",
                            Duration.ofSeconds(20),
                            () -> bench.device()
                                    .get("connection_status")
                                    .asText()
                                    .equals("connected"));
            bench.control(drawn, "start");
            bench.awaitJob(
                    drawn,
                    "drawing",
                    Duration.ofSeconds(20),
                    job -> job.at("/metrics/progress_percentage").asDouble() > 0);
            JsonNode planned = bench.submit(TestDrawing.mixed(random, 60_000).svg(), "planned", "&preset=hq");
            for (int i = 0; i < PLANS; i++) {
                planned = bench.submit(TestDrawing.mixed(random, 30_000).svg(), "planned", "&preset=hq");
            }
            for (int i = 0; i < UPLOADS; i++) {
                uploads.add(halfAnUpload(bench));
            }
            awaitPenDown(bench, random);
            assertTrue(
                    bench.job(planned.get("id").asText())
                            .get("estimate_seconds")
                            .isNull(),
                    "all is planned already");

            Duration took = bench.service().terminate();
            assertEquals(
                    TERMINATED,
                    bench.service().process().exitValue(),
                    () -> bench.service().output());
            assertTrue(
                    took.compareTo(LONGEST_STOP) <= 0,
                    () -> took + ": " + bench.service().output());
            assertTrue(
                    bench.service().output().contains("Stopped"),
                    () -> bench.service().output());
            bench.board().await("the pen to be up", Duration.ofSeconds(1), () -> isPenUp(bench));
            assertFalse(
                    Files.exists(bench.folder().resolve("data/plotty.db-wal")), "the write-ahead log was not taken in");
            return took;
        } finally {
            uploads.forEach(StopIT::close);
            http.shutdownNow();
        }
    }

    private static void follow(Workbench bench, HttpClient http) {
        URI stream = URI.create(bench.uri("/ws").toString().replace("http:", "ws:"));
        for (int i = 0; i < CLIENTS; i++) {
            http.newWebSocketBuilder()
                    .buildAsync(stream, new WebSocket.Listener() {})
                    .join()
                    .sendText("{\"type\":\"subscribe\",\"channels\":[\"all\"]}", true)
                    .join();
        }
    }

    /** An upload whose second half is still to come. */
    private static Socket halfAnUpload(Workbench bench) {
        try {
            Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), bench.uri("/").getPort());
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/jobs?name=half HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                            + "\r\nContent-Type: image/svg+xml\r\nContent-Length: 2000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[1_000_000]);
            out.flush();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some moment in the middle of a stroke. */
    private void awaitPenDown(Workbench bench, Random random) {
        LockSupport.parkNanos(random.nextInt(1_000_000_000));
        bench.board().await("the pen on the paper", Duration.ofSeconds(30), () -> !isPenUp(bench));
    }

    /** What the board's own process wrote last of its pen: a touch or a lift. */
    private static boolean isPenUp(Workbench bench) {
        try {
            List<String> lines = Files.readAllLines(bench.inkLog());
            return lines.stream()
                    .filter(line -> line.startsWith("t ") || line.startsWith("l "))
                    .reduce((_, later) -> later)
                    .map(line -> line.startsWith("l "))
                    .orElse(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
