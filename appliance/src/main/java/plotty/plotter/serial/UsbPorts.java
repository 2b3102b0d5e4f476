package plotty.plotter.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tinylog.Logger;

/** Serial ports on USB, as Linux lists them in {@code /sys/class/tty}. */
public final class UsbPorts {
    private static final int LEVELS_TO_DEVICE = 4;

    private UsbPorts() {}

    /**
     * Paths of the ports whose device has these USB ids, sorted by name; reads a few small files of the kernel. Empty on
     * other systems.
     *
     * @param vendor four hexadecimal digits, lower case
     * @param product four hexadecimal digits, lower case
     */
    public static List<String> find(String vendor, String product) {
        return find(Path.of("/sys/class/tty"), vendor, product);
    }

    static List<String> find(Path terminals, String vendor, String product) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(terminals)) {
            for (Path entry : entries.sorted().toList()) {
                Path device = entry.resolve("device");
                if (Files.exists(device) && isFrom(device.toRealPath(), vendor, product)) {
                    found.add("/dev/" + entry.getFileName());
                }
            }
        } catch (IOException e) {
            Logger.debug(e, "No list of serial ports in {}", terminals);
            return List.of();
        }
        return found;
    }

    private static boolean isFrom(Path device, String vendor, String product) throws IOException {
        Path place = device;
        for (int level = 0; level < LEVELS_TO_DEVICE && place != null; level++, place = place.getParent()) {
            Path id = place.resolve("idVendor");
            if (Files.isRegularFile(id)) {
                return Files.readString(id).strip().equals(vendor)
                        && Files.readString(place.resolve("idProduct")).strip().equals(product);
            }
        }
        return false;
    }
}
