package plotty.plotter.find;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the USB ids of a port let expect behind it. */
final class Suspicion {
    /** Of the EiBotBoard, as all its firmwares report them: nothing else has them. */
    private static final String EBB = "04d8:fd92";

    /**
     * Vendors and products of the bridges and processors that boards with GRBL have, from the USB id repository
     * (linux-usb.org/usb.ids): CH340 and its kin, FTDI, CP2102, Prolific, Arduino, STM32, ESP32, RP2040. Much else has them
     * too. An empty set is all products of the vendor.
     */
    private static final Map<String, Set<String>> PERHAPS_GRBL = Map.of(
            "1a86", Set.of("7522", "7523", "5523", "55d3", "55d4", "8040"),
            "0403", Set.of("6001", "6010", "6014", "6015"),
            "10c4", Set.of("ea60", "ea70"),
            "067b", Set.of("2303", "23a3"),
            "0483", Set.of("5740"),
            "2341", Set.of(),
            "2a03", Set.of(),
            "303a", Set.of(),
            "2e8a", Set.of());

    private Suspicion() {}

    /** The kind of board that may be there; empty if it is left alone unasked. */
    static Optional<BoardKind> of(FoundPort port) {
        if (EBB.equals(port.vendor() + ":" + port.product())) {
            return Optional.of(BoardKind.EBB);
        }
        Set<String> products = PERHAPS_GRBL.get(port.vendor());
        return products != null && (products.isEmpty() || products.contains(port.product()))
                ? Optional.of(BoardKind.GRBL)
                : Optional.empty();
    }
}
