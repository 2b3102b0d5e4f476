package plotty.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a form (RFC 7578) whose part {@code file} is a file and whose other parts are short texts. */
final class FormReader implements MultipartParser.Sink {

    /** A form may be that much longer than its file: fields, and what stands around them. */
    static final long OVERHEAD_BYTES =
            (Limits.FORM_FIELDS + 2L) * (Limits.BODY_BYTES + MultipartParser.PART_HEADER_BYTES);

    /** RFC 2046, 5.1.1: a boundary has at most so many characters. */
    private static final int BOUNDARY_LENGTH = 70;

    private final FileChannel out;
    private final long maxBytes;
    private final Map<String, String> fields = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Optional<PartHead> current = Optional.empty();
    private Optional<PartHead> file = Optional.empty();
    private long formBytes;

    /**
     * A reader for one form.
     *
     * @param out where its file goes
     * @param maxBytes largest file
     */
    FormReader(FileChannel out, long maxBytes) {
        this.out = out;
        this.maxBytes = maxBytes;
    }

    /** Reads to the end; gives the headers of the file. */
    PartHead read(String mediaType, RequestBody body) throws IOException, ClientGoneException, InterruptedException {
        String boundary = PartHead.parameters(mediaType, "multipart/form-data").getOrDefault("boundary", "");
        if (boundary.isEmpty() || boundary.length() > BOUNDARY_LENGTH) {
            throw Target.malformed("The form must be multipart/form-data and name its boundary.");
        }
        var parser = new MultipartParser(boundary, this);
        body.forEach(piece -> {
            byte[] bytes = new byte[piece.content().readableBytes()];
            piece.content().readBytes(bytes);
            parser.take(bytes);
            formBytes += bytes.length;
            if (formBytes > maxBytes + OVERHEAD_BYTES) {
                throw RequestBody.tooLarge(maxBytes);
            }
        });
        if (!parser.ended()) {
            throw Target.malformed("The form ends without its closing boundary.");
        }
        return file.orElseThrow(() -> Target.malformed("The form must have a file, in the field \"file\"."));
    }

    /** The fields besides the file. */
    Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    @Override
    public void begin(PartHead head) {
        current = Optional.of(head);
        boolean named = head.name().equals("file");
        if (named != head.filename().isPresent() || (named && file.isPresent())) {
            throw Target.malformed("The form must have one file with a file name, in the field \"file\".");
        }
        if (named) {
            file = current;
        } else if (fields.size() == Limits.FORM_FIELDS) {
            throw new Problem(
                    413,
                    "Too many fields",
                    "A form has at most %d fields besides the file.".formatted(Limits.FORM_FIELDS));
        }
    }

    @Override
    public void data(byte[] bytes, int from, int to) throws IOException {
        boolean ofFile = current.equals(file);
        long before = ofFile ? out.position() : text.size();
        long bound = ofFile ? maxBytes : Limits.BODY_BYTES;
        if (before + to - from > bound) {
            throw RequestBody.tooLarge(bound);
        }
        if (ofFile) {
            ByteBuffer left = ByteBuffer.wrap(bytes, from, to - from);
            while (left.hasRemaining()) {
                out.write(left);
            }
        } else {
            text.write(bytes, from, to - from);
        }
    }

    @Override
    public void end() {
        if (!current.equals(file)) {
            String name = current.orElseThrow().name();
            if (fields.putIfAbsent(name, utf8(text.toByteArray())) != null) {
                throw Target.malformed("The form has a field twice.");
            }
            text.reset();
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Target.malformed("The form has a field that is not UTF-8.");
        }
    }
}
