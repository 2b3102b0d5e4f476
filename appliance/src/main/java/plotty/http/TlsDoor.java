package plotty.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import plotty.http.tls.Certificates;

/** Encrypts connections: TLS 1.2 and 1.3 with forward secrecy and authenticated ciphers, nothing older or weaker. */
final class TlsDoor {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Certificates certificates;
    private final Duration handshakeTimeout;

    TlsDoor(Certificates certificates, Duration handshakeTimeout) {
        this.certificates = certificates;
        this.handshakeTimeout = handshakeTimeout;
    }

    /** For one new connection, with the certificate of this moment. What takes long is done off the event loop. */
    SslHandler handler() {
        SSLEngine engine = certificates.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setEnabledCipherSuites(Arrays.stream(engine.getSupportedCipherSuites())
                .filter(TlsDoor::isStrong)
                .toArray(String[]::new));
        var handler = new SslHandler(engine, Thread::startVirtualThread);
        handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /**
     * Whether browsers are told to come by HTTPS only. Only with a user's own certificate, which browsers know: with one by
     * the box's authority they would lock out everyone who has not installed it.
     */
    boolean insists() {
        return certificates.shown().own();
    }

    /** Whether a connection can be spoken on: it is not encrypted, or the handshake is done. */
    static boolean isOpen(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null || tls.handshakeFuture().isSuccess();
    }

    /** Whether a client merely does not speak TLS as it must. */
    static boolean isRefusal(Throwable cause) {
        return cause instanceof SSLException || cause.getCause() instanceof SSLException;
    }

    private static boolean isStrong(String suite) {
        boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_");
        boolean modern = suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_");
        return authenticated && (modern || suite.startsWith("TLS_ECDHE_"));
    }
}
