package plotty.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are still there after the plug was pulled. A file's content and its name in a directory are two things on the
 * disk, each with a sync of its own (Linux, fsync(2), "Notes"). All methods block while the disk writes.
 *
 * <p>Never use these on a file that SQLite has open: closing any channel of it would drop SQLite's locks (fcntl(2)).
 */
public final class DurableFiles {
    private DurableFiles() {}

    /**
     * Moves a file to another name on the same file system, replacing what is there. When it returns, the content and the
     * new name are on the disk; after a crash in between there is the old state or the new one, never half a file.
     */
    public static void move(Path from, Path to) throws IOException {
        sync(from);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path source = directoryOf(from);
        Path target = directoryOf(to);
        syncDirectory(target);
        if (!source.equals(target)) {
            syncDirectory(source);
        }
    }

    /** Brings a file's content to the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Brings a directory's entries to the disk: names that were made, moved or deleted in it. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a directory and those above it as needed, each with its name on the disk. */
    public static void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        createDirectories(directoryOf(absolute));
        Files.createDirectories(absolute);
        syncDirectory(directoryOf(absolute));
    }

    private static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath().normalize() : parent;
    }
}
