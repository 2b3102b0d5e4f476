package plotty.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.Exposition.Label;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.metrics.Sampler;
import plotty.metrics.SystemMetrics;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** {@code /metrics}: what Prometheus scrapes. Lengths are seconds and bytes, shares 0 to 1, as its conventions ask for. */
public final class PrometheusResource {
    private static final double BYTES_PER_MB = 1024 * 1024;

    private final Jobs jobs;
    private final Roster plotters;
    private final Sampler sampler;
    private final String version;

    /**
     * The resource.
     *
     * @param version of this service
     */
    public PrometheusResource(Jobs jobs, Roster plotters, Sampler sampler, String version) {
        this.jobs = jobs;
        this.plotters = plotters;
        this.sampler = sampler;
        this.version = version;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/metrics", Role.VIEWER, request -> scrape(request.principal()));
    }

    private Response scrape(Principal who) {
        Exposition out = new Exposition();
        out.gauge("plotty_info", "The version of this service.").sample(1, new Label("version", version));
        jobs(out, who);
        devices(out, who);
        sampler.latest()
                .flatMap(latest ->
                        latest.event() instanceof SystemMetrics sample ? Optional.of(sample) : Optional.empty())
                .ifPresent(sample -> machine(out, sample));
        return new Response(200, Exposition.MEDIA_TYPE, Map.of(), out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void jobs(Exposition out, Principal who) {
        out.gauge("plotty_jobs", "Jobs that are kept, by status.");
        jobs.count().forEach((status, count) -> out.sample(count, new Label("status", JobJson.lower(status))));
        List<Job> open =
                jobs.openJobs().stream().filter(job -> Permits.sees(who, job)).toList();
        long waiting =
                open.stream().filter(job -> job.status() == JobStatus.QUEUED).count();
        out.gauge("plotty_queue_length", "Jobs that wait.").sample((double) waiting);
        List<Job> begun =
                open.stream().filter(job -> job.status() != JobStatus.QUEUED).toList();
        out.gauge("plotty_job_progress_ratio", "Share of the planned time of a begun job that is done.");
        begun.forEach(job -> out.sample(job.metrics().progress(), labels(job)));
        out.gauge("plotty_job_remaining_seconds", "Time that a begun job still takes.");
        begun.forEach(job -> out.sample(job.metrics().remaining().toMillis() / 1000.0, labels(job)));
        out.gauge("plotty_job_paused", "Whether a begun job is paused.");
        begun.forEach(job -> out.sample(job.status() == JobStatus.PAUSED ? 1 : 0, labels(job)));
    }

    private static Label[] labels(Job job) {
        return new Label[] {
            new Label("job", job.id()),
            new Label("name", job.name()),
            new Label("device", job.device().orElse(""))
        };
    }

    private void devices(Exposition out, Principal who) {
        List<WatchedPlotter> mine = plotters.all().stream()
                .filter(plotter -> Permits.sees(who, plotter))
                .toList();
        out.gauge("plotty_device_connection", "How a plotter stands: 1 for the one that holds.");
        for (WatchedPlotter plotter : mine) {
            for (PlotterState.Connection connection : PlotterState.Connection.values()) {
                out.sample(
                        plotter.state().connection() == connection ? 1 : 0,
                        new Label("device", plotter.id()),
                        new Label("name", plotter.name()),
                        new Label("connection", JobJson.lower(connection)));
            }
        }
        out.counter("plotty_device_errors_total", "Faults of a plotter since the service was started.");
        mine.forEach(plotter -> out.sample(plotter.state().errorCount(), new Label("device", plotter.id())));
    }

    private static void machine(Exposition out, SystemMetrics sample) {
        out.gauge("plotty_websocket_clients", "WebSockets that are open.").sample(sample.activeConnections());
        out.gauge("plotty_host_cpu_ratio", "Share of the processors that is busy.", scaled(sample.cpuPercent(), 0.01));
        out.gauge("plotty_host_memory_ratio", "Share of the memory in use.", scaled(sample.memoryPercent(), 0.01));
        out.gauge("plotty_host_disk_ratio", "Share of the data disk in use.", scaled(sample.diskPercent(), 0.01));
        out.gauge("plotty_host_disk_free_bytes", "Room on the data disk.", scaled(sample.diskFreeMb(), BYTES_PER_MB));
        out.gauge("plotty_host_temperature_celsius", "Temperature of the board.", sample.temperatureC());
        out.gauge("plotty_host_load1", "Mean number of runnable threads over a minute.", sample.load1());
        out.gauge(
                "plotty_process_resident_memory_bytes",
                "Memory of this process in RAM.",
                scaled(sample.residentMb(), BYTES_PER_MB));
        out.gauge(
                "plotty_process_anonymous_memory_bytes",
                "Memory of this process in RAM that is backed by no file.",
                scaled(sample.anonymousMb(), BYTES_PER_MB));
        out.gauge("plotty_process_uptime_seconds", "Time since the service was started.")
                .sample((double) sample.uptime().toSeconds());
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }
}
