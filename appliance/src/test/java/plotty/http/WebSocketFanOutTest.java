package plotty.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plotty.access.Role;

class WebSocketFanOutTest {

    private static final int CLIENTS = 100;
    private static final int MESSAGES = 200;
    private static final int FLOOD = 5000;

    private static final int MORE_THAN_THE_KERNEL_BUFFERS = 30_000_000;

    private final CountDownLatch writableAgain = new CountDownLatch(1);
    private final List<WebSocketEndpoint.Connection> connections = new CopyOnWriteArrayList<>();

    /** Waits to be told that the client keeps up again. */
    private final class Waiting implements WebSocketEndpoint.Session {
        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void writableAgain() {
            writableAgain.countDown();
        }

        @Override
        public void closed() {}
    }

    private Router router() {
        return new Router().webSocket("/ws", Role.NONE, (connection, request) -> {
            connections.add(connection);
            return new Waiting();
        });
    }

    private static RawClient connected(TestServer server) {
        RawClient client = server.raw();
        assertEquals(101, client.upgrade("/ws").status());
        return client;
    }

    private static int readInOrder(RawClient client) {
        int next = 0;
        while (next < MESSAGES) {
            RawClient.Frame frame = client.frame();
            if (frame.opcode() == 1) {
                assertEquals(Integer.toString(next++), new String(frame.payload(), UTF_8));
            }
        }
        return next;
    }

    @Test
    void a_hundred_clients_each_get_every_message_once_and_in_order() throws Exception {
        try (TestServer server = TestServer.of(router());
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<RawClient>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(connected(server));
                }
                TestServer.await("all are open", () -> connections.size() == CLIENTS);
                var read = new ArrayList<Future<Integer>>();
                for (RawClient client : clients) {
                    read.add(readers.submit(() -> readInOrder(client)));
                }
                for (int i = 0; i < MESSAGES; i++) {
                    byte[] message = Integer.toString(i).getBytes(UTF_8);
                    connections.forEach(connection -> connection.sendText(message));
                }
                for (Future<Integer> each : read) {
                    assertEquals(MESSAGES, each.get());
                }
                assertTrue(connections.stream().allMatch(WebSocketEndpoint.Connection::writable));
            } finally {
                clients.forEach(RawClient::close);
            }
        }
    }

    @Test
    void a_web_socket_that_does_not_read_holds_up_nobody() throws InterruptedException {
        byte[] text = "x".repeat(1000).getBytes(UTF_8);
        try (TestServer server = TestServer.of(router());
                RawClient slow = connected(server);
                RawClient quick = connected(server)) {
            TestServer.await("both are open", () -> connections.size() == 2);
            WebSocketEndpoint.Connection toSlow = connections.get(0);
            WebSocketEndpoint.Connection toQuick = connections.get(1);
            for (int i = 0; i < MORE_THAN_THE_KERNEL_BUFFERS / text.length; i++) {
                toSlow.sendText(text);
            }
            assertFalse(toSlow.writable());
            assertTrue(toQuick.writable());
            toQuick.sendText(text);
            assertEquals(text.length, quick.frame().payload().length);
            assertFalse(toSlow.writable());
            Thread reader = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < MORE_THAN_THE_KERNEL_BUFFERS / text.length; i++) {
                    slow.frame();
                }
            });
            assertTrue(writableAgain.await(60, TimeUnit.SECONDS));
            assertTrue(reader.join(Duration.ofSeconds(60)));
        }
    }

    @Test
    void a_client_that_reads_while_much_is_sent_to_it_gets_each_message_whole_and_in_order() {
        var router = new Router().webSocket("/ws", Role.NONE, (connection, request) -> new Flooding(connection));
        try (TestServer server = TestServer.of(router);
                RawClient client = connected(server)) {
            for (int i = 0; i < FLOOD; i++) {
                RawClient.Frame frame = client.frame();
                assertEquals(1, frame.opcode());
                assertArrayEquals(floodMessage(i), frame.payload());
            }
        }
    }

    private static byte[] floodMessage(int number) {
        return Integer.toString(number).repeat(2000).getBytes(UTF_8);
    }

    /** Sends on the event loop as much as its client takes. */
    private static final class Flooding implements WebSocketEndpoint.Session {
        private final WebSocketEndpoint.Connection connection;
        private int next;

        Flooding(WebSocketEndpoint.Connection connection) {
            this.connection = connection;
            connection.execute(this::writableAgain);
        }

        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void writableAgain() {
            while (next < FLOOD && connection.writable()) {
                connection.sendText(floodMessage(next++));
            }
        }

        @Override
        public void closed() {}
    }
}
