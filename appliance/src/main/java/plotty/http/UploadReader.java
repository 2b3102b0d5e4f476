package plotty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Streams one upload to a file of its own, on the exchange's thread: the raw body, or a form with a part {@code file}.
 * What fails leaves nothing behind.
 */
final class UploadReader {

    /** So much stays free for what is drawn and written down, or a part of a small disk: with less it is full. */
    private static final long ROOM_BYTES = 16L << 20;

    private static final int ROOM_PART = 20;

    private final Path incoming;
    private final long maxBytes;

    UploadReader(Path incoming, long maxBytes) {
        this.incoming = incoming;
        this.maxBytes = maxBytes;
    }

    Upload read(HttpRequest head, RequestBody body) throws IOException, ClientGoneException, InterruptedException {
        if (body.complete() && !head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new Problem(411, "Length needed", "Say how long the body is, or send it chunked.");
        }
        String mediaType = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "").strip();
        boolean form = mediaType.toLowerCase(Locale.ROOT).startsWith("multipart/");
        if (body.declaredLength().orElse(0) > maxBytes + (form ? FormReader.OVERHEAD_BYTES : 0)) {
            throw RequestBody.tooLarge(maxBytes);
        }
        if (isFull(body.declaredLength().orElse(0))) {
            throw full();
        }
        Path file = incoming.resolve(UUID.randomUUID() + ".part");
        boolean whole = false;
        try (FileChannel out = create(file)) {
            Upload upload = form ? form(file, out, mediaType, body) : raw(file, out, mediaType, body);
            whole = true;
            return upload;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Read-only file system")) {
                throw new Problem(503, "Reading only", "The disk cannot be written. Check the card or disk.");
            }
            if (isFull(0)) {
                throw full();
            }
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean isFull(long moreBytes) {
        File disk = incoming.toFile();
        return disk.getUsableSpace() - moreBytes < Math.min(ROOM_BYTES, disk.getTotalSpace() / ROOM_PART);
    }

    private static Problem full() {
        return new Problem(507, "Disk full", "There is no room for this file. Delete something and send it again.");
    }

    private Upload form(Path file, FileChannel out, String mediaType, RequestBody body)
            throws IOException, ClientGoneException, InterruptedException {
        var reader = new FormReader(out, maxBytes);
        PartHead head = reader.read(mediaType, body);
        return new Upload(file, bareName(head.filename().orElse("")), head.mediaType(), reader.fields());
    }

    private Upload raw(Path file, FileChannel out, String mediaType, RequestBody body)
            throws IOException, ClientGoneException, InterruptedException {
        body.forEach(piece -> {
            if (out.position() + piece.content().readableBytes() > maxBytes) {
                throw RequestBody.tooLarge(maxBytes);
            }
            while (piece.content().isReadable()) {
                piece.content().readBytes(out, piece.content().readableBytes());
            }
        });
        return new Upload(file, "", mediaType, Map.of());
    }

    private static String bareName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.replaceAll("\\p{Cntrl}", "");
    }

    /** A new file that only we can read. */
    private static FileChannel create(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }
}
