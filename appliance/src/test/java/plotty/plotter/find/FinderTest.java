package plotty.plotter.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Waiting;

class FinderTest {
    private static final Taken NOTHING = new Taken(Set.of(), Set.of(), Set.of());

    @TempDir
    Path folder;

    /** What is plugged in, by path. */
    private final Map<String, FoundPort> plugged = new LinkedHashMap<>();

    private final Map<String, Supplier<SerialLink>> devices = new ConcurrentHashMap<>();
    private final Map<String, Integer> opened = new ConcurrentHashMap<>();
    private final List<KnownBoard> arrived = new CopyOnWriteArrayList<>();
    private final Memory memory = new Memory();
    private final AtomicLong offset = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private int pluggings;
    private Finder finder;

    private static final class Memory implements KnownBoards {
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
    private final class Haste implements Waiting {
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

    private void start(Taken taken) {
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

    private void restart() {
        finder.close();
        arrived.clear();
        start(NOTHING);
    }

    private List<FoundPort> ports() {
        looks.incrementAndGet();
        synchronized (plugged) {
            return List.copyOf(plugged.values());
        }
    }

    private void plug(String path, String ids, String serial, String socket, Supplier<SerialLink> device) {
        devices.put(path, device);
        String[] id = ids.split(":");
        synchronized (plugged) {
            plugged.put(
                    path, new FoundPort(path, id[0], id[1], serial, socket, Integer.toString(pluggings++), "a device"));
        }
    }

    private void unplug(String path) {
        synchronized (plugged) {
            plugged.remove(path);
        }
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "arrived %s, notes %s".formatted(arrived, finder.notes()));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private KnownBoard awaitArrival(int count) {
        await(() -> arrived.size() >= count);
        return arrived.get(count - 1);
    }

    /** Some looks pass. */
    private void awaitLooks() {
        int before = looks.get();
        await(() -> looks.get() > before + 2);
    }

    private static SerialLink ebb(String nickname) {
        return Stranger.answering(said -> switch (said) {
            case "V\r" -> "EBBv13_and_above EB Firmware Version 2.8.1\r\n";
            case "QT\r" -> nickname + "\r\nOK\r\n";
            default -> "";
        });
    }

    private static SerialLink grbl() {
        return Stranger.greeting("Grbl 1.1h ['$' for help]\r\n", _ -> "", new StringBuilder());
    }

    @Test
    void boards_that_are_plugged_in_become_plotters_with_names_of_their_own() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-1:1.0", () -> ebb(""));
        KnownBoard first = awaitArrival(1);
        assertEquals("plotter-1", first.id());
        assertEquals("AxiDraw", first.name());
        plug("/dev/ttyACM1", "04d8:fd92", "", "1-2:1.0", () -> ebb(""));
        assertEquals("AxiDraw 2", awaitArrival(2).name());
        plug("/dev/ttyACM2", "04d8:fd92", "Ada", "1-3:1.0", () -> ebb("Ada"));
        assertEquals("Ada", awaitArrival(3).name());
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-4:1.0", FinderTest::grbl);
        KnownBoard fourth = awaitArrival(4);
        assertEquals(BoardKind.GRBL, fourth.kind());
        assertEquals("plotter-4", fourth.id());
        assertEquals("GRBL plotter", fourth.name());
        assertEquals(4, memory.all().size());
    }

    @Test
    void a_board_that_comes_back_under_another_name_of_the_system_is_the_same_plotter() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        KnownBoard board = awaitArrival(1);
        finder.lineTo(board).open().close();
        unplug("/dev/ttyACM0");
        assertEquals(
                "Ada is not plugged in. Check its cable and its power; it is looked for all the time.",
                assertThrows(LinkLostException.class, () -> finder.lineTo(board).open())
                        .getMessage());
        plug("/dev/ttyACM5", "04d8:fd92", "Ada", "1-3:1.0", () -> ebb("Ada"));
        finder.lineTo(board).open().close();
        assertEquals(1, opened.get("/dev/ttyACM5"), "it is known by its serial number and need not be asked");
        assertEquals(1, arrived.size());
        await(() -> memory.all().getFirst().socket().equals("1-3:1.0"));
    }

    @Test
    void the_only_board_without_a_number_is_known_in_another_socket_too() {
        start(NOTHING);
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        awaitArrival(1);
        unplug("/dev/ttyUSB0");
        awaitLooks();
        plug("/dev/ttyUSB1", "1a86:7523", "", "1-2:1.0", FinderTest::grbl);
        await(() -> memory.all().getFirst().socket().equals("1-2:1.0"));
        plug("/dev/ttyUSB2", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        assertEquals("plotter-2", awaitArrival(2).id());
    }

    @Test
    void what_is_behind_a_known_adapter_without_a_number_is_asked_for_it_may_be_something_else_today() {
        start(NOTHING);
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        KnownBoard board = awaitArrival(1);
        unplug("/dev/ttyUSB0");
        awaitLooks();
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", Stranger::silent);
        await(() -> finder.notes().size() == 1);
        assertThrows(LinkLostException.class, () -> finder.lineTo(board).open());
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        await(() -> reaches(board));
        assertEquals(1, arrived.size());
        assertEquals(1, memory.all().size());
    }

    private boolean reaches(KnownBoard board) {
        try {
            finder.lineTo(board).open().close();
            return true;
        } catch (LinkLostException e) {
            return false;
        }
    }

    @Test
    void while_a_port_of_the_configuration_is_missing_a_new_one_is_given_time_to_get_its_name() {
        start(new Taken(Set.of(folder.resolve("by-id")), Set.of(), Set.of()));
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        awaitLooks();
        assertEquals(Map.of(), opened);
        offset.addAndGet(1_500_000_000L);
        awaitArrival(1);
    }

    @Test
    void boards_keep_id_and_name_across_a_restart_whatever_the_order_in_which_they_come() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        awaitArrival(1);
        plug("/dev/ttyACM1", "04d8:fd92", "Bob", "1-2:1.0", () -> ebb("Bob"));
        awaitArrival(2);
        unplug("/dev/ttyACM0");
        unplug("/dev/ttyACM1");
        restart();
        plug("/dev/ttyACM0", "04d8:fd92", "Bob", "1-2:1.0", () -> ebb("Bob"));
        assertEquals("plotter-2", awaitArrival(1).id());
        plug("/dev/ttyACM1", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        assertEquals("plotter-1", awaitArrival(2).id());
    }

    @Test
    void a_known_board_that_has_a_plotter_already_is_not_announced_again() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        awaitArrival(1);
        finder.close();
        arrived.clear();
        finder = new Finder(
                this::ports, path -> () -> devices.get(path).get(), memory, NOTHING, Instant::now, new Haste());
        finder.known().forEach(finder::introduce);
        finder.start(arrived::add);
        awaitLooks();
        assertEquals(List.of(), arrived);
    }

    @Test
    void a_nickname_tells_boards_apart_that_have_no_number() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-1:1.0", () -> ebb("Ada"));
        KnownBoard ada = awaitArrival(1);
        unplug("/dev/ttyACM0");
        awaitLooks();
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-2:1.0", () -> ebb("Bob"));
        KnownBoard bob = awaitArrival(2);
        assertNotEquals(ada.id(), bob.id());
        unplug("/dev/ttyACM0");
        awaitLooks();
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-4:1.0", () -> ebb("Ada"));
        await(() -> memory.all().stream()
                .anyMatch(board -> board.id().equals(ada.id()) && board.socket().equals("1-4:1.0")));
        assertEquals(2, arrived.size());
    }

    @Test
    void what_is_no_plotter_is_asked_once_and_left_alone_until_it_is_plugged_in_anew() {
        start(NOTHING);
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", Stranger::silent);
        plug("/dev/ttyUSB1", "0403:6001", "A1", "1-2:1.0", () -> Stranger.answering(_ -> "\r\nERROR\r\n"));
        plug("/dev/ttyUSB2", "2341:0043", "77", "1-3:1.0", Stranger::babbling);
        await(() -> finder.notes().size() == 3);
        offset.addAndGet(3_600_000_000_000L);
        awaitLooks();
        awaitLooks();
        assertEquals(Map.of("/dev/ttyUSB0", 1, "/dev/ttyUSB1", 1, "/dev/ttyUSB2", 1), opened);
        assertEquals(
                "/dev/ttyUSB0 (a device, USB 1a86:7523) answers nothing. It is left alone until it is plugged in anew. If a"
                        + " plotter is there, name its port in the configuration: grbl:/dev/ttyUSB0 or hpgl:/dev/ttyUSB0.",
                finder.notes().getFirst());
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderTest::grbl);
        awaitArrival(1);
        assertEquals(2, opened.get("/dev/ttyUSB0"));
    }

    @Test
    void a_port_of_an_unknown_kind_is_not_even_opened() {
        start(NOTHING);
        plug("/dev/ttyACM0", "2c7c:0125", "", "1-1:1.0", Stranger::silent);
        await(() -> finder.notes().size() == 1);
        assertEquals(Map.of(), opened);
    }

    @Test
    void a_port_that_cannot_be_opened_yet_is_tried_again_after_a_while() {
        start(NOTHING);
        List<String> refusals = new ArrayList<>(List.of("Cannot open it: permission denied."));
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-1:1.0", () -> {
            if (refusals.isEmpty()) {
                return ebb("");
            }
            throw new LinkLostException(refusals.removeFirst());
        });
        await(() -> finder.notes().equals(List.of("Cannot open it: permission denied.")));
        awaitLooks();
        assertEquals(1, opened.get("/dev/ttyACM0"));
        offset.addAndGet(2_000_000_000L);
        awaitArrival(1);
        assertEquals(List.of(), finder.notes());
    }

    @Test
    void a_deaf_EBB_is_asked_again_for_a_long_move_may_run() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-1:1.0", Stranger::silent);
        await(() -> !finder.notes().isEmpty());
        devices.put("/dev/ttyACM0", () -> ebb(""));
        offset.addAndGet(10_000_000_000L);
        awaitArrival(1);
    }

    @Test
    void a_port_that_is_named_in_the_configuration_is_not_touched_and_its_id_and_name_are_given_to_no_other() {
        start(new Taken(Set.of(Path.of("/dev/ttyACM0")), Set.of("plotter-1"), Set.of("AxiDraw")));
        plug("/dev/ttyACM0", "04d8:fd92", "", "1-1:1.0", () -> ebb(""));
        plug("/dev/ttyACM1", "04d8:fd92", "", "1-2:1.0", () -> ebb(""));
        KnownBoard board = awaitArrival(1);
        assertEquals("plotter-2", board.id());
        assertEquals("AxiDraw 2", board.name());
        assertEquals(Set.of("/dev/ttyACM1"), opened.keySet());
    }

    @Test
    void a_board_whose_id_was_given_to_another_plotter_in_the_configuration_gets_a_new_one() {
        start(NOTHING);
        plug("/dev/ttyACM0", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        awaitArrival(1);
        plug("/dev/ttyACM1", "04d8:fd92", "Bob", "1-2:1.0", () -> ebb("Bob"));
        awaitArrival(2);
        finder.close();
        arrived.clear();
        start(new Taken(Set.of(), Set.of("plotter-1"), Set.of("Bob")));
        awaitArrival(2);
        assertEquals(
                Map.of("plotter-3", "Ada", "plotter-2", "Bob 2"),
                arrived.stream().collect(Collectors.toMap(KnownBoard::id, KnownBoard::name)));
    }

    @Test
    void a_plotter_that_cannot_be_taken_in_does_not_keep_others_away() {
        finder = new Finder(
                this::ports, path -> () -> devices.get(path).get(), memory, NOTHING, Instant::now, new Haste());
        finder.start(board -> {
            if (board.id().equals("plotter-1")) {
                throw new IllegalStateException("as a test wants it");
            }
            arrived.add(board);
        });
        plug("/dev/ttyACM0", "04d8:fd92", "Ada", "1-1:1.0", () -> ebb("Ada"));
        await(() -> !memory.all().isEmpty());
        plug("/dev/ttyACM1", "04d8:fd92", "Bob", "1-2:1.0", () -> ebb("Bob"));
        assertEquals("Bob", awaitArrival(1).name());
    }
}
