package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Sends an answer from the exchange's thread, a slice at a time: the next one when the socket has taken the last, so that
 * a slow client costs one slice of memory.
 */
final class Reply {

    private static final String HALF_A_YEAR = "max-age=15552000";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                    + " font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpConnection connection;
    private final Channel channel;
    private final Duration stall;
    private final boolean headOnly;
    private final boolean oldClient;
    private boolean begun;

    /**
     * A reply.
     *
     * @param headOnly the body is counted but not sent
     * @param oldClient speaks HTTP/1.0 and must be told if the connection stays
     */
    Reply(HttpConnection connection, Duration stall, boolean headOnly, boolean oldClient) {
        this.connection = connection;
        channel = connection.channel();
        this.stall = stall;
        this.headOnly = headOnly;
        this.oldClient = oldClient;
    }

    /** Sends all of it; throws {@link ClientGoneException} if the client does not take it. */
    void send(Response response, boolean keep) throws IOException, ClientGoneException, InterruptedException {
        switch (response.body()) {
            case Response.Body.Bytes(byte[] bytes) -> sendBytes(response, bytes, keep);
            case Response.Body.File(Path path) -> sendFile(response, path, keep);
            case Response.Body.Stream(Response.StreamBody writer) -> sendStream(response, writer, keep);
        }
    }

    /** Whether some of an answer is out, so that no other can be sent. */
    boolean begun() {
        return begun;
    }

    private void sendBytes(Response response, byte[] bytes, boolean keep)
            throws ClientGoneException, InterruptedException {
        if (headOnly || bytes.length <= Limits.SLICE_BYTES) {
            ByteBuf body = headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes);
            var whole = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(response), body);
            fill(whole, response, OptionalLong.of(bytes.length), keep);
            write(whole);
            return;
        }
        write(head(response, bytes.length, keep));
        for (int from = 0; from < bytes.length; from += Limits.SLICE_BYTES) {
            int length = Math.min(Limits.SLICE_BYTES, bytes.length - from);
            write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, from, length)));
        }
        write(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void sendFile(Response response, Path path, boolean keep)
            throws IOException, ClientGoneException, InterruptedException {
        try (FileChannel file = FileChannel.open(path)) {
            long length = file.size();
            write(head(response, length, keep));
            for (long sent = 0; sent < length && !headOnly; ) {
                byte[] slice = new byte[(int) Math.min(Limits.SLICE_BYTES, length - sent)];
                int read = file.read(ByteBuffer.wrap(slice));
                if (read < 0) {
                    throw new ClientGoneException("the file became shorter while it was sent: " + path);
                }
                write(new DefaultHttpContent(Unpooled.wrappedBuffer(slice, 0, read)));
                sent += read;
            }
            write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /**
     * A stream that fails or is cut short lacks its last chunk, so that it never looks complete; to a client of HTTP/1.0,
     * which knows no chunks, the end of the connection is the end of the body.
     */
    private void sendStream(Response response, Response.StreamBody writer, boolean keep)
            throws IOException, ClientGoneException, InterruptedException {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(response));
        fill(head, response, OptionalLong.empty(), keep);
        if (headOnly) {
            write(head);
            write(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        if (!oldClient) {
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        write(head);
        try (var out = new AnswerStream(
                slice -> write(new DefaultHttpContent(Unpooled.wrappedBuffer(slice))), Thread.currentThread())) {
            connection.streams(out::end);
            out.take(writer);
        }
        write(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private DefaultHttpResponse head(Response response, long length, boolean keep) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(response));
        fill(head, response, OptionalLong.of(length), keep);
        return head;
    }

    private void fill(HttpMessage head, Response response, OptionalLong length, boolean keep) {
        HttpHeaders headers = head.headers();
        ALWAYS.forEach(headers::set);
        if (connection.insistent()) {
            headers.set("Strict-Transport-Security", HALF_A_YEAR);
        }
        response.headers().forEach(headers::set);
        if (!response.mediaType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, response.mediaType());
        }
        if (length.isPresent() && response.status() != 204 && response.status() != 304) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length.getAsLong());
        }
        if (!keep) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        } else if (oldClient) {
            headers.set(HttpHeaderNames.CONNECTION, "keep-alive");
        }
    }

    private static HttpResponseStatus status(Response response) {
        return HttpResponseStatus.valueOf(response.status());
    }

    private void write(Object message) throws ClientGoneException, InterruptedException {
        begun = true;
        ChannelFuture sent = channel.writeAndFlush(message);
        if (!sent.await(stall.toMillis())) {
            throw new ClientGoneException("the client does not take the answer");
        }
        if (!sent.isSuccess()) {
            throw new ClientGoneException("the client went away: " + sent.cause());
        }
    }
}
