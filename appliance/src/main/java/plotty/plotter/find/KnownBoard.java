package plotty.plotter.find;

import java.time.Instant;

/**
 * A board that was there once, and the plotter that it belongs to from then on.
 *
 * @param id of the plotter, for good
 * @param name of the plotter, for people
 * @param kind of the board
 * @param nickname as the board keeps it; may be empty
 * @param vendor USB id
 * @param product USB id
 * @param serial USB serial number; empty if it has none
 * @param socket where it was plugged in last
 * @param seen when it was plugged in last
 */
public record KnownBoard(
        String id,
        String name,
        BoardKind kind,
        String nickname,
        String vendor,
        String product,
        String serial,
        String socket,
        Instant seen) {

    /** Whether it is such a device, going by what USB says; several boards may be alike. */
    boolean isLike(FoundPort port) {
        return vendor.equals(port.vendor()) && product.equals(port.product()) && serial.equals(port.serial());
    }

    /** Whether it is such a device in the socket where this one was last. */
    boolean isAt(FoundPort port) {
        return isLike(port) && socket.equals(port.socket());
    }

    /** The same, plugged in here. */
    KnownBoard at(FoundPort port, Instant now) {
        return new KnownBoard(id, name, kind, nickname, vendor, product, serial, port.socket(), now);
    }

    /** The same as another plotter. */
    KnownBoard as(String otherId, String otherName) {
        return new KnownBoard(otherId, otherName, kind, nickname, vendor, product, serial, socket, seen);
    }
}
