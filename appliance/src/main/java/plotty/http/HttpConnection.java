package plotty.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * One connection on the event loop. It reads from the socket only what someone waits for: the next request, or the next
 * piece of a body that the exchange's thread has asked for. So a slow disk holds up the client's TCP window and nothing
 * else, and requests sent ahead are answered one after the other.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private final Service service;
    private final Line line;
    private final Manner manner;

    /** Decoded but not yet asked for; at most what one read of the socket gave. */
    private final Deque<HttpObject> ahead = new ArrayDeque<>();

    /** After so many pieces that came while a stream was sent, the client is cut off. */
    private static final int MOST_THROWN_AWAY = 1000;

    /** Pieces on the way to the exchange's thread; empty says that no more will come. */
    private final BlockingQueue<Optional<HttpContent>> pieces = new LinkedBlockingQueue<>();

    private ChannelHandlerContext ctx;
    private InetAddress peer = InetAddress.ofLiteral("0.0.0.0");
    private boolean answering;
    private boolean wanted;
    private boolean skipEnd;
    private boolean inputEnded;

    /** While a stream is sent: hears that nobody takes it any longer. */
    private Optional<Runnable> streaming = Optional.empty();

    private int thrownAway;

    /**
     * How a connection is served.
     *
     * @param refused its first request is answered with 503
     * @param encryptedOnly requests that are not encrypted are sent to where they would be
     * @param insistent encrypted answers tell browsers to come by HTTPS only
     */
    record Manner(boolean refused, boolean encryptedOnly, boolean insistent) {}

    HttpConnection(Service service, Line line, Manner manner) {
        this.service = service;
        this.line = line;
        this.manner = manner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
            peer = remote.getAddress();
            awaitRequest(service.limits().headTimeout());
        } else {
            Line.cut(ctx.channel());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (streaming.isPresent()) {
            ReferenceCountUtil.release(message);
            thrownAway++;
            return;
        }
        ahead.add((HttpObject) message);
        deliver();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (thrownAway > MOST_THROWN_AWAY) {
            Line.cut(ctx.channel());
        } else if ((wanted || streaming.isPresent()) && !inputEnded) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputEnds();
        } else if (event instanceof Line.HeadTimedOut && !TlsDoor.isOpen(ctx.channel())) {
            Line.cut(ctx.channel());
        } else if (event instanceof Line.HeadTimedOut && !answering) {
            answering = true;
            wanted = false;
            service.connections().run(Exchange.timedOut(service, this));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inputEnds();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (TlsDoor.isRefusal(cause)) {
            Logger.debug("a connection is closed: {}", cause.getMessage());
        } else if (!(cause instanceof IOException)) {
            Logger.error(cause, "a connection failed and is closed");
        }
        Line.cut(ctx.channel());
    }

    Channel channel() {
        return ctx.channel();
    }

    /** Whose connection this is: the client's, or a proxy's. */
    InetAddress peer() {
        return peer;
    }

    boolean insistent() {
        return manner.insistent() && encrypted();
    }

    boolean wronglyPlain() {
        return manner.encryptedOnly() && !encrypted();
    }

    boolean encrypted() {
        return ctx.pipeline().get(SslHandler.class) != null;
    }

    /**
     * The next piece of the body, to be released by the caller; called on the exchange's thread, waits.
     *
     * @return empty if none came in time
     * @throws ClientGoneException if none will come
     */
    Optional<HttpContent> nextPiece(Duration time) throws ClientGoneException, InterruptedException {
        ctx.executor().execute(this::want);
        Optional<HttpContent> piece = pieces.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (piece == null) {
            return Optional.empty();
        }
        if (piece.isEmpty()) {
            throw new ClientGoneException("the client ended the connection within a body");
        }
        return piece;
    }

    /**
     * A stream begins, the last answer on this connection; called on the exchange's thread. What the client sends from now
     * on is thrown away: we only read to notice that it goes, which is told, as is the server's closing.
     */
    void streams(Runnable ended) {
        ctx.executor().execute(() -> {
            streaming = Optional.of(ended);
            if (inputEnded) {
                inputEnds();
            } else if (service.connections().closing()) {
                ended.run();
            } else {
                ctx.read();
            }
        });
    }

    /** The exchange is over; called on its thread. What came of it decides whether the connection goes on. */
    void answered(boolean keep) {
        ctx.executor().execute(() -> {
            answering = false;
            wanted = false;
            streaming = Optional.empty();
            releasePieces();
            if (keep && !service.connections().closing() && !(inputEnded && ahead.isEmpty())) {
                awaitRequest(service.limits().idleTimeout());
            } else {
                line.hangUp();
            }
        });
    }

    /** Gives the connection to a WebSocket; called on the exchange's thread. */
    void becomeWebSocket(WebSocketUpgrade upgrade) {
        ctx.executor().execute(() -> {
            // What came before the handshake was answered has been read as HTTP, and is lost for a WebSocket.
            if (ctx.channel().isActive() && !inputEnded && ahead.isEmpty()) {
                upgrade.complete(this, line);
            } else {
                Line.cut(ctx.channel());
            }
        });
    }

    /** The server closes; on the event loop. An exchange under way is let end, unless it streams. */
    void serverCloses() {
        streaming.ifPresent(Runnable::run);
        if (!answering) {
            line.hangUp();
        }
    }

    private void awaitRequest(Duration time) {
        line.awaitRequest(time);
        want();
    }

    /** Pieces that came when the exchange no longer waited for them. */
    private void releasePieces() {
        for (var piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.ifPresent(ReferenceCountUtil::release);
        }
    }

    private void want() {
        wanted = true;
        deliver();
        if (wanted) {
            if (inputEnded) {
                inputEnds();
            } else {
                ctx.read();
            }
        }
    }

    private void deliver() {
        while (!ahead.isEmpty()) {
            HttpObject next = ahead.peek();
            if (skipEnd && next instanceof LastHttpContent) {
                skipEnd = false;
                ReferenceCountUtil.release(ahead.poll());
            } else if (wanted) {
                wanted = false;
                hand(ahead.poll());
            } else {
                return;
            }
        }
    }

    private void hand(HttpObject next) {
        switch (next) {
            case HttpRequest request when !answering -> begin(request);
            case HttpContent piece when answering -> pieces.add(Optional.of(piece));
            default -> {
                ReferenceCountUtil.release(next);
                Line.cut(ctx.channel());
            }
        }
    }

    private void begin(HttpRequest request) {
        line.headComplete();
        answering = true;
        boolean broken = request.decoderResult().isFailure();
        boolean hasBody = !broken
                && (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || !request.headers()
                                .get(HttpHeaderNames.CONTENT_LENGTH, "0")
                                .strip()
                                .equals("0"));
        skipEnd = !hasBody && !broken;
        service.connections().run(Exchange.of(service, this, request, hasBody, manner.refused()));
    }

    private void inputEnds() {
        inputEnded = true;
        if (streaming.isPresent()) {
            streaming.get().run();
            Line.cut(ctx.channel());
        } else if (answering) {
            if (wanted) {
                wanted = false;
                pieces.add(Optional.empty());
            }
        } else {
            Line.cut(ctx.channel());
        }
    }
}
