package plotty;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the plan of the house: the rooms, who may use whom, and which room keeps which library to itself. */
class RoomsTest {

    /** The rooms from the ground floor up, each with the rooms it may use. */
    private static final List<Map.Entry<String, Set<String>>> ROOMS = List.of(
            entry("drawing", Set.of()),
            entry("motion", Set.of("drawing")),
            entry("event", Set.of()),
            entry("store", Set.of("event")),
            entry("plotter", Set.of("drawing", "motion", "event")),
            entry("catalog", Set.of("drawing", "event", "store")),
            entry("job", Set.of("drawing", "motion", "plotter", "event", "store", "catalog")),
            entry("metrics", Set.of("event", "store")),
            entry("alert", Set.of("event", "store", "metrics")),
            entry("notify", Set.of("event", "store", "alert")),
            entry("panel", Set.of("event", "job")),
            entry("discovery", Set.of("event")),
            entry("access", Set.of("event", "store")),
            entry("http", Set.of("access")),
            entry(
                    "api",
                    Set.of(
                            "drawing",
                            "motion",
                            "event",
                            "store",
                            "plotter",
                            "catalog",
                            "job",
                            "metrics",
                            "alert",
                            "notify",
                            "panel",
                            "discovery",
                            "access",
                            "http")),
            entry(
                    "appliance",
                    Set.of(
                            "drawing",
                            "motion",
                            "event",
                            "store",
                            "plotter",
                            "catalog",
                            "job",
                            "metrics",
                            "alert",
                            "notify",
                            "panel",
                            "discovery",
                            "access",
                            "http",
                            "api")));

    /** Libraries of which only one room, or a part of one, knows. */
    private static final Map<String, String> KEPT_IN = Map.of(
            "com.fazecast..", "plotty.plotter.serial..",
            "io.netty..", "plotty.http..",
            "org.sqlite..", "plotty.store..",
            "com.nimbusds..", "plotty.access..",
            "com.pi4j..", "plotty.panel..",
            "javax.jmdns..", "plotty.discovery..",
            "io.nayuki..", "plotty.discovery..");

    private static final JavaClasses HOUSE = classesOf(Path.of("src/main/java"));

    @Test
    void the_plan_goes_up_floor_by_floor() {
        Set<String> below = new TreeSet<>();
        for (Map.Entry<String, Set<String>> room : ROOMS) {
            assertTrue(below.containsAll(room.getValue()), room.getKey() + " uses a room above it");
            assertTrue(below.add(room.getKey()), room.getKey() + " stands twice in the plan");
        }
    }

    @Test
    void every_class_lives_in_a_room() {
        String[] rooms = ROOMS.stream().map(room -> packageOf(room.getKey())).toArray(String[]::new);
        check(classes().should().resideInAnyPackage(rooms));
    }

    @Test
    void a_room_uses_only_the_rooms_that_the_plan_names() {
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, Set<String>> room : ROOMS) {
            List<String> allowed = new ArrayList<>(List.of(packageOf(room.getKey())));
            room.getValue().forEach(used -> allowed.add(packageOf(used)));
            failures.addAll(violations(classes()
                    .that()
                    .resideInAPackage(packageOf(room.getKey()))
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage("plotty..")
                            .or(resideInAnyPackage(allowed.toArray(String[]::new))))));
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void a_library_is_known_to_one_room_only() {
        KEPT_IN.forEach((library, room) -> check(noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)));
    }

    @Test
    void only_rooms_with_a_store_speak_sql() {
        String[] withStore = ROOMS.stream()
                .filter(room -> room.getKey().equals("store") || room.getValue().contains("store"))
                .map(room -> packageOf(room.getKey()))
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideOutsideOfPackages(withStore)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql.."));
    }

    @Test
    void drawing_and_motion_know_no_file_no_socket_no_thread_and_no_clock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(packageOf("drawing"), packageOf("motion"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                        .or(resideInAnyPackage("java.util.concurrent")
                                .and(describe("run things", RoomsTest::runsThings)))
                        .or(describe("threads, files and clocks", RoomsTest::isThreadFileOrClock))));
        check(noClasses()
                .that()
                .resideInAnyPackage(packageOf("drawing"), packageOf("motion"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void a_driver_and_its_board_share_no_class() {
        String board = "plotty.plotter.board..";
        for (String driver : List.of("plotty.plotter.ebb..", "plotty.plotter.grbl..", "plotty.plotter.hpgl..")) {
            check(noClasses()
                    .that()
                    .resideInAPackage(driver)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(board));
            check(noClasses()
                    .that()
                    .resideInAPackage(board)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(driver));
        }
    }

    @Test
    void the_house_is_really_looked_at() {
        assertTrue(HOUSE.contain("plotty.event.EventLog"));
        assertFalse(HOUSE.contain(RoomsTest.class));
        assertThrows(
                AssertionError.class,
                () -> check(noClasses()
                        .that()
                        .resideInAPackage("plotty.store..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("plotty.event..")));
    }

    private static String packageOf(String room) {
        return "plotty." + room + "..";
    }

    private static boolean isThreadFileOrClock(JavaClass type) {
        return type.isAssignableTo(Thread.class)
                || type.isAssignableTo(InstantSource.class)
                || type.isAssignableTo(Clock.class)
                || List.of("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.FileReader")
                        .contains(type.getName());
    }

    private static boolean runsThings(JavaClass type) {
        return type.getSimpleName().contains("Executor") || type.getSimpleName().contains("Future");
    }

    /** A room that is not built yet is no fault. */
    private static void check(ArchRule rule) {
        assertEquals(List.of(), violations(rule));
    }

    private static List<String> violations(ArchRule rule) {
        List<String> found = new ArrayList<>(
                rule.allowEmptyShould(true).evaluate(HOUSE).getFailureReport().getDetails());
        Collections.sort(found);
        return found;
    }

    /** Main and test classes may lie in one folder: those of the house are the ones whose source stands in its folder. */
    private static JavaClasses classesOf(Path sources) {
        assertTrue(Files.isDirectory(sources), "run from the module's folder, where " + sources + " is");
        return new ClassFileImporter()
                .importPackages("plotty")
                .that(describe(
                        "classes of " + sources,
                        type -> type.getSource()
                                .flatMap(source -> source.getFileName())
                                .filter(name -> Files.exists(
                                        sources.resolve(type.getPackageName().replace('.', '/'))
                                                .resolve(name)))
                                .isPresent()));
    }
}
