package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.access.Principal;
import plotty.access.Role;

/**
 * One WebSocket on the event loop: messages in and out, heartbeat, and the end in all its forms (RFC 6455). Whoever opened it
 * must still be somebody at each heartbeat, and before each of his messages is heard.
 */
final class WebSocketConnection extends ChannelInboundHandlerAdapter implements WebSocketEndpoint.Connection {

    /** For the close frame to go out behind what a slow client has still to take. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Service service;
    private final Line line;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
    private ChannelHandlerContext ctx;
    private Principal who = Principal.anonymous(Role.NONE);
    private String subprotocol = "";
    private Optional<WebSocketEndpoint.Session> session = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private long heardNanos;
    private Optional<PlainChannel> plain = Optional.empty();
    private boolean flushPlanned;
    private boolean inTurn;
    private boolean unflushed;
    private boolean partial;
    private boolean partialIsText;
    private volatile boolean ending;

    WebSocketConnection(Service service, Line line) {
        this.service = service;
        this.line = line;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    /** Begins, after the handshake's answer. */
    void open(WebSocketEndpoint endpoint, Request request, String agreed) {
        who = request.principal();
        subprotocol = agreed;
        heardNanos = System.nanoTime();
        // Else the kernel lets megabytes wait for a client that does not read, and it is long before anybody knows.
        ctx.channel().config().setOption(ChannelOption.SO_SNDBUF, Limits.SLICE_BYTES);
        // With TLS between us and the socket, everything goes through the pipeline.
        plain = ctx.pipeline().get(SslHandler.class) == null && ctx.channel() instanceof PlainChannel channel
                ? Optional.of(channel)
                : Optional.empty();
        long beat = service.limits().heartbeat().toMillis();
        timer = Optional.of(ctx.executor().scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS));
        guarded(() -> session = Optional.of(endpoint.open(this, request)));
    }

    @Override
    public void sendText(byte[] utf8) {
        send(SharedFrames.TEXT, utf8);
    }

    @Override
    public void sendBinary(byte[] bytes) {
        send(SharedFrames.BINARY, bytes);
    }

    @Override
    public boolean writable() {
        return ctx.channel().isWritable();
    }

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public void execute(Runnable task) {
        ctx.executor().execute(() -> turn(task));
    }

    /** What is sent in one turn leaves at its end, in one go, before the next client has its turn. */
    private void turn(Runnable task) {
        inTurn = true;
        try {
            task.run();
        } finally {
            inTurn = false;
            if (unflushed) {
                unflushed = false;
                ctx.flush();
            }
        }
    }

    @Override
    public void close(int code, String reason) {
        ctx.executor().execute(() -> end(new CloseWebSocketFrame(code, shortened(reason))));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var frame = (WebSocketFrame) message;
        try {
            heardNanos = System.nanoTime();
            if (!ending) {
                take(frame);
            }
        } finally {
            frame.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!ending && ctx.channel().isWritable()) {
            guarded(() -> session.ifPresent(WebSocketEndpoint.Session::writableAgain));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            Line.cut(ctx.channel());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ending = true;
        timer.ifPresent(last -> last.cancel(false));
        Optional<WebSocketEndpoint.Session> ended = session;
        session = Optional.empty();
        guarded(() -> ended.ifPresent(WebSocketEndpoint.Session::closed));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            end(new CloseWebSocketFrame(corrupted.closeStatus(), shortened(corrupted.getMessage())));
        } else {
            if (!(cause instanceof IOException)) {
                Logger.error(cause, "a WebSocket failed and is closed");
            }
            Line.cut(ctx.channel());
        }
    }

    private void take(WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> begin(text, true);
            case BinaryWebSocketFrame binary -> begin(binary, false);
            case ContinuationWebSocketFrame more -> append(more);
            case PingWebSocketFrame ping -> {
                if (ctx.channel().isWritable()) {
                    send(new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case PongWebSocketFrame pong -> {}
            case CloseWebSocketFrame close -> answerClose(close);
            default -> throw new IllegalStateException("an unknown kind of frame: " + frame);
        }
    }

    private void begin(WebSocketFrame frame, boolean text) {
        partialIsText = text;
        partial = true;
        append(frame);
    }

    private void append(WebSocketFrame frame) {
        ByteBuf content = frame.content();
        if (!partial) {
            end(new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR, "nothing to continue"));
            return;
        }
        if (parts.size() + content.readableBytes() > Limits.MESSAGE_BYTES) {
            end(new CloseWebSocketFrame(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "more than " + Limits.MESSAGE_BYTES + " bytes"));
            return;
        }
        byte[] piece = new byte[content.readableBytes()];
        content.readBytes(piece);
        if (frame.isFinalFragment() && parts.size() == 0) {
            partial = false;
            deliver(piece);
            return;
        }
        parts.writeBytes(piece);
        if (frame.isFinalFragment()) {
            partial = false;
            byte[] whole = parts.toByteArray();
            parts.reset();
            deliver(whole);
        }
    }

    private void deliver(byte[] message) {
        if (!stillHolds()) {
            return;
        }
        if (!partialIsText) {
            guarded(() -> session.ifPresent(s -> s.binary(message)));
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            guarded(() -> session.ifPresent(s -> s.text(text)));
        } catch (CharacterCodingException e) {
            end(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "a text that is not UTF-8"));
        }
    }

    private void answerClose(CloseWebSocketFrame close) {
        end(close.statusCode() < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(close.statusCode(), ""));
    }

    /** Whether the login or key that this stands on is still good; if not, that is the end. */
    private boolean stillHolds() {
        boolean holds = service.guard().stillHolds(who);
        if (!holds) {
            end(new CloseWebSocketFrame(
                    WebSocketCloseStatus.POLICY_VIOLATION,
                    "the login or key of this connection has ended or may do less now; connect again"));
        }
        return holds;
    }

    /** A ping; and the end for a client from which two intervals brought nothing, or that is nobody any more. */
    private void beat() {
        long silentNanos = System.nanoTime() - heardNanos;
        if (silentNanos >= 2 * service.limits().heartbeat().toNanos()) {
            Logger.debug("a WebSocket client is silent and dropped");
            Line.cut(ctx.channel());
        } else if (!ending && stillHolds()) {
            send(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        }
    }

    private void send(int opcode, byte[] message) {
        if (!ctx.executor().inEventLoop()) {
            // Counted as waiting from now on, not only when the event loop comes to it.
            ByteBuf content = Unpooled.wrappedBuffer(message);
            send(opcode == SharedFrames.TEXT ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content));
        } else if (!ending) {
            send(service.frames().of(opcode, message));
        }
    }

    /** Writes a lent frame to the socket, and queues what that does not take. */
    private void send(ByteBuf frame) {
        int left = frame.readableBytes();
        if (plain.isPresent()) {
            ByteBuffer bytes = frame.internalNioBuffer(frame.readerIndex(), left);
            try {
                plain.get().writeNow(bytes);
            } catch (IOException e) {
                Logger.debug(e, "a WebSocket client is gone");
                Line.cut(ctx.channel());
                return;
            }
            left = bytes.remaining();
        }
        if (left > 0) {
            ByteBuf rest = frame.retainedDuplicate();
            // A failure comes to exceptionCaught; a promise for each message of each client would cost more than the
            // message.
            var _ = ctx.write(rest.skipBytes(rest.readableBytes() - left), ctx.voidPromise());
            flushLater();
        }
    }

    private void send(WebSocketFrame frame) {
        if (ending) {
            frame.release();
            return;
        }
        ctx.write(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (ctx.executor().inEventLoop()) {
            flushLater();
        } else {
            ctx.executor().execute(this::flushLater);
        }
    }

    /** On the event loop, where the frame is written by now: the flush comes at the end of the turn, or behind all that waits. */
    private void flushLater() {
        if (inTurn) {
            unflushed = true;
        } else if (!flushPlanned) {
            flushPlanned = true;
            ctx.executor().execute(() -> {
                flushPlanned = false;
                ctx.flush();
            });
        }
    }

    private void end(CloseWebSocketFrame close) {
        if (ending) {
            close.release();
            return;
        }
        ending = true;
        ctx.writeAndFlush(close).addListener(sent -> line.hangUp());
        timer.ifPresent(beat -> beat.cancel(false));
        timer = Optional.of(
                ctx.executor().schedule(() -> Line.cut(ctx.channel()), FAREWELL.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            UUID id = UUID.randomUUID();
            Logger.error(e, "a WebSocket session failed, id {}", id);
            end(new CloseWebSocketFrame(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "id " + id));
        }
    }

    /** A reason has at most 123 bytes (RFC 6455, 5.5.1). */
    private static String shortened(String reason) {
        String text = reason == null ? "" : reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > 123) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }
}
