package plotty.plotter.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.plotter.find.FoundPort;
import plotty.plotter.find.Ports;

/**
 * Serial ports on USB, as Linux lists them in {@code /sys/class/tty}; none on other systems. Reads a few small files of the
 * kernel at each look, for sysfs tells nobody of changes (inotify(7), "Limitations and caveats").
 */
public final class UsbPorts implements Ports {
    private static final int LEVELS_TO_DEVICE = 4;

    private final Path terminals;
    private final Path devices;

    /** The ports of this machine. */
    public UsbPorts() {
        this(Path.of("/sys/class/tty"), Path.of("/dev"));
    }

    UsbPorts(Path terminals, Path devices) {
        this.terminals = terminals;
        this.devices = devices;
    }

    @Override
    public List<FoundPort> now() {
        List<FoundPort> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(terminals)) {
            for (Path entry : entries.sorted().toList()) {
                Path device = entry.resolve("device");
                if (Files.exists(device)) {
                    port(entry, device).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            Logger.debug(e, "No list of serial ports in {}", terminals);
        }
        return found;
    }

    /** The device's folders lie in each other: the port, its interface, the USB device with its ids. */
    private Optional<FoundPort> port(Path entry, Path device) {
        try {
            Path socket = device.toRealPath();
            for (int level = 0; level < LEVELS_TO_DEVICE && socket.getParent() != null; level++) {
                Path usb = socket.getParent();
                if (Files.isRegularFile(usb.resolve("idVendor"))) {
                    return Optional.of(new FoundPort(
                            devices.resolve(entry.getFileName()).toString(),
                            text(usb, "idVendor"),
                            text(usb, "idProduct"),
                            text(usb, "serial"),
                            socket.getFileName().toString(),
                            text(usb, "devnum"),
                            text(usb, "product")));
                }
                socket = usb;
            }
        } catch (IOException e) {
            Logger.debug(e, "{} went away while it was looked at", entry);
        }
        return Optional.empty();
    }

    private static String text(Path usb, String name) throws IOException {
        try {
            return Files.readString(usb.resolve(name), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
