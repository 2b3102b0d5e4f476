package plotty.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A GPIO chip that the kernel simulates (module {@code gpio-sim}; {@code Documentation/admin-guide/gpio/gpio-sim.rst}): what a
 * wire does is written into a file, what a line does is read from one. Needs root.
 */
final class GpioSim implements AutoCloseable {
    private static final Path CONFIG = Path.of("/sys/kernel/config/gpio-sim");
    private static final String LABEL_PREFIX = "plotty-sim";
    private static final int LINES = 32;

    private final Path device;
    private final Path bank;
    private final String label;
    private final Path lines;

    private GpioSim(String name) throws IOException {
        label = LABEL_PREFIX + name;
        device = CONFIG.resolve("plotty" + name);
        bank = device.resolve("bank0");
        Files.createDirectory(device);
        Files.createDirectory(bank);
        Files.writeString(bank.resolve("num_lines"), Integer.toString(LINES));
        Files.writeString(bank.resolve("label"), label);
        Files.writeString(device.resolve("live"), "1");
        lines = Path.of("/sys/devices/platform", read(device.resolve("dev_name")), read(bank.resolve("chip_name")));
    }

    /** Why there can be none here; empty if there can. */
    static Optional<String> whyNot() {
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!processor.startsWith("arm") && !processor.equals("aarch64")) {
            return Optional.of(
                    "Skipped: Pi4J brings its GPIO library for ARM only, and this processor is " + processor);
        }
        if (!Files.isDirectory(CONFIG)) {
            return Optional.of("Skipped: this kernel simulates no GPIO chip (there is no " + CONFIG
                    + "; try modprobe gpio-sim, and mount -t configfs none /sys/kernel/config)");
        }
        return Files.isWritable(CONFIG)
                ? Optional.empty()
                : Optional.of("Skipped: this user may not make a simulated GPIO chip (root may)");
    }

    static GpioSim make(String name) throws IOException {
        return new GpioSim("-" + name + "-" + ProcessHandle.current().pid());
    }

    String label() {
        return label;
    }

    /** The wire of a line is at this level, as far as nothing drives it otherwise. */
    void pull(int line, boolean up) {
        try {
            Files.writeString(lines.resolve("sim_gpio" + line).resolve("pull"), up ? "pull-up" : "pull-down");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The level of a line. */
    boolean isHigh(int line) {
        try {
            return read(lines.resolve("sim_gpio" + line).resolve("value")).equals("1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    @Override
    public void close() throws IOException {
        Files.writeString(device.resolve("live"), "0");
        Files.delete(bank);
        Files.delete(device);
    }
}
