package plotty.api;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import plotty.http.Problem;
import plotty.store.StoreException;

/** What a client is told when the disk does not take what it sent: that it is the disk, and whether to come again. */
public final class DiskTroubles {
    private static final Map<String, String> SOON = Map.of("Retry-After", "10");

    private DiskTroubles() {}

    /** The problem that a failure comes from; empty if it is not the disk's doing. */
    public static Optional<Problem> problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Problem> problem = cause instanceof StoreException store
                    ? ofStore(store)
                    : cause instanceof IOException io ? ofDisk(io) : Optional.empty();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofStore(StoreException trouble) {
        return switch (trouble.kind()) {
            case FULL -> Optional.of(full());
            case READ_ONLY -> Optional.of(new Problem(503, "Reading only", trouble.getMessage(), SOON));
            case DAMAGED -> Optional.of(new Problem(503, "Database damaged", trouble.getMessage()));
            case FAILED, BUSY -> Optional.of(new Problem(503, "Disk failed", trouble.getMessage(), SOON));
            case OTHER -> Optional.empty();
        };
    }

    private static Optional<Problem> ofDisk(IOException trouble) {
        String words = String.valueOf(trouble.getMessage());
        if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
            return Optional.of(full());
        }
        return words.contains("Read-only file system")
                ? Optional.of(new Problem(
                        503,
                        "Reading only",
                        "The disk cannot be written. Check the card or disk, and make it writable.",
                        SOON))
                : Optional.empty();
    }

    private static Problem full() {
        return new Problem(
                507,
                "Disk full",
                "There is no room left on the disk. Delete ended jobs or other files, and try again.",
                SOON);
    }
}
