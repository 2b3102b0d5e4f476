package plotty.job;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import plotty.drawing.PaperSize;
import plotty.job.Job.JobLayer;
import plotty.job.JobRefusedException.Reason;

/** Changes to queued jobs, and which options make sense. */
final class Editing {
    private static final Set<String> PRESETS = Set.of("none", "fast", "default", "hq");

    private final Desk desk;

    Editing(Desk desk) {
        this.desk = desk;
    }

    /** Refuses options that make no sense. */
    static void check(JobOptions options, List<String> devices) {
        checkPriority(options.priority());
        if (!PRESETS.contains(options.preset())) {
            throw invalid(
                    "There is no preset \"%s\"; there are none, fast, default and hq.".formatted(options.preset()));
        }
        options.paper().ifPresent(Editing::checkPaper);
        if (options.device().isPresent() && !devices.contains(options.device().get())) {
            throw invalid("There is no plotter \"%s\"; there is %s."
                    .formatted(options.device().get(), devices.isEmpty() ? "none" : String.join(", ", devices)));
        }
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

    /** Changes a queued job. Jobs' thread only. */
    CompletableFuture<Job> edit(String idOrName, Jobs.Edit edit) {
        OpenJob job = desk.require(idOrName);
        if (job.status != JobStatus.QUEUED || desk.isBeginning(job)) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job has been started: only jobs that wait in the queue can be changed.");
        }
        edit.priority().ifPresent(Editing::checkPriority);
        edit.paper().ifPresent(Editing::checkPaper);
        edit.layers().ifPresent(layers -> checkLayers(layers, job.layers));
        if (edit.position().isPresent() && edit.position().get() < 1) {
            throw invalid("Positions in the queue are counted from 1.");
        }
        JobOptions before = job.options;
        Optional<List<Integer>> layersBefore = job.chosenLayers;
        job.options = new JobOptions(
                edit.name()
                        .map(name -> desk.queue().uniqueName(name, Optional.of(job)))
                        .orElse(before.name()),
                edit.priority().orElse(before.priority()),
                before.preset(),
                edit.paper().or(before::paper),
                before.device(),
                edit.fit().orElse(before.fit()),
                edit.rotate().orElse(before.rotate()),
                before.startNow());
        job.chosenLayers = edit.layers().map(List::copyOf).or(() -> layersBefore);
        boolean otherPlan = !job.options.paper().equals(before.paper())
                || job.options.fit() != before.fit()
                || job.options.rotate() != before.rotate()
                || !job.chosenLayers.equals(layersBefore);
        if (otherPlan) {
            job.unplan();
        }
        List<OpenJob> changed = edit.position()
                .map(position -> desk.queue().move(job, position))
                .orElse(List.of(job));
        CompletableFuture<Job> saved = desk.save(job, changed, List.of(JobEvent.Updated.of(job.view(), "edited", "")));
        desk.pump();
        return saved;
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
