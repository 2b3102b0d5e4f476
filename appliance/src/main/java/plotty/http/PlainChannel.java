package plotty.http;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.SocketUtils;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A connection that can write to its socket at once. With thousands of clients the queue between a message and its socket costs
 * more than the message, and nearly always it is empty.
 */
final class PlainChannel extends NioSocketChannel {

    /** Accepts such connections. */
    static final class Listener extends NioServerSocketChannel {
        private final boolean listens;

        /** One that is to be bound. */
        Listener() {
            listens = false;
        }

        /** One that listens already. */
        Listener(ServerSocketChannel handed) {
            super(handed);
            listens = true;
        }

        @Override
        protected void doBind(SocketAddress address) throws Exception {
            if (!listens) {
                super.doBind(address);
            }
        }

        @Override
        protected int doReadMessages(List<Object> accepted) throws IOException {
            SocketChannel socket = SocketUtils.accept(javaChannel());
            if (socket == null) {
                return 0;
            }
            accepted.add(new PlainChannel(this, socket));
            return 1;
        }
    }

    private PlainChannel(Listener listener, SocketChannel socket) {
        super(listener, socket);
    }

    /** Writes what the socket takes now; nothing if earlier bytes still wait. On the event loop. */
    void writeNow(ByteBuffer bytes) throws IOException {
        ChannelOutboundBuffer waiting = unsafe().outboundBuffer();
        // Not isEmpty(): that passes over what is written and not yet flushed, and these bytes would get ahead of it.
        if (waiting != null && waiting.totalPendingWriteBytes() == 0) {
            javaChannel().write(bytes);
        }
    }
}
