package plotty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
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

    /** A form may be that much longer than its file: fields, and what stands around them. */
    private static final long FORM_OVERHEAD = (Limits.FORM_FIELDS + 2L) * Limits.BODY_BYTES;

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
        if (body.declaredLength().orElse(0) > maxBytes + (form ? FORM_OVERHEAD : 0)) {
            throw RequestBody.tooLarge(maxBytes);
        }
        try {
            return form ? new FormReader(incoming, maxBytes).read(head, body) : raw(mediaType, body);
        } catch (IOException e) {
            if (Files.getFileStore(incoming).getUsableSpace() < Limits.MESSAGE_BYTES) {
                throw new Problem(
                        507, "Disk full", "There is no room for this file. Delete something and send it again.");
            }
            throw e;
        }
    }

    private Upload raw(String mediaType, RequestBody body)
            throws IOException, ClientGoneException, InterruptedException {
        Path file = incoming.resolve(UUID.randomUUID() + ".part");
        boolean whole = false;
        try (FileChannel out = create(file)) {
            body.forEach(piece -> {
                if (out.position() + piece.content().readableBytes() > maxBytes) {
                    throw RequestBody.tooLarge(maxBytes);
                }
                while (piece.content().isReadable()) {
                    piece.content().readBytes(out, piece.content().readableBytes());
                }
            });
            whole = true;
            return new Upload(file, "", mediaType, Map.of());
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A new file that only we can read. */
    private static FileChannel create(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }
}
