package plotty.discovery;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What is to be found here, as long as the process runs.
 *
 * @param box which one it is
 * @param version of the service
 * @param model of the machine that it runs on
 * @param port of the page
 * @param httpsPort of the page over HTTPS; empty without
 * @param listensOn whether the door is open at an address of this machine
 */
public record Offer(
        BoxId box, String version, String model, int port, OptionalInt httpsPort, Predicate<InetAddress> listensOn) {

    /**
     * What changes meanwhile.
     *
     * @param state a word, as {@code ready} or {@code plotting}
     * @param fingerprint SHA-256 of the certificate that is shown, 64 small hexadecimal digits; empty without HTTPS
     * @param authority the same of the box's own certificate authority; empty if it has none
     */
    public record Present(String state, Optional<String> fingerprint, Optional<String> authority) {}

    /** The page's address under this host name, without a port where that is the usual one. */
    public String address(String host) {
        return httpsPort.isPresent()
                ? "https://" + host + (httpsPort.getAsInt() == 443 ? "" : ":" + httpsPort.getAsInt())
                : "http://" + host + (port == 80 ? "" : ":" + port);
    }
}
