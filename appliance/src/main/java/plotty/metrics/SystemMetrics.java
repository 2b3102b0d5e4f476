package plotty.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalDouble;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * How the machine is doing. A fast event: the next sample says it all again. What this machine does not tell is empty, and
 * {@code null} on the wire.
 *
 * @param cpuPercent of all processors together, since the sample before; in the first one since the machine was started
 * @param memoryPercent of the memory that is not available for new use
 * @param diskPercent of the disk with the data folder
 * @param diskFreeMb MB (2²⁰ bytes) that this service may still use there
 * @param temperatureC of the hottest zone of the board, °C
 * @param load1 mean number of runnable threads over the last minute
 * @param load5 over the last 5 minutes
 * @param load15 over the last 15 minutes
 * @param residentMb memory of this process that lies in RAM, MB
 * @param anonymousMb the part of it that is backed by no file, MB
 * @param activeConnections WebSockets that are open
 * @param uptime of this process
 */
public record SystemMetrics(
        OptionalDouble cpuPercent,
        OptionalDouble memoryPercent,
        OptionalDouble diskPercent,
        OptionalDouble diskFreeMb,
        OptionalDouble temperatureC,
        OptionalDouble load1,
        OptionalDouble load5,
        OptionalDouble load15,
        OptionalDouble residentMb,
        OptionalDouble anonymousMb,
        int activeConnections,
        Duration uptime)
        implements Event {

    @Override
    public String type() {
        return "system_metrics";
    }

    @Override
    public Channel channel() {
        return Channel.SYSTEM;
    }

    @Override
    public String key() {
        return "system";
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        number(out, "cpu_percent", cpuPercent, 1);
        number(out, "memory_percent", memoryPercent, 1);
        number(out, "disk_percent", diskPercent, 1);
        number(out, "disk_free_mb", diskFreeMb, 0);
        number(out, "temperature_c", temperatureC, 1);
        number(out, "load_1", load1, 2);
        number(out, "load_5", load5, 2);
        number(out, "load_15", load15, 2);
        number(out, "process_resident_mb", residentMb, 1);
        number(out, "process_anonymous_mb", anonymousMb, 1);
        out.writeNumberField("active_connections", activeConnections);
        out.writeNumberField("uptime", uptime.toSeconds());
    }

    private static void number(JsonGenerator out, String name, OptionalDouble value, int digits) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(name, BigDecimal.valueOf(value.getAsDouble()).setScale(digits, RoundingMode.HALF_UP));
        } else {
            out.writeNullField(name);
        }
    }
}
