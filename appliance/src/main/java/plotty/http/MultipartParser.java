package plotty.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a multipart body into its parts as the bytes come in, in pieces of any size (RFC 2046, 5.1.1). It keeps no more
 * than the headers of one part. Netty's decoder is not used: 4.2.18 leaves a carriage return at the end of a field when a
 * piece ends within the boundary behind it.
 */
final class MultipartParser {

    /** Largest header section of a part, bytes. */
    static final int PART_HEADER_BYTES = 8 * 1024;

    private static final int PADDING_BYTES = 256;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    /** Takes the parts in order. */
    interface Sink {
        void begin(PartHead head) throws IOException;

        void data(byte[] bytes, int from, int to) throws IOException;

        void end() throws IOException;
    }

    private enum State {
        /** Before the first boundary. */
        PREAMBLE,
        /** Behind a boundary: another part comes, or the end. */
        BOUNDARY,
        /** In the headers of a part. */
        HEAD,
        /** In the content of a part. */
        CONTENT,
        /** Behind the closing boundary; what comes is nobody's. */
        END
    }

    private final byte[] delimiter;
    private final Sink sink;
    private State state = State.PREAMBLE;
    private byte[] work = LINE_END;
    private int at;

    /**
     * A parser for one body.
     *
     * @param boundary as in the body's media type
     */
    MultipartParser(String boundary, Sink sink) {
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.sink = sink;
    }

    /** Whether the closing boundary has come. */
    boolean ended() {
        return state == State.END;
    }

    /** Takes the next bytes; a body that is none is a {@link Problem} 400. */
    void take(byte[] piece) throws IOException {
        byte[] joined = Arrays.copyOfRange(work, at, work.length + piece.length);
        System.arraycopy(piece, 0, joined, work.length - at, piece.length);
        work = joined;
        at = 0;
        while (step()) {
            // goes on as far as the bytes suffice
        }
    }

    private boolean step() throws IOException {
        return switch (state) {
            case PREAMBLE -> passContent(false);
            case CONTENT -> passContent(true);
            case BOUNDARY -> passBoundary();
            case HEAD -> passHead();
            case END -> {
                at = work.length;
                yield false;
            }
        };
    }

    /** Up to the next boundary, or so far that one that has begun may still end. */
    private boolean passContent(boolean ofPart) throws IOException {
        int found = indexOf(delimiter);
        int end = found >= 0 ? found : Math.max(at, work.length - delimiter.length + 1);
        if (ofPart && end > at) {
            sink.data(work, at, end);
        }
        at = end;
        if (found < 0) {
            return false;
        }
        at += delimiter.length;
        state = State.BOUNDARY;
        if (ofPart) {
            sink.end();
        }
        return true;
    }

    private boolean passBoundary() {
        if (work.length - at < 2) {
            return false;
        }
        if (work[at] == '-' && work[at + 1] == '-') {
            state = State.END;
            return true;
        }
        int lineEnd = indexOf(LINE_END);
        int paddingEnd = lineEnd < 0 ? work.length : lineEnd;
        for (int i = at; i < paddingEnd; i++) {
            boolean beginsLineEnd = lineEnd < 0 && i == work.length - 1 && work[i] == '\r';
            if (i - at > PADDING_BYTES || (work[i] != ' ' && work[i] != '\t' && !beginsLineEnd)) {
                throw Target.malformed("The form has something else behind a boundary than the end of the line.");
            }
        }
        if (lineEnd < 0) {
            return false;
        }
        // The end of this line may be the first half of the empty line that ends the headers.
        at = lineEnd;
        state = State.HEAD;
        return true;
    }

    private boolean passHead() throws IOException {
        int end = indexOf(HEAD_END);
        if ((end < 0 ? work.length : end) - at > PART_HEADER_BYTES) {
            throw Target.malformed(
                    "The headers of a part of the form are longer than %d bytes.".formatted(PART_HEADER_BYTES));
        }
        if (end < 0) {
            return false;
        }
        PartHead head = PartHead.parse(new String(work, at, end - at, StandardCharsets.UTF_8));
        at = end + HEAD_END.length;
        state = State.CONTENT;
        sink.begin(head);
        return true;
    }

    private int indexOf(byte[] wanted) {
        for (int i = at; i <= work.length - wanted.length; i++) {
            if (work[i] == wanted[0] && Arrays.equals(work, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
