package plotty.api.stream;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import plotty.access.Principal;
import plotty.event.Channel;

/** Who follows the live events, by whatever dialect, and who did lately. Safe for use by any thread. */
public final class Clients {
    /** So many of those who left are remembered. */
    static final int REMEMBERED = 50;

    private final InstantSource clock;
    private final Map<Long, Client> present = new TreeMap<>();
    private final Deque<Client> gone = new ArrayDeque<>();
    private long lastId;

    public Clients(InstantSource clock) {
        this.clock = clock;
    }

    /** One connection. */
    public static final class Client {
        private final long id;
        private final String dialect;
        private final Principal principal;
        private final InetAddress address;
        private final Instant since;
        private final BooleanSupplier behind;
        private final Consumer<String> closer;
        private final LongAdder sent = new LongAdder();
        private final LongAdder received = new LongAdder();
        private volatile List<Channel> channels = List.of();
        private volatile Optional<Instant> endedAt = Optional.empty();

        private Client(
                long id,
                String dialect,
                Principal principal,
                InetAddress address,
                Instant since,
                BooleanSupplier behind,
                Consumer<String> closer) {
            this.id = id;
            this.dialect = dialect;
            this.principal = principal;
            this.address = address;
            this.since = since;
            this.behind = behind;
            this.closer = closer;
        }

        /** Number in this life of the process. */
        public long id() {
            return id;
        }

        /** How it speaks: {@code plotty}, {@code monitor}, {@code events} … */
        public String dialect() {
            return dialect;
        }

        public Principal principal() {
            return principal;
        }

        public InetAddress address() {
            return address;
        }

        public Instant since() {
            return since;
        }

        /** When it left; empty while it is here. */
        public Optional<Instant> endedAt() {
            return endedAt;
        }

        /** What it listens to now. */
        public List<Channel> channels() {
            return channels;
        }

        /** Says what it listens to from now on. */
        public void channels(Collection<Channel> chosen) {
            channels = chosen.stream().sorted().toList();
        }

        /** Counts a message to it. */
        public void sent() {
            sent.increment();
        }

        /** Counts a message from it. */
        public void received() {
            received.increment();
        }

        /** Messages to it so far. */
        public long sentCount() {
            return sent.sum();
        }

        /** Messages from it so far. */
        public long receivedCount() {
            return received.sum();
        }

        /** Whether it takes less than it is sent, at the moment. */
        public boolean behind() {
            return endedAt.isEmpty() && behind.getAsBoolean();
        }
    }

    /**
     * Takes down somebody who came.
     *
     * @param behind whether it does not keep up; any thread
     * @param closer closes the connection with a reason for people; any thread, does not block
     */
    public synchronized Client enter(
            String dialect, Principal principal, InetAddress address, BooleanSupplier behind, Consumer<String> closer) {
        Client client = new Client(++lastId, dialect, principal, address, clock.instant(), behind, closer);
        present.put(client.id, client);
        return client;
    }

    /** Takes down that somebody left. May be called more than once. */
    public synchronized void leave(Client client) {
        if (present.remove(client.id) != null) {
            client.endedAt = Optional.of(clock.instant());
            gone.addFirst(client);
            if (gone.size() > REMEMBERED) {
                gone.removeLast();
            }
        }
    }

    /** How many are here: {@code active_connections}. */
    public synchronized int count() {
        return present.size();
    }

    /** Who is here, the longest first. */
    public synchronized List<Client> present() {
        return new ArrayList<>(present.values());
    }

    /** Who left lately, the last first. */
    public synchronized List<Client> gone() {
        return new ArrayList<>(gone);
    }

    /** Closes a connection; false if there is none with this number. */
    public boolean close(long id, String reason) {
        Optional<Client> found;
        synchronized (this) {
            found = Optional.ofNullable(present.get(id));
        }
        found.ifPresent(client -> client.closer.accept(reason));
        return found.isPresent();
    }
}
