package plotty.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a form (RFC 7578) whose part {@code file} is a file and whose other parts are short texts. Netty's decoder runs
 * on the exchange's thread, so that its writes to the disk hold up nobody.
 */
final class FormReader {

    /** Bytes of a form that may wait undecoded, such as the headers of a part. */
    private static final int UNDECODED_BYTES = 16 * 1024;

    private final Path incoming;
    private final long maxBytes;
    private final Map<String, String> fields = new HashMap<>();
    private Optional<FileUpload> file = Optional.empty();
    private boolean ended;

    FormReader(Path incoming, long maxBytes) {
        this.incoming = incoming;
        this.maxBytes = maxBytes;
    }

    Upload read(HttpRequest head, RequestBody body) throws IOException, ClientGoneException, InterruptedException {
        try (var parts = new FormParts(incoming, maxBytes)) {
            HttpPostMultipartRequestDecoder decoder = decoder(head, parts);
            try {
                body.forEach(piece -> {
                    offer(decoder, piece);
                    take(decoder);
                });
                return upload(decoder, parts);
            } finally {
                decoder.destroy();
            }
        }
    }

    private static HttpPostMultipartRequestDecoder decoder(HttpRequest head, FormParts parts) {
        if (!HttpPostRequestDecoder.isMultipart(head)) {
            throw Target.malformed("The form must be multipart/form-data and name its boundary.");
        }
        try {
            var decoder = new HttpPostMultipartRequestDecoder(
                    parts, head, StandardCharsets.UTF_8, Limits.FORM_FIELDS + 1, UNDECODED_BYTES);
            decoder.setDiscardThreshold(Limits.SLICE_BYTES);
            return decoder;
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException e) {
            throw malformed(e);
        }
    }

    private void offer(HttpPostMultipartRequestDecoder decoder, HttpContent piece) throws IOException {
        try {
            decoder.offer(piece);
        } catch (HttpPostRequestDecoder.TooManyFormFieldsException e) {
            throw new Problem(
                    413,
                    "Too many fields",
                    "A form has at most %d fields besides the file.".formatted(Limits.FORM_FIELDS));
        } catch (HttpPostRequestDecoder.TooLongFormFieldException e) {
            throw RequestBody.tooLarge(UNDECODED_BYTES);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException e) {
            if (e.getCause() instanceof FormParts.TooLargeException large) {
                throw RequestBody.tooLarge(large.maxBytes());
            }
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw malformed(e);
        }
    }

    private void take(HttpPostMultipartRequestDecoder decoder) throws IOException {
        try {
            while (!ended && decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                switch (part) {
                    case FileUpload upload -> takeFile(upload);
                    case Attribute field -> takeField(field);
                    default -> throw Target.malformed("The form has a part that is neither a file nor a field.");
                }
            }
        } catch (HttpPostRequestDecoder.EndOfDataDecoderException e) {
            ended = true;
        }
    }

    private void takeFile(FileUpload upload) {
        if (!upload.getName().equals("file") || file.isPresent()) {
            throw Target.malformed("The form must have one file, in the field \"file\".");
        }
        file = Optional.of(upload);
    }

    private void takeField(Attribute field) throws IOException {
        if (field.getName().equals("file")) {
            throw Target.malformed("The field \"file\" must be a file, with a filename.");
        }
        if (fields.put(field.getName(), field.getValue()) != null) {
            throw Target.malformed("The form has a field twice.");
        }
    }

    private Upload upload(HttpPostMultipartRequestDecoder decoder, FormParts parts) throws IOException {
        // The decoder tells that it has seen the closing boundary only when it is offered more after it.
        offer(decoder, LastHttpContent.EMPTY_LAST_CONTENT);
        take(decoder);
        if (!ended) {
            throw Target.malformed("The form ends without its closing boundary.");
        }
        FileUpload upload =
                file.orElseThrow(() -> Target.malformed("The form must have one file, in the field \"file\"."));
        Path path = parts.keep(upload);
        return new Upload(path, bareName(upload.getFilename()), upload.getContentType(), Map.copyOf(fields));
    }

    private static String bareName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.replaceAll("\\p{Cntrl}", "");
    }

    private static Problem malformed(Exception cause) {
        return Target.malformed("The form is not multipart/form-data as it must be: " + cause.getMessage() + ".");
    }
}
