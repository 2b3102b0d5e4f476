package plotty.http;

/** Takes WebSocket connections of one route. All methods here are called on the event loop and must not block. */
@FunctionalInterface
public interface WebSocketEndpoint {

    /** A connection was opened; gives the one who hears it. */
    Session open(Connection connection, Request upgrade);

    /** The server's side of one connection; any thread. */
    interface Connection {

        /**
         * Sends a text frame, UTF-8. Queued without limit: ask {@link #writable()} before sending what may be dropped. Give
         * every client that gets the same message the same array, and never change it: it is made a frame of only once.
         */
        void sendText(byte[] utf8);

        /** Sends a binary frame; as with {@link #sendText}, never change the array. */
        void sendBinary(byte[] bytes);

        /** Whether the client keeps up: false while more than 64 KiB wait to be sent. */
        boolean writable();

        /** Sends a close frame (RFC 6455, 7.4) and closes. */
        void close(int code, String reason);

        /** The subprotocol agreed on; empty if none. */
        default String subprotocol() {
            return "";
        }

        /** Runs a task on the event loop, after what was submitted before; what it sends leaves in one go at its end. */
        void execute(Runnable task);
    }

    /** Hears a connection. */
    interface Session {

        /** A whole text message, at most the server's limit. */
        void text(String message);

        /** A whole binary message, at most the server's limit. */
        void binary(byte[] message);

        /** The client keeps up again. */
        void writableAgain();

        /** The connection ended, for whatever reason; called once. */
        void closed();
    }
}
