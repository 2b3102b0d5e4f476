package plotty.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DiskFileUpload;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpDataFactory;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.MemoryAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where the parts of one form are kept while it comes in: fields in memory, the file in a folder, each with its bound. */
final class FormParts implements HttpDataFactory, AutoCloseable {

    /** A part is larger than its bound. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
        private final long maxBytes;

        TooLargeException(long maxBytes) {
            super("larger than " + maxBytes + " bytes");
            this.maxBytes = maxBytes;
        }

        long maxBytes() {
            return maxBytes;
        }
    }

    private final Path folder;
    private final long maxFileBytes;
    private final List<HttpData> parts = new ArrayList<>();

    FormParts(Path folder, long maxFileBytes) {
        this.folder = folder;
        this.maxFileBytes = maxFileBytes;
    }

    /** Gives the file away, under a new name: where it was, Netty deletes it when the form is done with. */
    Path keep(FileUpload upload) throws IOException {
        return Files.move(upload.getFile().toPath(), folder.resolve(UUID.randomUUID() + ".part"));
    }

    @Override
    public void close() {
        parts.forEach(HttpData::delete);
        parts.clear();
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
        return keepTrack(new MemoryAttribute(name, StandardCharsets.UTF_8) {
            @Override
            public void checkSize(long newSize) throws IOException {
                bound(newSize, Limits.BODY_BYTES);
            }
        });
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
        return createAttribute(request, name);
    }

    /** Made for what stands in the headers of a part; these are bounded already. */
    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
        try {
            return new MemoryAttribute(name, value, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileUpload createFileUpload(
            HttpRequest request,
            String name,
            String filename,
            String contentType,
            String contentTransferEncoding,
            Charset charset,
            long size) {
        return keepTrack(
                new DiskFileUpload(
                        name, filename, contentType, contentTransferEncoding, charset, size, folder.toString(), false) {
                    @Override
                    public void checkSize(long newSize) throws IOException {
                        bound(newSize, maxFileBytes);
                    }
                });
    }

    @Override
    public void setMaxLimit(long maxSize) {
        throw new UnsupportedOperationException("each part has its own bound");
    }

    /** Nothing: parts are deleted when this is closed. */
    @Override
    public void removeHttpDataFromClean(HttpRequest request, InterfaceHttpData data) {}

    /** Nothing: parts are deleted when this is closed. */
    @Override
    public void cleanRequestHttpData(HttpRequest request) {}

    /** Nothing: parts are deleted when this is closed. */
    @Override
    public void cleanAllHttpData() {}

    @Override
    @Deprecated
    public void cleanRequestHttpDatas(HttpRequest request) {
        cleanRequestHttpData(request);
    }

    @Override
    @Deprecated
    public void cleanAllHttpDatas() {
        cleanAllHttpData();
    }

    private <T extends HttpData> T keepTrack(T part) {
        parts.add(part);
        return part;
    }

    private static void bound(long size, long maxBytes) throws TooLargeException {
        if (size > maxBytes) {
            throw new TooLargeException(maxBytes);
        }
    }
}
