package plotty.appliance.safemode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.http.Problem;
import plotty.store.DurableFiles;
import plotty.store.FolderTree;
import plotty.store.Reserve;

/**
 * How the service starts when its data folder cannot be written: with a copy of the database in memory, from which page and API
 * show all that was, while nothing is driven and nothing changed. What becomes of the copy is forgotten with the process.
 *
 * @param folder that takes the data folder's place
 * @param full whether the disk is full; else it is read-only
 * @param reason a sentence that says why, and what to do
 */
public record ReadingOnly(Path folder, boolean full, String reason) {
    private static final String PREFIX = "plotty-reading-";
    private static final int PROBE_BYTES = 256 * 1024;
    /** What is not shown, or is copied. */
    private static final Set<String> NOT_LINKED =
            Set.of("plotty.db", "plotty.db-wal", "plotty.db-shm", "plotty.db.lock", "incoming", "copies", "reserve");
    /** What may be asked for all the same under /api/v1: it changes nothing that is kept. */
    private static final Set<String> HARMLESS =
            Set.of("session", "sessions", "login", "tickets", "tokens", "logs", "system");

    /** Looks whether the data folder can be written; empty if it can, or if it never could. */
    public static Optional<ReadingOnly> ofStart(Path data, Optional<Path> runtimeFolder) {
        Optional<IOException> problem = probe(data);
        if (problem.filter(ReadingOnly::isFull).isPresent() && new Reserve(data).release()) {
            problem = probe(data);
        }
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        boolean full = isFull(problem.get());
        boolean was = Files.isReadable(data.resolve("plotty.db"));
        if (!full && !isReadOnly(problem.get()) && !was) {
            // A wrong folder was named: whoever opens it says so in words.
            return Optional.empty();
        }
        String reason =
                "The data folder %s cannot be written (%s). %s Until then everything can be looked at, but nothing changed."
                        .formatted(
                                data,
                                problem.get().getMessage(),
                                full
                                        ? "Free some space on its disk and restart the service."
                                        : "Check the card or disk, make it writable, and restart the service.");
        Logger.error("READING ONLY: {}", reason);
        try {
            return Optional.of(new ReadingOnly(copied(data, runtimeFolder), full, reason));
        } catch (IOException e) {
            Logger.error(e, "There is no other place either where the database could be opened");
            return Optional.empty();
        }
    }

    private static Optional<IOException> probe(Path data) {
        Path file = data.resolve("writable.probe");
        try {
            DurableFiles.createDirectories(data);
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            } finally {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static boolean isFull(IOException e) {
        return said(e, "No space left on device") || said(e, "Disk quota exceeded");
    }

    private static boolean isReadOnly(IOException e) {
        return said(e, "Read-only file system");
    }

    private static boolean said(IOException e, String words) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason != null && reason.contains(words);
    }

    private static Path copied(Path data, Optional<Path> runtimeFolder) throws IOException {
        IOException last = new IOException("no folder");
        for (Path base : Stream.concat(
                        runtimeFolder.stream(),
                        Stream.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir"))))
                .toList()) {
            try {
                clear(base, data);
                Path folder = Files.createTempDirectory(base, prefix(data));
                fill(data, folder);
                return folder;
            } catch (IOException e) {
                last.addSuppressed(e);
                Logger.info("The database cannot be copied to {}: {}", base, e.toString());
            }
        }
        throw last;
    }

    private static String prefix(Path data) {
        return PREFIX + Integer.toHexString(data.hashCode()) + "-";
    }

    private static void fill(Path data, Path folder) throws IOException {
        for (String name : List.of("plotty.db", "plotty.db-wal")) {
            if (Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), folder.resolve(name));
                Files.setLastModifiedTime(folder.resolve(name), Files.getLastModifiedTime(data.resolve(name)));
            }
        }
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            for (Path entry : entries.toList()) {
                if (!NOT_LINKED.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
        }
    }

    /** Clears away what an earlier start left; a link is deleted, never what it leads to. */
    private static void clear(Path base, Path data) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(base)) {
            left = entries.filter(entry -> entry.getFileName().toString().startsWith(prefix(data)))
                    .toList();
        }
        for (Path old : left) {
            FolderTree.delete(old);
        }
    }

    /** Gives the memory of the copy back, once nothing is open in it any more. */
    public void forget() throws IOException {
        FolderTree.delete(folder);
    }

    /** What a request that would change something is answered. */
    public Optional<Problem> refusal(List<String> segments) {
        boolean harmless = segments.size() > 1
                && (segments.get(1).equals("login")
                        || (segments.size() > 2 && segments.get(1).equals("v1") && HARMLESS.contains(segments.get(2))));
        return harmless
                ? Optional.empty()
                : Optional.of(full ? new Problem(507, "Disk full", reason) : new Problem(503, "Reading only", reason));
    }
}
