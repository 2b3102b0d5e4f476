package plotty.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The GPIO chips of the system with their labels. Their numbers are no names: they depend on the kernel and on the model of the
 * board. A label is asked from the kernel by {@code GPIO_GET_CHIPINFO_IOCTL} ({@code include/uapi/linux/gpio.h}).
 */
final class GpioChips {
    private static final int O_RDONLY = 0;
    private static final int O_CLOEXEC = 0x80000;
    /** {@code _IOR(0xB4, 0x01, struct gpiochip_info)}: name[32], label[32], lines. */
    private static final long GET_CHIPINFO = 0x8044B401L;

    private static final int LABEL_AT = 32;
    private static final int INFO_BYTES = 68;

    /**
     * A chip.
     *
     * @param name {@code gpiochip0}
     * @param label {@code pinctrl-bcm2711}; empty if the chip may not be opened
     */
    record Chip(String name, Optional<String> label) {}

    private final MethodHandle open;
    private final MethodHandle ioctl;
    private final MethodHandle close;

    private GpioChips() {
        Linker linker = Linker.nativeLinker();
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(number, ValueLayout.ADDRESS, number),
                Linker.Option.firstVariadicArg(2));
        ioctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(number, number, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        close = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(number, number));
    }

    /**
     * Those in this folder, in the order of their names.
     *
     * @param devices {@code /dev}
     */
    static List<Chip> in(Path devices) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "gpiochip*")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be read".formatted(devices), e);
        }
        if (files.isEmpty()) {
            return List.of();
        }
        GpioChips system = new GpioChips();
        return files.stream()
                .sorted()
                .map(file -> new Chip(file.getFileName().toString(), system.label(file)))
                .toList();
    }

    private Optional<String> label(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            int chip = (int) open.invokeExact(arena.allocateFrom(file.toString()), O_RDONLY | O_CLOEXEC);
            if (chip < 0) {
                return Optional.empty();
            }
            try {
                MemorySegment info = arena.allocate(INFO_BYTES, Integer.BYTES);
                int answer = (int) ioctl.invokeExact(chip, GET_CHIPINFO, info);
                return answer < 0 ? Optional.empty() : Optional.of(info.getString(LABEL_AT));
            } finally {
                int _ = (int) close.invokeExact(chip);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("A function of the C library could not be called", e);
        }
    }
}
