package plotty.plotter.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.plotter.LinkLostException;

class FinderTest extends FinderBench {

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
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-4:1.0", FinderBench::grbl);
        KnownBoard fourth = awaitArrival(4);
        assertEquals(BoardKind.GRBL, fourth.kind());
        assertEquals("plotter-4", fourth.id());
        assertEquals("GRBL plotter", fourth.name());
        assertEquals(4, memory.all().size());
    }

    @Test
    void while_a_port_of_the_configuration_is_missing_a_new_one_is_given_time_to_get_its_name() {
        start(new Taken(Set.of(folder.resolve("by-id")), Set.of(), Set.of()));
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
        awaitLooks();
        assertEquals(Map.of(), opened);
        offset.addAndGet(1_500_000_000L);
        awaitArrival(1);
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
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
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
