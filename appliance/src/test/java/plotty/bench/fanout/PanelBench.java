package plotty.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import plotty.bench.BenchDrawings;
import plotty.bench.Scoreboard;
import plotty.proof.Neighbours;

/**
 * Measures how soon a press of the Pause button is on the wire to the plotter, debounce included, in real time; and that noise does
 * nothing. The exit status is 1 if a bound does not hold.
 */
public final class PanelBench {
    private static final int PRESSES = 1000;
    private static final int PRESSES_IF_QUICK = 60;
    private static final int CLIENTS = 100;
    private static final double P99_MS = 60;
    private static final double WORST_MS = 150;
    private static final int TRIES = 3;
    private static final long SEEN_NS = 250_000_000;

    private final Scoreboard board;
    private final ButtonRig rig;
    private final int presses;

    private PanelBench(Scoreboard board, ButtonRig rig, int presses) {
        this.board = board;
        this.rig = rig;
        this.presses = presses;
    }

    /** {@code --quick} takes fewer presses. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        long seed = Long.getLong("plotty.seed", 20_261_120);
        Path scratch = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "panel");
        Scoreboard board = new Scoreboard(System.out);
        board.say("seed " + seed);
        try (ButtonRig rig = new ButtonRig(scratch, seed)) {
            new PanelBench(board, rig, quick ? PRESSES_IF_QUICK : PRESSES).measure();
        }
        board.say("");
        board.say(board.failed() == 0 ? "All bounds hold." : board.failed() + " bounds do not hold.");
        System.exit(board.failed() == 0 ? 0 : 1);
    }

    private void measure() throws IOException, InterruptedException {
        board.part(
                "From the button's edge to the hold on the wire, 25 ms of debounce included",
                "meanwhile",
                "figure",
                "button",
                "HTTP");
        noise();
        Latencies http = taken(presses / 10, rig::pauseByHttp);
        retried("nothing else", () -> taken(presses, rig::press), http);
        try (Crowd crowd = rig.service().crowd()) {
            crowd.join(CLIENTS);
            retried(
                    CLIENTS + " clients, planning",
                    () -> Beside.listening(crowd, () -> whilePlanning(() -> taken(presses, rig::press))),
                    http);
        }
    }

    private void noise() throws IOException, InterruptedException {
        rig.cruise();
        int proper = 0;
        int actions = 0;
        for (int i = 0; i < presses; i++) {
            boolean shortEnough = rig.burst(1 + rig.upTo(15));
            proper += shortEnough ? 1 : 0;
            // What a burst does, it has done by now; one that this machine made too long may do something.
            LockSupport.parkNanos(SEEN_NS);
            actions += shortEnough && !rig.isRunning() ? 1 : 0;
            rig.cruise();
        }
        board.none("nothing else", "actions by noise of " + proper, actions);
    }

    private interface Measuring {
        long once() throws IOException, InterruptedException;
    }

    private Latencies taken(int count, Measuring measuring) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            rig.cruise();
            latencies.add(measuring.once());
            rig.goOn();
        }
        return latencies;
    }

    /** Has drawings planned, one after the other, as long as this takes. */
    private Latencies whilePlanning(Callable<Latencies> work) throws Exception {
        byte[] svg = BenchDrawings.FLOW_FIELD.svg();
        boolean[] over = {false};
        Thread planning = Thread.ofPlatform().name("planning").start(() -> {
            try (RestClient rest = new RestClient(rig.service().port())) {
                for (int i = 0; !over[0]; i++) {
                    String id = rest.planned("plan-" + System.nanoTime() + "-" + i, svg);
                    rest.control(id, "cancel");
                }
            } catch (IOException | InterruptedException e) {
                System.err.println("planning ended: " + e.getMessage());
            }
        });
        try {
            return work.call();
        } finally {
            over[0] = true;
            planning.join();
        }
    }

    /** Tried again if the machine wakes even one who does nothing but sleep too late. */
    private void retried(String meanwhile, Callable<Latencies> work, Latencies http)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Neighbours neighbours = new Neighbours(false)) {
                Latencies button = work.call();
                boolean holds = button.percentileMs(99) < P99_MS && button.percentileMs(100) < WORST_MS;
                if (holds || !neighbours.machineWasLate() || attempt == TRIES) {
                    told(meanwhile, button, http);
                    return;
                }
                board.say(String.format(
                        Locale.ROOT,
                        "(tried again: p99 was %.1f ms, the worst %.1f ms; the machine woke a sleeper %.0f ms late)",
                        button.percentileMs(99),
                        button.percentileMs(100),
                        neighbours.latestNanos() / 1e6));
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("the measurement failed", e);
            }
        }
    }

    private void told(String meanwhile, Latencies button, Latencies http) {
        board.told(meanwhile, "p50 of " + button.count() + ", ms", button.percentileMs(50), http.percentileMs(50));
        board.told(meanwhile, "p99, ms", button.percentileMs(99), http.percentileMs(99));
        board.figure(meanwhile, "p99, ms", button.percentileMs(99), P99_MS);
        board.figure(meanwhile, "worst, ms", button.percentileMs(100), WORST_MS);
    }
}
