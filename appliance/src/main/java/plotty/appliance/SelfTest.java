package plotty.appliance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/**
 * Whether the service does what it is there for, asked as a client would: at its own door, for its own health. That takes the
 * listener, the event loop, a worker and a look into the database.
 */
final class SelfTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) .*");
    private static final String WELL = "200";

    private SelfTest() {}

    /**
     * Asks. A service that is not well, but answers, passes: its page is where one reads what is wrong.
     *
     * @param host that is listened on
     * @return whether it is well
     * @throws UncheckedIOException with a sentence for the user if nothing answers
     */
    static boolean answers(String host, int port) {
        try {
            boolean well = status(host, port).equals(WELL);
            if (!well) {
                Logger.warn("The service has started, but is not well: its page tells more");
            }
            return well;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The service does not answer at its own port %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    private static String status(String host, int port) throws IOException {
        InetAddress bound = InetAddress.getByName(host);
        InetAddress door = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(door, port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request =
                    "GET /health/ready HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            Matcher status = STATUS.matcher(line == null ? "" : line);
            if (!status.matches()) {
                throw new IOException(line == null ? "it hangs up" : "what answers there is no web server");
            }
            return status.group(1);
        }
    }
}
