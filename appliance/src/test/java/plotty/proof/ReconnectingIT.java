package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * Clients that go away at random and come back with the number of the last event they have, on a real server and database: in the
 * long form 200 of them 50 times each.
 */
class ReconnectingIT {
    private static final int CLIENTS = Workbench.LONG ? 200 : 30;
    private static final int TIMES = Workbench.LONG ? 50 : 8;
    private static final long SEED = 20261120;
    private static final int EVENTS_AT_ONCE = 5;

    @TempDir
    Path folder;

    private final CountDownLatch going = new CountDownLatch(CLIENTS);
    private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

    @Test
    void every_client_has_heard_every_durable_event_once_and_in_order_however_often_it_went_away() throws Exception {
        try (FrontDoor door = new FrontDoor(folder, Role.VIEWER);
                HttpClient http = HttpClient.newHttpClient();
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Heard>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(http, door, new Random(SEED + i));
                clients.add(readers.submit(client::run));
            }
            long last = 0;
            while (going.getCount() > 0 || last % 100 != 0) {
                long from = last;
                door.database()
                        .write(transaction -> {
                            for (long number = from + 1; number <= from + EVENTS_AT_ONCE; number++) {
                                transaction.append(new Noted(number));
                            }
                            return null;
                        })
                        .join();
                last = from + EVENTS_AT_ONCE;
                LockSupport.parkNanos(10_000_000);
            }
            end.set(last + 1);
            door.database()
                    .write(transaction -> {
                        transaction.append(new Noted(end.get()));
                        return null;
                    })
                    .join();
            for (Future<Heard> each : clients) {
                Heard heard = each.get(60, TimeUnit.SECONDS);
                assertEquals(end.get(), heard.last(), "seed " + SEED);
                assertEquals(heard.last() - heard.first() + 1, heard.count(), "seed " + SEED);
            }
        }
    }

    /** The first and the last number that a client heard, and how many; each followed the one before it. */
    private record Heard(long first, long last, long count) {}

    /** Something that happened. */
    private record Noted(long number) implements Event {
        @Override
        public String type() {
            return "noted";
        }

        @Override
        public Channel channel() {
            return Channel.ALERTS;
        }

        @Override
        public String key() {
            return "bench";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeNumberField("number", number);
        }
    }

    /** Reads server-sent events, some at a time; fails at once if one is missing, comes twice or out of order. */
    private final class Client {
        private static final String ID = "id: ";
        private static final String NUMBER = "\"number\":";

        private final HttpClient http;
        private final FrontDoor door;
        private final Random random;
        private long first;
        private long last;
        private long count;
        private Optional<String> lastId = Optional.empty();

        Client(HttpClient http, FrontDoor door, Random random) {
            this.http = http;
            this.door = door;
            this.random = random;
        }

        private Heard run() throws Exception {
            try {
                goAndComeBack();
            } finally {
                going.countDown();
            }
            read(Long.MAX_VALUE);
            return new Heard(first, last, count);
        }

        private void goAndComeBack() throws IOException, InterruptedException {
            for (int time = 0; time < TIMES; time++) {
                read(count + 1 + random.nextInt(40));
                // Now and then away for so long that the past has to be read from the disk.
                LockSupport.parkNanos(random.nextInt(20) == 0 ? 300_000_000L : random.nextInt(20_000_000));
            }
        }

        /** Until so many have been heard in all, or the last one. */
        private void read(long most) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(door.uri("/api/v1/events?channels=alerts"));
            lastId.ifPresent(id -> request.header("Last-Event-ID", id));
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                while (count < most && last < end.get()) {
                    take(lines);
                }
            }
        }

        /** One event: what is cut off in the middle was not heard. */
        private void take(BufferedReader lines) throws IOException {
            Optional<String> id = Optional.empty();
            Optional<Long> number = Optional.empty();
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                assertTrue(line != null, "the stream goes on");
                if (line.isEmpty()) {
                    break;
                }
                if (line.startsWith(ID)) {
                    id = Optional.of(line.substring(ID.length()));
                }
                int at = line.indexOf(NUMBER);
                if (at >= 0) {
                    number = Optional.of(
                            Long.parseLong(line.substring(at + NUMBER.length()).replaceAll("[^0-9].*", "")));
                }
            }
            lastId = id.isPresent() && !id.get().isEmpty() ? id : lastId;
            number.ifPresent(this::heard);
        }

        private void heard(long number) {
            if (count > 0) {
                assertEquals(last + 1, number, "seed " + SEED);
            } else {
                first = number;
            }
            last = number;
            count++;
        }
    }
}
