package plotty.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.tinylog.Logger;
import plotty.event.EventLog;
import plotty.event.Published;

/**
 * Looks how the machine is doing, once for everybody however many listen, and publishes it. A sample reads half a dozen
 * small files that the kernel makes up, in less than a millisecond.
 */
public final class Sampler {
    private final EventLog events;
    private final HostFiles files;
    private final InstantSource clock;
    private final Instant started;
    private HostFiles.CpuTime cpuBefore = new HostFiles.CpuTime(0, 0);
    private volatile Optional<Published> latest = Optional.empty();

    /**
     * A sampler that has not begun.
     *
     * @param root folder in which {@code proc} and {@code sys} lie: {@code /}, or one with recorded files
     * @param data a folder on the disk that is looked at
     */
    public Sampler(EventLog events, Path root, Path data, InstantSource clock) {
        this.events = events;
        this.files = new HostFiles(root, data);
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * Takes the first sample before it returns, and the others on the scheduler until that is shut down. To be called once.
     *
     * @param connections how many WebSockets are open; asked at each sample
     */
    public void start(MetricsSettings settings, IntSupplier connections, ScheduledExecutorService scheduler) {
        guarded(connections);
        long millis = settings.every().toMillis();
        var _ = scheduler.scheduleAtFixedRate(() -> guarded(connections), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The latest sample with its time; empty before {@link #start}. Any thread. */
    public Optional<Published> latest() {
        return latest;
    }

    /** A fault must not end the sampling for good. */
    private void guarded(IntSupplier connections) {
        try {
            SystemMetrics now = sample(connections.getAsInt());
            latest = Optional.of(new Published(events.lastSeq(), clock.instant(), now));
            events.publish(now);
        } catch (RuntimeException e) {
            Logger.error(e, "The machine could not be looked at");
        }
    }

    private SystemMetrics sample(int connections) {
        OptionalDouble cpuPercent = OptionalDouble.empty();
        Optional<HostFiles.CpuTime> cpu = files.cpu();
        if (cpu.isPresent()) {
            cpuPercent = cpu.get().percentSince(cpuBefore);
            cpuBefore = cpu.get();
        }
        List<OptionalDouble> loads = files.loads();
        HostFiles.ProcessMemory memory = files.processMemory();
        HostFiles.Disk disk = files.disk();
        return new SystemMetrics(
                cpuPercent,
                files.memoryPercent(),
                disk.percent(),
                disk.freeMb(),
                files.temperatureC(),
                loads.get(0),
                loads.get(1),
                loads.get(2),
                memory.residentMb(),
                memory.anonymousMb(),
                connections,
                Duration.between(started, clock.instant()));
    }
}
