package plotty.plotter.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plotty.plotter.LinkLostException;

/** Boards that were there before. */
class KnownAgainTest extends FinderBench {

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
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
        awaitArrival(1);
        unplug("/dev/ttyUSB0");
        awaitLooks();
        plug("/dev/ttyUSB1", "1a86:7523", "", "1-2:1.0", FinderBench::grbl);
        await(() -> memory.all().getFirst().socket().equals("1-2:1.0"));
        assertEquals(
                List.of(
                        "/dev/ttyUSB1 (a device, USB 1a86:7523) has neither serial number nor nickname and was taken for GRBL"
                                + " plotter (plotter-1), which was in another socket. If it is another plotter, plug both in, each"
                                + " into a socket of its own."),
                finder.notes());
        plug("/dev/ttyUSB2", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
        assertEquals("plotter-2", awaitArrival(2).id());
    }

    @Test
    void what_is_behind_a_known_adapter_without_a_number_is_asked_for_it_may_be_something_else_today() {
        start(NOTHING);
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
        KnownBoard board = awaitArrival(1);
        unplug("/dev/ttyUSB0");
        awaitLooks();
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", Stranger::silent);
        await(() -> finder.notes().size() == 1);
        assertThrows(LinkLostException.class, () -> finder.lineTo(board).open());
        plug("/dev/ttyUSB0", "1a86:7523", "", "1-1:1.0", FinderBench::grbl);
        await(() -> reaches(board));
        assertEquals(List.of(), finder.notes());
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
}
