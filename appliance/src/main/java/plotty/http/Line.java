package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Sees a connection's bytes before anyone else, on the event loop: keeps the time in which a request must come, and at
 * the end hangs up politely. Closing a socket while bytes of the client are unread resets the connection and may take our
 * last answer with it; so we say that we are done, and throw away what still comes for a short while (RFC 9112, 9.6).
 */
final class Line extends ChannelInboundHandlerAdapter {

    /** Tells the connection that the time for a request's headers is over. */
    record HeadTimedOut() {}

    private static final Duration LINGER = Duration.ofSeconds(2);

    /** After so many bytes we stop reading: the client blocks, and can still read our answer. */
    private static final long LINGER_BYTES = 4L << 20;

    private enum State {
        /** Nobody waits for a request, or one is being answered. */
        QUIET,
        /** No byte of the next request has come. */
        IDLE,
        /** A part of the headers has come. */
        HEAD,
        /** All is said; what comes is thrown away. */
        LINGERING
    }

    private final Limits limits;
    private ChannelHandlerContext ctx;
    private State state = State.QUIET;
    private long thrownAway;
    private Optional<Future<?>> deadline = Optional.empty();

    Line(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    /** A request may come, its first byte within the given time. */
    void awaitRequest(Duration firstByte) {
        state = State.IDLE;
        restart(firstByte);
    }

    /** The headers have come. */
    void headComplete() {
        state = State.QUIET;
        cancel();
    }

    /** Closes the sending side, now that everything is sent, and the rest when the client has closed or 2 s are over. */
    void hangUp() {
        if (state == State.LINGERING || !ctx.channel().isActive()) {
            return;
        }
        state = State.LINGERING;
        restart(LINGER);
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls == null) {
            endOutput();
        } else {
            tls.closeOutbound().addListener(said -> endOutput());
        }
        ctx.channel().config().setAutoRead(true);
    }

    private void endOutput() {
        ((SocketChannel) ctx.channel()).shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Closes without a word, not even TLS's own, for which a client that takes nothing would have to be awaited. */
    static void cut(Channel channel) {
        ChannelHandlerContext line = channel.pipeline().context(Line.class);
        ChannelFuture closing = line == null ? channel.close() : line.close();
        closing.addListener(closed -> {
            if (!closed.isSuccess()) {
                Logger.debug(closed.cause(), "a connection did not close as it should");
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.LINGERING) {
            thrownAway += ((ByteBuf) message).readableBytes();
            ReferenceCountUtil.release(message);
            if (thrownAway > LINGER_BYTES) {
                ctx.channel().config().setAutoRead(false);
            }
            return;
        }
        if (state == State.IDLE) {
            state = State.HEAD;
            restart(limits.headTimeout());
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (state == State.LINGERING && event instanceof ChannelInputShutdownEvent) {
            cut(ctx.channel());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        ctx.fireChannelInactive();
    }

    private void restart(Duration time) {
        cancel();
        deadline = Optional.of(ctx.executor().schedule(() -> timedOut(), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void cancel() {
        deadline.ifPresent(timer -> timer.cancel(false));
        deadline = Optional.empty();
    }

    private void timedOut() {
        switch (state) {
            case QUIET -> {}
            case HEAD -> ctx.fireUserEventTriggered(new HeadTimedOut());
            case IDLE, LINGERING -> cut(ctx.channel());
        }
    }
}
