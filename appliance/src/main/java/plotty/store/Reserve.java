package plotty.store;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tinylog.Logger;

/**
 * A file that means nothing and takes room: given up when others have filled the disk, so that what is drawn can be brought to
 * its end and something be deleted. Used by one thread at a time.
 */
public final class Reserve {
    private static final String NAME = "reserve";
    private static final int BYTES = 8 << 20;
    /** Of a small disk it takes no more than this part. */
    private static final int PART = 20;
    /** It is made anew only when so many times its size are free. */
    private static final int PLENTY = 6;

    private final Path file;

    /** One in this folder, which need not be there. */
    public Reserve(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /** Takes the room if there is plenty and it does not have it yet. Blocks while the disk writes. */
    public void take() {
        try {
            if (Files.exists(file)) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            File disk = folder.toFile();
            int bytes = (int) Math.min(BYTES, disk.getTotalSpace() / PART);
            if (disk.getUsableSpace() >= (long) PLENTY * bytes) {
                fill(bytes);
            }
        } catch (IOException e) {
            Logger.debug("No room could be set aside: {}", e.toString());
        }
    }

    private void fill(int bytes) throws IOException {
        Path part = file.resolveSibling(NAME + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            // Zeros may take no room on some file systems, but do on those that cards have.
            ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
            for (int written = 0; written < bytes; written += zeros.capacity()) {
                zeros.clear();
                while (zeros.hasRemaining()) {
                    out.write(zeros);
                }
            }
            DurableFiles.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives the room up; whether there was any. */
    public boolean release() {
        try {
            boolean there = Files.deleteIfExists(file);
            if (there) {
                Logger.warn("The disk is full: the room that was set aside in {} is given up", file);
            }
            return there;
        } catch (IOException e) {
            Logger.warn("The room that was set aside cannot be given up: {}", e.toString());
            return false;
        }
    }
}
