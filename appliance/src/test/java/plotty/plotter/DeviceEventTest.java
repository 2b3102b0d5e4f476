package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plotty.event.Event;
import plotty.plotter.PlotterState.Connection;

class DeviceEventTest {
    private static final PlotterState STATE = new PlotterState(
            "p1",
            Connection.BUSY,
            PositionTrust.KNOWN,
            12.34567,
            0.1,
            false,
            true,
            "2.8.1",
            Optional.empty(),
            3,
            Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void a_status_has_every_field_of_the_wire() throws IOException {
        DeviceStatus status = new DeviceStatus(STATE, "AxiDraw V3", Optional.of("j1"), Duration.ofSeconds(61));
        assertEquals(
                "{\"device_id\":\"p1\",\"device_type\":\"AxiDraw V3\",\"status\":\"busy\",\"connection_status\":\"busy\","
                        + "\"last_heartbeat\":\"2026-01-02T03:04:05Z\",\"error_count\":3,\"uptime\":61,\"uptime_seconds\":61,"
                        + "\"firmware_version\":\"2.8.1\",\"current_job_id\":\"j1\",\"error_message\":null,\"pen_up\":false,"
                        + "\"motors_on\":true,\"position_trust\":\"known\",\"position\":{\"x\":12.346,\"y\":0.1},"
                        + "\"metadata\":{\"firmware_version\":\"2.8.1\",\"motor_current\":null}}",
                json(new DeviceEvent.StatusChanged(status)));
    }

    @Test
    void an_alert_says_whose_and_how_urgent() throws IOException {
        assertEquals(
                "{\"device_id\":\"p1\",\"severity\":\"error\",\"message\":\"Plug it in.\"}",
                json(new DeviceEvent.Alerted("p1", DeviceEvent.Severity.ERROR, "Plug it in.")));
    }

    private static String json(Event event) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        }
        return text.toString();
    }
}
