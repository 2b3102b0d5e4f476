package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.event.EventLog;
import plotty.http.WebSocketEndpoint.Connection;
import plotty.job.JobSettings;
import plotty.job.Jobs;
import plotty.plotter.Roster;
import plotty.store.Database;

class OrdersAfterAFaultTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Heard heard = new Heard();
    private boolean broken;

    @Test
    void an_error_is_answered_and_the_client_s_later_orders_are_carried_out(@TempDir Path folder) {
        try (Database database = Database.open(folder.resolve("plotty.db"), List.of(Jobs.MIGRATIONS), CLOCK);
                Jobs jobs =
                        Jobs.open(JobSettings.in(folder.resolve("jobs")), database, List.of(), CLOCK, new Random(1))) {
            PlottySession session = session(jobs, database.events(), folder);
            broken = true;
            session.text("{\"type\":\"subscribe\",\"channels\":[\"system\"]}");
            assertEquals("INTERNAL", heard.last().get("error_code").asText());
            broken = false;
            session.text("{\"type\":\"subscribe\",\"channels\":[\"system\"]}");
            assertEquals("system_status", heard.last().get("type").asText());
            session.closed();
        }
    }

    private PlottySession session(Jobs jobs, EventLog events, Path folder) {
        PresentState present = new PresentState(jobs, new Roster(), "1.2.3", this::now);
        StreamDesk desk = new StreamDesk(events, jobs, present, new Clients(CLOCK), Runnable::run, folder, CLOCK);
        return new PlottySession(new StreamEndpoint(desk), desk, heard, new Caller(Role.OPERATOR));
    }

    private Instant now() {
        if (broken) {
            throw new StackOverflowError();
        }
        return CLOCK.instant();
    }

    /** Keeps what is sent, on the thread that sends it. */
    private static final class Heard implements Connection {
        private final List<JsonNode> messages = new ArrayList<>();

        JsonNode last() {
            return messages.getLast();
        }

        @Override
        public void sendText(byte[] utf8) {
            try {
                messages.add(new ObjectMapper().readTree(utf8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void sendBinary(byte[] bytes) {
            throw new AssertionError("nothing binary is sent");
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
