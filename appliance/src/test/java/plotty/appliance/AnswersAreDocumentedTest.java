package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.Surroundings;
import plotty.event.Event;
import plotty.event.StoredEvent;

/**
 * What the appliance says stands in the documents, and what stands there is said: a day in the life of a real one, with every
 * route asked and every dialect heard, where no field may be unknown; and then no documented field may be left over.
 */
class AnswersAreDocumentedTest {
    @TempDir
    static Path folder;

    private static Witness witness;

    @BeforeAll
    static void live() throws IOException {
        Path config = Files.writeString(folder.resolve("plotty.yaml"), """
                server: {host: 0.0.0.0, https_port: %d}
                discovery: {interfaces: [nowhere]}
                plotter: {name: Left, port: sim, sim_speed: 4}
                panel: {kind: simulated}
                """.formatted(freePort()));
        try (Appliance appliance = started(Configuration.of(Arguments.parse(List.of(
                "--config",
                config.toString(),
                "--port",
                "0",
                "--loopback-role",
                "admin",
                "--data",
                folder.resolve("data").toString(),
                "--safe-mode"))))) {
            witness = new Witness(URI.create("http://127.0.0.1:" + appliance.port() + "/"));
            witness.ask("POST", "/api/v1/system/safe-mode/leave");
            witness.ask("POST", "/api/v1/system/safe-mode/leave");
            new MachineStory(witness).live();
            try (ListeningStory listening = new ListeningStory(witness)) {
                new DrawingStory(witness).live();
                new AccessStory(witness, appliance.claimLine().orElseThrow()).live();
                listening.live();
            }
            DirectlyWritten.everything(witness);
        }
    }

    private static Appliance started(Configuration configuration) {
        return new Appliance(configuration, SafeMode.ofStart(configuration, Surroundings.NONE));
    }

    /** 0 would mean no HTTPS. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void close() {
        witness.close();
    }

    @Test
    void all_events_that_there_are_were_written() {
        Set<String> there = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("plotty").stream()
                        .filter(type -> type.isAssignableTo(Event.class) && type.isRecord() && isOfTheService(type))
                        .forEach(type -> there.add(type.getName()));
        there.remove(StoredEvent.class.getName());
        Set<String> written = new TreeSet<>();
        DirectlyWritten.events().forEach(event -> written.add(event.getClass().getName()));
        assertEquals(there, written);
    }

    /** Tests have events of their own. */
    private static boolean isOfTheService(JavaClass type) {
        String file = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
        return Files.exists(Path.of("src", "main", "java").resolve(file));
    }

    @Test
    void everything_that_was_said_is_documented() {
        assertEquals("", String.join("\n", witness.faults()));
    }

    @Test
    void every_documented_answer_was_given() {
        assertEquals(Set.of(), witness.notAnswered());
    }

    @Test
    void every_documented_message_was_heard() {
        Set<String> missing = new TreeSet<>(witness.notHeard());
        // Only to one that takes nothing off the line while a thousand things happen: SlowClientTest.
        missing.remove("events.server.overrun");
        assertEquals(Set.of(), missing);
    }

    @Test
    void every_documented_field_was_met() {
        Set<String> missing = new TreeSet<>(witness.notMet());
        missing.removeIf(field -> field.startsWith("/components/messages/events.server.overrun/"));
        assertEquals("", String.join("\n", missing));
    }
}
