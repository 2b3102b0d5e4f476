package plotty.bench.fanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import plotty.plotter.board.OverheardBoard;

/**
 * The appliance with a simulated panel, drawing long lines on a simulated EBB over a pseudo-terminal that is listened to. While the
 * pen goes straight on at its full speed, the first command that changes the speed is the hold on the wire.
 */
final class ButtonRig implements AutoCloseable {
    private static final int LINES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** So long after the last change of speed a line is long enough not to end by itself meanwhile. */
    private static final long STEADY_FROM_NS = 150_000_000;

    private static final long STEADY_TO_NS = 3_000_000_000L;

    private static final long DEBOUNCE_NS = 25_000_000;
    /** A finger is down for so long at least. */
    private static final long FINGER_NS = 200_000_000;

    private final OverheardBoard wire;
    private final Contestant service;
    private final RestClient rest;
    private final Random random;
    private String job = "";
    private int jobs;
    private volatile long changedNs;
    private volatile long wentOnNs;
    private volatile long armedNs = Long.MAX_VALUE;
    private volatile long heldNs;

    ButtonRig(Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        random = new Random(seed);
        Path terminal = folder.resolve("ttyEBB").toAbsolutePath();
        wire = new OverheardBoard(terminal, this::heard);
        service = Contestant.appliance(folder.resolve("data"), "ebb:" + terminal, "panel: {kind: simulated}\n");
        rest = new RestClient(service.port());
    }

    Contestant service() {
        return service;
    }

    RestClient rest() {
        return rest;
    }

    private void heard(String command, long atNs) {
        String[] word = command.split(",", -1);
        boolean changes = switch (word[0]) {
            case "LM" -> !word[3].equals("0") || !word[6].equals("0");
            case "SP" -> true;
            default -> false;
        };
        if (changes) {
            changedNs = atNs;
            if (atNs >= armedNs && heldNs == 0) {
                heldNs = atNs;
            }
        } else if (word[0].equals("LM")) {
            wentOnNs = atNs;
        }
    }

    /** Has the pen go straight on, at any moment between two commands. */
    void cruise() throws IOException, InterruptedException {
        String status = job.isEmpty() ? "none" : status();
        if (status.equals("paused")) {
            rest.control(job, "resume");
        } else if (!status.equals("running")) {
            job = rest.planned("lines-" + ++jobs, lines());
            rest.start(job);
        }
        LockSupport.parkNanos(random.nextInt(30_000_000));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!goesStraightOn()) {
            if (System.nanoTime() > end) {
                throw new IOException("the pen never goes straight on: the job is " + status());
            }
            LockSupport.parkNanos(1_000_000 + random.nextInt(5_000_000));
        }
    }

    private boolean goesStraightOn() {
        long now = System.nanoTime();
        long since = now - changedNs;
        return since > STEADY_FROM_NS && since < STEADY_TO_NS && now - wentOnNs < STEADY_FROM_NS;
    }

    private String status() throws IOException, InterruptedException {
        return rest.awaitJob(job, PATIENCE, _ -> true).get("status").asText();
    }

    /** Presses Pause, and lets it go a little later; how long it took until the hold was on the wire, ns. */
    long press() throws IOException, InterruptedException {
        heldNs = 0;
        // Before that no press can have counted: what changes its speed earlier does so for a reason of its own.
        armedNs = System.nanoTime() + DEBOUNCE_NS;
        long pressedNs = Long.parseLong(service.tell("press"));
        long held = awaitHold();
        for (long left = pressedNs + FINGER_NS - System.nanoTime();
                left > 0;
                left = pressedNs + FINGER_NS - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        service.tell("release");
        return held - pressedNs;
    }

    /** Pauses by HTTP; how long it took until the hold was on the wire, ns. */
    long pauseByHttp() throws IOException, InterruptedException {
        heldNs = 0;
        long sentNs = System.nanoTime();
        armedNs = sentNs;
        rest.control(job, "pause");
        return awaitHold() - sentNs;
    }

    private long awaitHold() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (heldNs == 0) {
            if (System.nanoTime() > end) {
                throw new IOException("no hold came");
            }
            LockSupport.parkNanos(1_000_000);
        }
        armedNs = Long.MAX_VALUE;
        return heldNs;
    }

    /** Lets the pen go on, once it rests. */
    void goOn() throws IOException, InterruptedException {
        rest.awaitJob(job, PATIENCE, paused -> !paused.get("status").asText().equals("running"));
        rest.control(job, "resume");
    }

    /** A burst of noise on the button's line: up and down for so long in all, and up at the end. Whether it took no longer. */
    boolean burst(double ms) throws IOException {
        long began = System.nanoTime();
        long end = began + Math.round(ms * 1e6);
        do {
            service.tell("press");
            LockSupport.parkNanos(
                    Math.max(0, Math.min(end - System.nanoTime(), 1_000_000 + random.nextInt(20_000_000))));
            service.tell("release");
        } while (System.nanoTime() < end);
        return System.nanoTime() - began <= 20_000_000;
    }

    double upTo(double most) {
        return random.nextDouble() * most;
    }

    boolean isRunning() throws IOException, InterruptedException {
        return status().equals("running");
    }

    private static byte[] lines() {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns='http://www.w3.org/2000/svg' width='297mm' height='210mm' viewBox='0 0 297 210'>");
        for (int i = 0; i < LINES; i++) {
            svg.append(String.format(Locale.ROOT, "<path fill='none' stroke='black' d='M5 %dH292'/>", 5 + i));
        }
        return svg.append("</svg>").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        rest.close();
        service.close();
        wire.close();
    }
}
