package plotty.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that announces a box and nothing else, to be run in a network of a test's own. A line on its input is its state
 * from then on, {@code stop} ends it; a line on its output says what happened and when (nanoseconds of the machine's clock).
 */
final class StandingBox {
    private StandingBox() {}

    /** Takes the box's id, its name for people and its short host name. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        AtomicReference<String> state = new AtomicReference<>("ready");
        out.println(System.nanoTime() + " starts");
        Offer offer = new Offer(
                new BoxId(UUID.fromString(args[0])), "1.2.3", "a test", 8080, OptionalInt.of(8443), _ -> true);
        try (Discovery discovery = Discovery.start(
                DiscoverySettings.on(args[1], args[2]),
                offer,
                () -> new Offer.Present(state.get(), Optional.of("ab".repeat(32)), Optional.empty()),
                names -> out.println(System.nanoTime() + " names " + String.join(",", names)),
                InstantSource.system())) {
            out.println(System.nanoTime() + " names " + String.join(",", discovery.names()));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
                state.set(line);
            }
            out.println(System.nanoTime() + " stops");
        }
        out.println(System.nanoTime() + " stopped");
        System.exit(0);
    }
}
