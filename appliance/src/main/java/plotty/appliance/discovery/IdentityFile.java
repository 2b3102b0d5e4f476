package plotty.appliance.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.tinylog.Logger;
import plotty.discovery.BoxId;
import plotty.store.DurableFiles;

/**
 * Which box this is: the file {@code identity} in the data folder, made at the first start and never changed. It is text in
 * ASCII, one line that ends with a line feed: a UUID in its usual form, 36 small letters and digits, whose last eight digits
 * are random, as in versions 4 and 7. What sets up a device may make it before, for example from
 * {@code /proc/sys/kernel/random/uuid}.
 */
public final class IdentityFile {
    private static final String NAME = "identity";
    private static final int LONGEST = 100;

    private IdentityFile() {}

    /** The box whose data this is. Blocks for the disk. */
    public static BoxId open(Path data) {
        Path file = data.resolve(NAME);
        try {
            return read(file);
        } catch (NoSuchFileException _) {
            return made(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The box's identity in %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static BoxId read(Path file) throws IOException {
        if (Files.size(file) <= LONGEST) {
            String line = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            if (line.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                return new BoxId(UUID.fromString(line));
            }
        }
        Logger.warn("{} holds no identity of a box: it gets a new one, and a new name on the network", file);
        return made(file);
    }

    private static BoxId made(Path file) {
        UUID id = random();
        Path beside = file.resolveSibling(NAME + ".new");
        try {
            DurableFiles.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    beside,
                    id + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            DurableFiles.move(beside, file);
        } catch (IOException e) {
            // A full or read-only disk must not keep the box from being reached.
            Logger.warn(
                    "The box's identity cannot be kept in {}: its name on the network will change: {}",
                    file,
                    e.toString());
        }
        return new BoxId(id);
    }

    /** Random, version 4 (RFC 9562, 5.4). */
    private static UUID random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        HexFormat hex = HexFormat.of();
        return new UUID(
                Long.parseUnsignedLong(hex.formatHex(bytes, 0, 8), 16),
                Long.parseUnsignedLong(hex.formatHex(bytes, 8, 16), 16));
    }
}
