package plotty.proof;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** People with the page open: each hears everything that is told. */
final class Watchers implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final AtomicLong heard = new AtomicLong();

    Watchers(Workbench bench, int count) {
        URI stream = URI.create(bench.uri("/ws").toString().replace("http:", "ws:"));
        for (int i = 0; i < count; i++) {
            WebSocket socket =
                    http.newWebSocketBuilder().buildAsync(stream, new Watcher()).join();
            socket.sendText("{\"type\":\"subscribe\",\"channels\":[\"all\"]}", true)
                    .join();
            sockets.add(socket);
        }
    }

    /** How many messages they have heard, all together. */
    long heard() {
        return heard.get();
    }

    private final class Watcher implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (last) {
                heard.incrementAndGet();
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        http.shutdownNow();
    }
}
