package plotty.plotter.find;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Waiting;

/** A finder that looks very often at ports that a test plugs in and out. */
abstract class FinderBench {
    static final Taken NOTHING = new Taken(Set.of(), Set.of(), Set.of());

    @TempDir
    Path folder;

    /** What is plugged in, by path. */
    final Map<String, FoundPort> plugged = new LinkedHashMap<>();

    final Map<String, Supplier<SerialLink>> devices = new ConcurrentHashMap<>();
    final Map<String, Integer> opened = new ConcurrentHashMap<>();
    final List<KnownBoard> arrived = new CopyOnWriteArrayList<>();
    final Memory memory = new Memory();
    final AtomicLong offset = new AtomicLong();
    final AtomicInteger looks = new AtomicInteger();
    int pluggings;
    Finder finder;

    static final class Memory implements KnownBoards {
        private final Map<String, KnownBoard> boards = new HashMap<>();

        @Override
        public synchronized List<KnownBoard> all() {
            return List.copyOf(boards.values());
        }

        @Override
        public synchronized void remember(KnownBoard board) {
            boards.put(board.id(), board);
        }
    }

    /** Looks very often, and its clock can be put forward. */
    final class Haste implements Waiting {
        @Override
        public void upTo(long nanos) {
            LockSupport.parkNanos(2_000_000);
        }

        @Override
        public void wake() {}

        @Override
        public long nanoTime() {
            return System.nanoTime() + offset.get();
        }
    }

    @AfterEach
    void close() {
        if (finder != null) {
            finder.close();
        }
    }

    void start(Taken taken) {
        finder = new Finder(
                this::ports,
                path -> () -> {
                    opened.merge(path, 1, Integer::sum);
                    return devices.get(path).get();
                },
                memory,
                taken,
                () -> Instant.ofEpochSecond(1_000),
                new Haste());
        finder.start(arrived::add);
    }

    void restart() {
        finder.close();
        arrived.clear();
        start(NOTHING);
    }

    List<FoundPort> ports() {
        looks.incrementAndGet();
        synchronized (plugged) {
            return List.copyOf(plugged.values());
        }
    }

    void plug(String path, String ids, String serial, String socket, Supplier<SerialLink> device) {
        devices.put(path, device);
        synchronized (plugged) {
            plugged.put(
                    path,
                    new FoundPort(
                            path,
                            ids.substring(0, 4),
                            ids.substring(5),
                            serial,
                            socket,
                            Integer.toString(pluggings++),
                            "a device"));
        }
    }

    void unplug(String path) {
        synchronized (plugged) {
            plugged.remove(path);
        }
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "arrived %s, notes %s".formatted(arrived, finder.notes()));
            LockSupport.parkNanos(1_000_000);
        }
    }

    KnownBoard awaitArrival(int count) {
        await(() -> arrived.size() >= count);
        return arrived.get(count - 1);
    }

    /** Some looks pass. */
    void awaitLooks() {
        int before = looks.get();
        await(() -> looks.get() > before + 2);
    }

    static SerialLink ebb(String nickname) {
        return Stranger.answering(said -> switch (said) {
            case "V\r" -> "EBBv13_and_above EB Firmware Version 2.8.1\r\n";
            case "QT\r" -> nickname + "\r\nOK\r\n";
            default -> "";
        });
    }

    static SerialLink grbl() {
        return Stranger.greeting("Grbl 1.1h ['$' for help]\r\n", _ -> "", new StringBuilder());
    }
}
