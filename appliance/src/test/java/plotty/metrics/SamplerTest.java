package plotty.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.StoredEvent;
import plotty.event.Subscription;

class SamplerTest {
    @TempDir
    Path root;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private EventLog events;
    private RecordedHost host;

    @BeforeEach
    void record() {
        events = new EventLog("epoch", 0, (_, _) -> List.of(), () -> now);
        host = RecordedHost.pi4(root);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void a_sample_says_how_the_machine_and_the_process_are_doing() {
        Sampler sampler = sampler();
        now = now.plusSeconds(90);
        SystemMetrics sample = first(sampler, 3);
        assertEquals(10, sample.cpuPercent().orElseThrow(), 0.01);
        assertEquals(25, sample.memoryPercent().orElseThrow(), 0.01);
        assertEquals(51.121, sample.temperatureC().orElseThrow(), 0.0001);
        assertEquals(0.52, sample.load1().orElseThrow());
        assertEquals(0.58, sample.load5().orElseThrow());
        assertEquals(0.59, sample.load15().orElseThrow());
        assertEquals(93, sample.residentMb().orElseThrow());
        assertEquals(60, sample.anonymousMb().orElseThrow());
        assertEquals(3, sample.activeConnections());
        assertEquals(Duration.ofSeconds(90), sample.uptime());
        assertTrue(
                sample.diskPercent().orElseThrow() > 0 && sample.diskPercent().orElseThrow() <= 100);
    }

    @Test
    void samples_are_published_again_and_again_and_the_processor_counts_since_the_last_one()
            throws InterruptedException {
        BlockingQueue<SystemMetrics> told = new LinkedBlockingQueue<>();
        listen(told);
        sampler().start(new MetricsSettings(Duration.ofMillis(100)), () -> 0, scheduler);
        assertEquals(10, next(told).cpuPercent().orElseThrow(), 0.01);
        host.cpu(1000 + 30, 9000 + 10);
        SystemMetrics second = next(told);
        while (second.cpuPercent().isEmpty()) {
            second = next(told);
        }
        assertEquals(75, second.cpuPercent().orElseThrow(), 0.01);
    }

    @Test
    void what_the_machine_does_not_tell_is_null() {
        Path bare = root.resolve("bare");
        SystemMetrics sample = first(new Sampler(events, bare, root, () -> now), 0);
        assertEquals(OptionalDouble.empty(), sample.cpuPercent());
        String json = StoredEvent.of(sample).fields();
        for (String name : List.of("cpu_percent", "memory_percent", "temperature_c", "load_1", "process_resident_mb")) {
            assertTrue(json.contains("\"" + name + "\":null"), json);
        }
    }

    @Test
    void strange_files_make_figures_unknown_and_nothing_worse() {
        host.write("proc/stat", "cpu  x y z\n");
        host.write("proc/meminfo", "MemTotal: many kB\nMemAvailable: -1\n");
        host.write("proc/loadavg", "\n");
        host.write("proc/self/status", "VmRSS:\n");
        host.write("sys/class/thermal/thermal_zone0/temp", "hot\n");
        host.write("sys/class/thermal/thermal_zone1/temp", "");
        SystemMetrics sample = first(sampler(), 0);
        assertEquals(OptionalDouble.empty(), sample.cpuPercent());
        assertEquals(OptionalDouble.empty(), sample.memoryPercent());
        assertEquals(OptionalDouble.empty(), sample.load1());
        assertEquals(OptionalDouble.empty(), sample.residentMb());
        assertEquals(OptionalDouble.empty(), sample.temperatureC());
    }

    @Test
    void the_wire_has_the_names_of_the_protocol() {
        String json = StoredEvent.of(first(sampler(), 2)).fields();
        assertTrue(json.startsWith("{\"cpu_percent\":10.0,\"memory_percent\":25.0,\"disk_percent\":"), json);
        assertTrue(json.contains("\"temperature_c\":51.1,"), json);
        assertTrue(json.contains("\"active_connections\":2,\"uptime\":0}"), json);
        assertFalse(first(sampler(), 0).durable());
    }

    private Sampler sampler() {
        return new Sampler(events, root, root, () -> now);
    }

    private SystemMetrics first(Sampler sampler, int connections) {
        sampler.start(new MetricsSettings(Duration.ofHours(1)), () -> connections, scheduler);
        return (SystemMetrics) sampler.latest().orElseThrow().event();
    }

    /** Takes each sample when it is published, before the next one would take its place. */
    private void listen(BlockingQueue<SystemMetrics> told) {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        subscription.set(events.subscribe(
                Set.of(Channel.SYSTEM),
                () -> subscription.get().poll().ifPresent(next -> told.add((SystemMetrics) next.event()))));
    }

    private static SystemMetrics next(BlockingQueue<SystemMetrics> told) throws InterruptedException {
        SystemMetrics next = told.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, "no sample came");
        return next;
    }
}
