package plotty.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Turns a request into a WebSocket (RFC 6455, 4.2). */
final class WebSocketUpgrade {

    private final Service service;
    private final HttpRequest head;
    private final List<String> subprotocols;
    private final WebSocketEndpoint endpoint;
    private final Request request;

    WebSocketUpgrade(
            Service service, HttpRequest head, List<String> subprotocols, WebSocketEndpoint endpoint, Request request) {
        this.service = service;
        this.head = head;
        this.subprotocols = subprotocols;
        this.endpoint = endpoint;
        this.request = request;
    }

    /** Throws a {@link Problem} if the request is no proper handshake or too many WebSockets are open. */
    void check(Channel channel) {
        HttpHeaders headers = head.headers();
        boolean upgrade = headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true);
        if (!upgrade || !head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw new Problem(
                    426,
                    "WebSocket expected",
                    "This address speaks WebSocket only. Connect to it with a WebSocket client.",
                    Map.of("Upgrade", "websocket", "Connection", "Upgrade"));
        }
        if (!head.method().equals(HttpMethod.GET)) {
            throw Target.malformed("A WebSocket begins with GET.");
        }
        if (!headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "").strip().equals("13")) {
            throw new Problem(
                    426,
                    "WebSocket version",
                    "The only version of the WebSocket protocol spoken here is 13.",
                    Map.of("Sec-WebSocket-Version", "13"));
        }
        if (!isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))) {
            throw Target.malformed("Sec-WebSocket-Key must be 16 bytes in Base64.");
        }
        if (!service.connections().admitWebSocket(channel)) {
            throw Exchange.busy("Too many WebSockets are open. Close some, or try again later.");
        }
    }

    /** Answers 101 and lets the endpoint speak; on the event loop. */
    void complete(HttpConnection connection, Line line) {
        Channel channel = connection.channel();
        var handshaker = new WebSocketServerHandshaker13(
                "",
                subprotocols.isEmpty() ? null : String.join(",", subprotocols),
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(Limits.MESSAGE_BYTES)
                        .allowExtensions(false)
                        .closeOnProtocolViolation(false)
                        .withUTF8Validator(false)
                        .build());
        var whole = new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
        var socket = new WebSocketConnection(service, line);
        channel.pipeline().replace(connection, "websocket", socket);
        handshaker.handshake(channel, whole).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        String subprotocol = handshaker.selectedSubprotocol();
        socket.open(endpoint, request, subprotocol == null ? "" : subprotocol);
        channel.config().setAutoRead(true);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
