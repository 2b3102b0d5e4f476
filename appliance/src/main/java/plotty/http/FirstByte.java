package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at a connection's first byte: a TLS record of a handshake begins with 22 (RFC 8446, 5.1), and no request does. So
 * every port speaks TLS as well, and a browser that was told to come by HTTPS only still finds the page on its old port.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {

    private static final byte HANDSHAKE = 22;

    private final TlsDoor door;

    FirstByte(TlsDoor door) {
        this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (bytes.isReadable()) {
            if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE) {
                context.pipeline().replace(this, "tls", door.handler());
            } else {
                context.pipeline().remove(this);
            }
        }
        context.fireChannelRead(message);
    }
}
