package plotty.api.stream.compact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.tinylog.Logger;
import plotty.api.stream.compact.Refusal.Code;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.Jobs;

/**
 * A drawing that comes in pieces and is written to the disk as it comes. The client may be {@link #WINDOW_BYTES} ahead of
 * what it was told has been written. On the event loop, but for what it hands to the workers, one after the other.
 */
final class Submission {
    /** So much may be under way before the client has to wait for a {@code credit}. */
    static final int WINDOW_BYTES = 256 * 1024;

    /** A disk with less room than this is full. */
    private static final long ROOM_BYTES = 1L << 20;

    private final Object id;
    private final long bytes;
    private final JobOptions options;
    private final Path file;
    private final Executor workers;
    private final Heard heard;
    private CompletableFuture<Void> disk;
    private long sent;
    private boolean ended;
    private long written;

    /** Hears, on a worker, how it goes. */
    interface Heard {
        /** So many bytes were written. */
        void wrote(Submission of, int count);

        /** Nothing will come of it. May be called more than once. */
        void failed(Submission of, Throwable failure);

        /** The drawing waits in the queue. */
        void received(Submission of, Job job);
    }

    /**
     * Begins.
     *
     * @param id of the request
     * @param bytes that will come
     * @param incoming folder for what is under way
     */
    Submission(Object id, long bytes, JobOptions options, Path incoming, Executor workers, Heard heard) {
        this.id = id;
        this.bytes = bytes;
        this.options = options;
        this.file = incoming.resolve(UUID.randomUUID() + ".part");
        this.workers = workers;
        this.heard = heard;
        this.disk = CompletableFuture.completedFuture(null);
        then(() -> create(file));
    }

    Object id() {
        return id;
    }

    /**
     * Takes the next piece; after the last one the whole becomes a job. Throws {@link Refusal} if it is more than was announced
     * or may be under way.
     */
    void take(byte[] piece, Jobs jobs) {
        if (sent + piece.length > bytes) {
            throw new Refusal(Code.INVALID, "More came than the " + bytes + " bytes that were announced.");
        }
        if (sent + piece.length - written > WINDOW_BYTES) {
            throw new Refusal(
                    Code.RATE_LIMIT,
                    "More than " + WINDOW_BYTES + " bytes are under way: wait for a 'credit' before the next chunk.");
        }
        sent += piece.length;
        then(() -> {
            append(file, piece);
            heard.wrote(this, piece.length);
        });
        if (sent == bytes) {
            ended = true;
            then(() -> heard.received(this, jobs.receive(file, options)));
            disk = disk.whenComplete((_, _) -> delete(file));
        }
    }

    private void then(Runnable work) {
        disk = disk.thenRunAsync(work, workers).whenComplete((_, failure) -> {
            if (failure != null) {
                heard.failed(this, failure);
            }
        });
    }

    /** Counts what has been written, and gives the sum. */
    long add(int count) {
        written += count;
        return written;
    }

    /** Forgets it; nothing of it stays. A drawing of which the last piece has come becomes a job nevertheless. */
    void abandon() {
        if (!ended) {
            ended = true;
            disk = disk.whenCompleteAsync((_, _) -> delete(file), workers);
        }
    }

    private static void create(Path file) {
        try {
            // Nobody but us may read what somebody draws.
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException("a drawing cannot be taken in", e);
        }
    }

    private static void append(Path file, byte[] piece) {
        try {
            Files.write(file, piece, StandardOpenOption.APPEND);
        } catch (IOException e) {
            if (file.getParent().toFile().getUsableSpace() < ROOM_BYTES) {
                throw new Refusal(
                        Code.TOO_LARGE, "There is no room for this drawing. Delete something and send it again.");
            }
            throw new UncheckedIOException("a piece of a drawing cannot be written", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Logger.warn(e, "an abandoned upload stays behind until the next start: {}", file);
        }
    }
}
