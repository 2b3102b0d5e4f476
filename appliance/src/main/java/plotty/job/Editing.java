package plotty.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import plotty.drawing.PaperSize;
import plotty.job.Job.JobLayer;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Plotter;

/** Changes to queued jobs, and which options make sense. */
final class Editing {
    private static final Set<String> PRESETS = Set.of("none", "fast", "default", "hq");

    private final Desk desk;
    private final Journal journal;
    private final JobThread thread;

    Editing(Desk desk, JobThread thread) {
        this.thread = thread;
        this.desk = desk;
        this.journal = desk.journal();
    }

    /** Refuses options that make no sense; in those returned the plotter is named by its id. */
    static JobOptions check(JobOptions options, List<Plotter> plotters) {
        checkPriority(options.priority());
        if (!PRESETS.contains(options.preset())) {
            throw invalid(
                    "There is no preset \"%s\"; there are none, fast, default and hq.".formatted(options.preset()));
        }
        options.paper().ifPresent(Editing::checkPaper);
        return options.withDevice(options.device().map(device -> idOf(device, plotters)));
    }

    /** The id of the plotter that somebody names by its id or by a name that no other has. */
    private static String idOf(String idOrName, List<Plotter> plotters) {
        if (plotters.stream().anyMatch(plotter -> plotter.id().equals(idOrName))) {
            return idOrName;
        }
        List<Plotter> named = plotters.stream()
                .filter(plotter -> plotter.name().equals(idOrName))
                .toList();
        if (named.size() > 1) {
            throw invalid(
                    "There are several plotters \"%s\": say which by its id, %s.".formatted(idOrName, listed(named)));
        }
        return named.stream()
                .map(Plotter::id)
                .findFirst()
                .orElseThrow(() -> invalid("There is no plotter \"%s\"; there is %s."
                        .formatted(idOrName, plotters.isEmpty() ? "none" : listed(plotters))));
    }

    private static String listed(List<Plotter> plotters) {
        return plotters.stream()
                .map(plotter -> "%s (%s)".formatted(plotter.id(), plotter.name()))
                .collect(Collectors.joining(", "));
    }

    private static void checkPriority(int priority) {
        if (priority < 1 || priority > 9) {
            throw invalid("The priority is a number from 1, the most urgent, to 9; %d is not.".formatted(priority));
        }
    }

    private static void checkPaper(String paper) {
        try {
            PaperSize.of(paper);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    /** Changes a queued job; what could not be written down is taken back. Jobs' thread only. */
    CompletableFuture<Job> edit(String idOrName, Jobs.Edit edit) {
        OpenJob job = desk.require(idOrName);
        if (job.status != JobStatus.QUEUED || desk.isBeginning(job)) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job has been started: only jobs that wait in the queue can be changed.");
        }
        edit.priority().ifPresent(Editing::checkPriority);
        edit.paper().ifPresent(Editing::checkPaper);
        edit.layers().ifPresent(layers -> checkLayers(layers, job.layers));
        Optional<String> device =
                edit.device().filter(named -> !named.isEmpty()).map(named -> idOf(named, desk.plotters()));
        if (edit.position().isPresent() && edit.position().get() < 1) {
            throw invalid("Positions in the queue are counted from 1.");
        }
        JobOptions before = job.options;
        Optional<List<Integer>> layersBefore = job.chosenLayers;
        OpenJob.Plan planBefore = job.plan();
        Map<OpenJob, Long> placesBefore = places();
        job.options = before.withName(edit.name()
                        .map(name -> desk.queue().uniqueName(name, Optional.of(job)))
                        .orElse(before.name()))
                .withPriority(edit.priority().orElse(before.priority()))
                .withPaper(edit.paper().or(before::paper))
                .withDevice(edit.device().isPresent() ? device : before.device())
                .withFit(edit.fit().orElse(before.fit()))
                .withRotate(edit.rotate().orElse(before.rotate()));
        job.chosenLayers = edit.layers().map(List::copyOf).or(() -> layersBefore);
        boolean otherPlotter = job.options.device().isPresent()
                && !job.options.device().equals(before.device())
                && !job.options.device().equals(job.device);
        boolean otherPlan = otherPlotter
                || !job.options.paper().equals(before.paper())
                || job.options.fit() != before.fit()
                || job.options.rotate() != before.rotate()
                || !job.chosenLayers.equals(layersBefore);
        if (otherPlan) {
            job.unplan();
        }
        List<OpenJob> changed = edit.position()
                .map(position -> desk.queue().move(job, position))
                .orElse(List.of(job));
        CompletableFuture<Job> saved =
                journal.save(job, changed, List.of(JobEvent.Updated.of(job.view(), "edited", "")));
        JobOptions edited = job.options;
        Optional<List<Integer>> layersEdited = job.chosenLayers;
        int revisionEdited = job.revision;
        Map<OpenJob, Long> placesEdited = places();
        return saved.whenCompleteAsync(
                (_, problem) -> {
                    boolean mine = job.options.equals(edited) && job.chosenLayers.equals(layersEdited);
                    if (problem != null && mine && job.status == JobStatus.QUEUED && !desk.isBeginning(job)) {
                        job.options = before;
                        job.chosenLayers = layersBefore;
                        putPlacesBack(placesBefore, placesEdited);
                        if (otherPlan) {
                            putPlanBack(job, planBefore, revisionEdited);
                        }
                    }
                    desk.pump();
                },
                thread);
    }

    private Map<OpenJob, Long> places() {
        Map<OpenJob, Long> places = new HashMap<>();
        desk.queue().waiting().forEach(job -> places.put(job, job.place));
        return places;
    }

    /** Who was not moved again since stands where he stood. */
    private static void putPlacesBack(Map<OpenJob, Long> before, Map<OpenJob, Long> edited) {
        edited.forEach((job, place) -> {
            if (job.place == place) {
                job.place = before.get(job);
            }
        });
    }

    /** The old plan is as good as before, unless another has been begun, whose files take its place. */
    private static void putPlanBack(OpenJob job, OpenJob.Plan plan, int revisionEdited) {
        boolean begun = job.revision != revisionEdited
                || job.phases.phase(Phases.ANALYZE).status() != Job.PhaseStatus.PENDING;
        if (begun) {
            job.unplan();
        } else {
            job.planAsBefore(plan);
        }
    }

    private static void checkLayers(List<Integer> layers, List<JobLayer> known) {
        if (layers.isEmpty()) {
            throw invalid("At least one layer must be drawn.");
        }
        Set<Integer> unknown = new HashSet<>(layers);
        known.forEach(layer -> unknown.remove(layer.number()));
        boolean wrong = known.isEmpty() ? layers.stream().anyMatch(number -> number < 1) : !unknown.isEmpty();
        if (wrong) {
            throw invalid("The drawing has no layer %s."
                    .formatted(unknown.stream()
                            .sorted()
                            .map(String::valueOf)
                            .findFirst()
                            .orElse("")));
        }
    }

    private static JobRefusedException invalid(String sentence) {
        return new JobRefusedException(Reason.INVALID, sentence);
    }
}
