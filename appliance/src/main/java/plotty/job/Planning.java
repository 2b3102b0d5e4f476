package plotty.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import plotty.plotter.Plotter;

/** Which job is planned next, and what comes of it. Touched by the jobs' thread only. */
final class Planning {
    private final Desk desk;
    private final Planner planner;
    private final List<Plotter> plotters;
    private final JobThread thread;
    private final InstantSource clock;
    private Optional<OpenJob> current = Optional.empty();

    Planning(Desk desk, Planner planner, List<Plotter> plotters, JobThread thread, InstantSource clock) {
        this.desk = desk;
        this.planner = planner;
        this.plotters = List.copyOf(plotters);
        this.thread = thread;
        this.clock = clock;
    }

    /** Hands the planner the first job that waits for a plan, if it is free. */
    void next() {
        if (current.isPresent()) {
            return;
        }
        Optional<OpenJob> next = desk.queue().waiting().stream()
                .filter(job -> !job.planned() && !candidates(job).isEmpty())
                .findFirst();
        next.ifPresent(this::plan);
    }

    private List<Planner.Candidate> candidates(OpenJob job) {
        return plotters.stream()
                .filter(plotter ->
                        job.options.device().map(plotter.id()::equals).orElse(true))
                .map(plotter -> new Planner.Candidate(plotter.id(), plotter.profile()))
                .toList();
    }

    private void plan(OpenJob job) {
        current = Optional.of(job);
        Phases before = job.phases;
        job.phases = job.phases
                .reset(List.of(Phases.ANALYZE, Phases.OPTIMIZE, Phases.PLAN, Phases.PLOT))
                .start(Phases.ANALYZE, clock.instant());
        desk.heed(desk.save(job, PhaseEvents.between(job.id, before, job.phases)));
        planner.submit(
                new Planner.Task(job.id, job.options, job.chosenLayers, candidates(job)),
                new Listener(job, job.revision));
    }

    /** Hears the planner on its thread and passes on to ours. */
    private final class Listener implements Planner.Watcher {
        private final OpenJob job;
        private final int revision;

        Listener(OpenJob job, int revision) {
            this.job = job;
            this.revision = revision;
        }

        @Override
        public void analyzed(Planner.Analyzed result) {
            step(() -> {
                Instant now = clock.instant();
                job.layers = result.layers();
                job.warnings = result.warnings();
                job.phases = job.phases
                        .complete(
                                Phases.ANALYZE,
                                now,
                                result.warnings().stream()
                                        .map(warning -> warning.message())
                                        .toList(),
                                List.of(result.preview()))
                        .start(Phases.OPTIMIZE, now);
            });
        }

        @Override
        public void routed(Planner.Routed result) {
            step(() -> {
                Instant now = clock.instant();
                job.device = Optional.of(result.device());
                job.warnings = Stream.concat(job.warnings.stream(), result.warnings().stream())
                        .toList();
                job.totalLayers = result.layerNames().size();
                job.totalPoints = result.points();
                job.phases = job.phases
                        .complete(
                                Phases.OPTIMIZE,
                                now,
                                result.warnings().stream()
                                        .map(warning -> warning.message())
                                        .toList(),
                                List.of(result.preview()))
                        .layers(result.layerNames())
                        .start(Phases.PLAN, now);
            });
        }

        @Override
        public void planned(Planner.Planned result) {
            thread.execute(() -> {
                current = Optional.empty();
                if (counts()) {
                    Phases before = job.phases;
                    job.estimateS = OptionalDouble.of(result.durationS());
                    job.planHash = Optional.of(result.plan().sha256());
                    job.phases = job.phases.complete(Phases.PLAN, clock.instant(), List.of(), List.of(result.plan()));
                    List<JobEvent> events = new ArrayList<>();
                    events.add(JobEvent.Updated.of(job.view(), "planned", ""));
                    events.addAll(PhaseEvents.between(job.id, before, job.phases));
                    desk.heed(desk.save(job, events).thenRunAsync(desk::pump, thread));
                } else {
                    desk.pump();
                }
            });
        }

        @Override
        public void failed(String phase, String sentence) {
            thread.execute(() -> {
                current = Optional.empty();
                if (counts()) {
                    desk.heed(desk.fail(job, phase, sentence));
                    desk.pump();
                } else {
                    desk.pump();
                }
            });
        }

        private void step(Runnable change) {
            thread.execute(() -> {
                if (counts()) {
                    Phases before = job.phases;
                    change.run();
                    desk.heed(desk.save(job, PhaseEvents.between(job.id, before, job.phases)));
                }
            });
        }

        /** Whether the job still wants this plan. */
        private boolean counts() {
            return job.status == JobStatus.QUEUED && job.revision == revision;
        }
    }
}
