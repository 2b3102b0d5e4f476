package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.PlotterState.Connection;

class WatchedPlotterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private PlotterState state = state(Connection.DISCONNECTED, true);
    private Plotter.Listener board;
    private final List<DeviceEvent> events = new ArrayList<>();
    private final List<PlotterNotice> heard = new ArrayList<>();
    private final WatchedPlotter watched = new WatchedPlotter(machine(), events::add, () -> now);

    @BeforeEach
    void start() {
        watched.start(heard::add);
    }

    @Test
    void connecting_is_kept_and_lifting_the_pen_is_only_told() {
        become(state(Connection.CONNECTED, true));
        become(state(Connection.CONNECTED, false));
        become(state(Connection.CONNECTED, true));
        assertEquals(
                List.of("StatusChanged", "Moved", "Moved"),
                events.stream().map(event -> event.getClass().getSimpleName()).toList());
        assertEquals(3, heard.size());
    }

    @Test
    void where_the_pen_is_is_told_at_most_ten_times_a_second() {
        for (int i = 0; i < 40; i++) {
            board.notice(new PlotterNotice.Progress(i * 0.05, null, i, 2 * i, false));
            now = now.plusMillis(50);
        }
        assertEquals(20, events.size());
        DeviceEvent.Moved last = assertInstanceOf(DeviceEvent.Moved.class, events.getLast());
        assertEquals(38, last.report().state().xMm());
        assertEquals(40, heard.size());
    }

    @Test
    void uptime_counts_from_the_connection_and_ends_with_it() {
        become(state(Connection.CONNECTED, true));
        now = now.plusSeconds(90);
        assertEquals(Duration.ofSeconds(90), watched.report().uptime());
        become(state(Connection.DISCONNECTED, true));
        assertEquals(Duration.ZERO, watched.report().uptime());
    }

    @Test
    void the_job_is_named_from_the_order_to_draw_until_it_is_finished() {
        become(state(Connection.CONNECTED, true));
        watched.draw(new PlotRequest("job-1", null, null, 0));
        assertEquals(Optional.of("job-1"), watched.report().jobId());
        become(state(Connection.BUSY, true));
        board.notice(new PlotterNotice.Finished());
        assertEquals(Optional.empty(), watched.report().jobId());
        DeviceEvent.StatusChanged last = assertInstanceOf(DeviceEvent.StatusChanged.class, events.getLast());
        assertEquals(Optional.empty(), last.report().jobId());
    }

    @Test
    void a_job_from_before_is_named_until_another_is_drawn_and_when_it_is_gone_no_more() {
        Optional<?>[] left = {Optional.of("job-0")};
        watched.start(heard::add, () -> left[0].map(String.class::cast));
        become(state(Connection.CONNECTED, true));
        assertEquals(Optional.of("job-0"), watched.report().jobId());
        watched.draw(new PlotRequest("job-1", null, null, 0));
        assertEquals(Optional.of("job-1"), watched.report().jobId());
        left[0] = Optional.empty();
        board.notice(new PlotterNotice.Finished());
        assertEquals(Optional.empty(), watched.report().jobId());
    }

    @Test
    void a_fault_is_an_alert() {
        PlanMark mark = null;
        board.notice(new PlotterNotice.Faulted(mark, "The board does not answer.", PositionTrust.SUSPECT, true));
        assertEquals(new DeviceEvent.Alert("plotter-1", "The board does not answer."), events.getFirst());
    }

    @Test
    void a_status_has_every_field_that_clients_ask_for() throws IOException {
        become(state(Connection.CONNECTED, true));
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            events.getFirst().writeFields(out);
            out.writeEndObject();
        }
        assertEquals("""
                {"device_id":"plotter-1","device_type":"AxiDraw V3","status":"connected",\
                "connection_status":"connected","last_heartbeat":"2026-01-01T00:00:00Z","error_count":2,"uptime":0,\
                "uptime_seconds":0,"firmware_version":"2.8.1","current_job_id":null,"error_message":"Look.",\
                "pen_up":true,"position":{"x":1.25,"y":2.0},"position_trust":"known","motors_on":true,\
                "metadata":{"name":"AxiDraw","firmware_version":"2.8.1","motor_current":null}}""", text.toString());
    }

    private void become(PlotterState next) {
        state = next;
        board.notice(new PlotterNotice.StateChanged(next));
    }

    private static PlotterState state(Connection connection, boolean penUp) {
        return new PlotterState(
                "plotter-1",
                connection,
                PositionTrust.KNOWN,
                1.251,
                2,
                penUp,
                true,
                "2.8.1",
                Optional.of("Look."),
                2,
                START);
    }

    /** A plotter that does nothing but remember its listener and show the state it is given. */
    private Plotter machine() {
        return (Plotter) Proxy.newProxyInstance(
                Plotter.class.getClassLoader(),
                new Class<?>[] {Plotter.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "id" -> "plotter-1";
                    case "name" -> "AxiDraw";
                    case "profile" -> MachineProfile.AXIDRAW_V3;
                    case "state" -> state;
                    case "start" -> {
                        board = (Plotter.Listener) arguments[0];
                        yield null;
                    }
                    default -> null;
                });
    }
}
