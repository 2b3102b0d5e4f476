package plotty.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which job is planned next, and what comes of it. Touched by the jobs' thread only. */
final class Planning {
    private final Desk desk;
    private final Journal journal;
    private final Planner planner;
    private final JobThread thread;
    private final InstantSource clock;
    private Optional<OpenJob> current = Optional.empty();
    private boolean waits;

    Planning(Desk desk, Journal journal, Planner planner, JobThread thread, InstantSource clock) {
        this.desk = desk;
        this.journal = journal;
        this.planner = planner;
        this.thread = thread;
        this.clock = clock;
    }

    /** Hands the planner the first job that waits for a plan, if it is free. */
    void next() {
        if (waits || current.isPresent()) {
            return;
        }
        Optional<OpenJob> next = desk.queue().waiting().stream()
                .filter(job -> !job.planned() && !candidates(job).isEmpty())
                .findFirst();
        next.ifPresent(this::plan);
    }

    /** Hands the planner nothing for now, or what waits again. */
    void waits(boolean now) {
        waits = now;
    }

    boolean waits() {
        return waits;
    }

    /** Whether a plan of this job is being made. */
    boolean isPlanning(OpenJob job) {
        return current.equals(Optional.of(job));
    }

    /** The plotters that a job may go to; if it shall start at once, first those that were idle when that was asked for. */
    private List<Planner.Candidate> candidates(OpenJob job) {
        return desk.plotters().stream()
                .filter(plotter ->
                        job.options.device().map(plotter.id()::equals).orElse(true))
                .sorted(Comparator.comparing(plotter -> !job.startOn.contains(plotter.id())))
                .map(plotter -> new Planner.Candidate(plotter.id(), plotter.profile()))
                .toList();
    }

    private void plan(OpenJob job) {
        current = Optional.of(job);
        job.phases = job.phases
                .reset(List.of(Phases.ANALYZE, Phases.OPTIMIZE, Phases.PLAN, Phases.PLOT))
                .start(Phases.ANALYZE, clock.instant());
        journal.heed(journal.save(job, List.of()));
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
            thread.post(() -> {
                current = Optional.empty();
                if (counts()) {
                    job.work = Optional.of(result.work());
                    desk.takePace(job);
                    job.planHash = Optional.of(result.plan().sha256());
                    job.phases = job.phases.complete(Phases.PLAN, clock.instant(), List.of(), List.of(result.plan()));
                    List<JobEvent> events = List.of(JobEvent.Updated.of(job.view(), "planned", ""));
                    journal.heed(journal.save(job, events).thenRunAsync(desk::pump, thread));
                } else {
                    desk.pump();
                }
            });
        }

        @Override
        public void failed(String phase, String sentence) {
            thread.post(() -> {
                current = Optional.empty();
                if (counts()) {
                    journal.heed(journal.fail(job, phase, sentence));
                    desk.pump();
                } else {
                    desk.pump();
                }
            });
        }

        private void step(Runnable change) {
            thread.post(() -> {
                if (counts()) {
                    change.run();
                    journal.heed(journal.save(job, List.of()));
                }
            });
        }

        /** Whether the job still wants this plan. */
        private boolean counts() {
            return job.status == JobStatus.QUEUED && job.revision == revision;
        }
    }
}
