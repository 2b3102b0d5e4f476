package plotty.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with {@code proc} and {@code sys} as a Raspberry Pi 4 has them. */
public record RecordedHost(Path root) {

    /** Idle for most of its life, 51.1 °C. */
    public static RecordedHost pi4(Path root) {
        RecordedHost host = new RecordedHost(root);
        host.cpu(1000, 9000);
        host.write("proc/meminfo", """
                MemTotal:        3884368 kB
                MemFree:          210012 kB
                MemAvailable:    2913276 kB
                Buffers:           84212 kB
                """);
        host.write("proc/loadavg", "0.52 0.58 0.59 2/257 4711\n");
        host.write("proc/self/status", """
                Name:\tjava
                VmPeak:\t  402000 kB
                VmRSS:\t   95232 kB
                RssAnon:\t   61440 kB
                """);
        host.temperature(0, 48_000);
        host.temperature(1, 51_121);
        return host;
    }

    /** Ticks since the start of the machine. */
    public void cpu(long busy, long idle) {
        write("proc/stat", "cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n");
    }

    /** Of a zone, in thousandths of a degree. */
    public void temperature(int zone, int milliC) {
        write("sys/class/thermal/thermal_zone" + zone + "/temp", milliC + "\n");
    }

    public void write(String file, String content) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
