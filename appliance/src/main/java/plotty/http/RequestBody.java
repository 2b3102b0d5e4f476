package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The body of a request, asked for piece by piece on the exchange's thread. */
final class RequestBody {

    /** Fewer bytes than this within the stall time are as good as none: nobody holds a connection with drops. */
    private static final int TRICKLE_BYTES = 1024;

    /** Takes the pieces of a body. */
    @FunctionalInterface
    interface Sink {
        void take(HttpContent piece) throws IOException;
    }

    private final HttpConnection connection;
    private final HttpRequest head;
    private final Duration stall;
    private boolean complete;
    private boolean asked;

    RequestBody(HttpConnection connection, HttpRequest head, boolean present, Duration stall) {
        this.connection = connection;
        this.head = head;
        this.stall = stall;
        complete = !present;
    }

    /** Whether the client has sent all of it. */
    boolean complete() {
        return complete;
    }

    /** Bytes that the client says it will send; empty if it does not say. */
    OptionalLong declaredLength() {
        if (complete) {
            return OptionalLong.of(0);
        }
        long length = HttpUtil.getContentLength(head, -1L);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** All of a small body; one of more than {@link Limits#BODY_BYTES} is a problem 413. */
    byte[] small() throws ClientGoneException, InterruptedException, IOException {
        if (complete) {
            return new byte[0];
        }
        if (declaredLength().orElse(0) > Limits.BODY_BYTES) {
            throw tooLarge(Limits.BODY_BYTES);
        }
        var bytes = new ByteArrayOutputStream();
        forEach(piece -> {
            ByteBuf content = piece.content();
            if (bytes.size() + content.readableBytes() > Limits.BODY_BYTES) {
                throw tooLarge(Limits.BODY_BYTES);
            }
            content.readBytes(bytes, content.readableBytes());
        });
        return bytes.toByteArray();
    }

    /** Hands each piece to a sink, the next one not before the sink is done with it. */
    void forEach(Sink sink) throws ClientGoneException, InterruptedException, IOException {
        long windowBegan = System.nanoTime();
        long windowBytes = 0;
        while (!complete) {
            HttpContent piece = next();
            try {
                if (piece.decoderResult().isFailure()) {
                    throw Target.malformed("The body is not chunked as it must be.");
                }
                windowBytes += piece.content().readableBytes();
                complete = piece instanceof LastHttpContent;
                sink.take(piece);
            } finally {
                piece.release();
            }
            if (System.nanoTime() - windowBegan > stall.toNanos()) {
                if (windowBytes < TRICKLE_BYTES && !complete) {
                    throw tooSlow();
                }
                windowBegan = System.nanoTime();
                windowBytes = 0;
            }
        }
    }

    static Problem tooLarge(long maxBytes) {
        return new Problem(
                413, "Too large", "What was sent is larger than the %d bytes that are taken here.".formatted(maxBytes));
    }

    private HttpContent next() throws ClientGoneException, InterruptedException {
        if (!asked) {
            asked = true;
            goOn();
        }
        Optional<HttpContent> piece = connection.nextPiece(stall);
        return piece.orElseThrow(RequestBody::tooSlow);
    }

    private void goOn() {
        String expectation = head.headers().get(HttpHeaderNames.EXPECT, "");
        if (expectation.equalsIgnoreCase("100-continue")
                && head.protocolVersion().isKeepAliveDefault()) {
            connection
                    .channel()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private static Problem tooSlow() {
        return new Problem(408, "Too slow", "The rest of the request did not come in time. Send it again.");
    }
}
