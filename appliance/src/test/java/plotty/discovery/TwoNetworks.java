package plotty.discovery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A cable between two machines that are none: two network namespaces of the kernel with an interface {@code eth0} each,
 * 10.9.0.1 in the box's and 10.9.0.2 in the neighbour's. Only root can make them.
 */
final class TwoNetworks implements AutoCloseable {
    static final String BOX = "plotty-box-" + ProcessHandle.current().pid();
    static final String NEIGHBOUR = "plotty-nbr-" + ProcessHandle.current().pid();

    private final List<String> made = new ArrayList<>();

    /** Lays the cable. */
    private TwoNetworks() throws IOException {
        for (String name : List.of(BOX, NEIGHBOUR)) {
            run("ip netns add " + name);
            made.add(name);
            run("ip -n " + name + " link set lo up");
            // Nobody else is in these networks: addresses of IPv6 need not be probed for a second.
            run("ip netns exec " + name + " sysctl -qw net.ipv6.conf.default.accept_dad=0");
        }
        run("ip link add eth0 netns " + BOX + " type veth peer name eth0 netns " + NEIGHBOUR);
        run("ip -n " + BOX + " addr add 10.9.0.1/24 dev eth0");
        run("ip -n " + NEIGHBOUR + " addr add 10.9.0.2/24 dev eth0");
        for (String name : made) {
            run("ip -n " + name + " link set eth0 up");
            run("ip -n " + name + " route add default dev eth0");
        }
    }

    /** The same where it can be laid; else skips the test and says so. */
    static TwoNetworks laidFor(String what) throws IOException, InterruptedException {
        String missing = missing();
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED: " + what + ": " + missing);
        }
        assumeTrue(missing.isEmpty(), missing);
        return new TwoNetworks();
    }

    /** Why there can be none here; empty if there can. */
    private static String missing() throws IOException, InterruptedException {
        if (!succeeds("ip netns add plotty-try-" + ProcessHandle.current().pid())) {
            return "network namespaces need root and Debian's iproute2";
        }
        run("ip netns del plotty-try-" + ProcessHandle.current().pid());
        return succeeds("/usr/bin/python3 -c __import__('zeroconf')")
                ? ""
                : "the second implementation is missing: Debian's python3-zeroconf";
    }

    /** Runs a command, words separated by blanks, that must succeed. */
    static void run(String command) throws IOException {
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    private static boolean succeeds(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            // There is no such program.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (String name : made) {
            run("ip netns del " + name);
        }
    }
}
