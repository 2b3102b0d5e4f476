package plotty.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import plotty.motion.PlanMark;

/** Leaves the rest of a layer out, once the pen is at rest. Touched by the jobs' thread only. */
final class LayerSkip {
    private final OpenJob job;
    private final Course course;
    private final Plot plot;
    private final Journal journal;
    private OptionalInt ordered = OptionalInt.empty();

    LayerSkip(OpenJob job, Course course, Plot plot, Journal journal) {
        this.job = job;
        this.course = course;
        this.plot = plot;
        this.journal = journal;
    }

    /** The rest of the layer that the pen is on is to be left out once it is at rest. */
    void order() {
        ordered = OptionalInt.of(Math.max(1, course.layer()));
    }

    /** It came to something else. */
    void forget() {
        ordered = OptionalInt.empty();
    }

    /** The layer, from 1, whose rest is to be left out; asked once. */
    OptionalInt take() {
        OptionalInt taken = ordered;
        ordered = OptionalInt.empty();
        return taken;
    }

    /** Leaves the rest of the layer out in which the ink ends. */
    CompletableFuture<Job> leave() {
        return leave(course.layerOfInk(), job.mark.orElseThrow().done());
    }

    /** The pen rests at a place in or after the layer, from 1, whose rest is left out. */
    CompletableFuture<Job> leave(int layer, PlanMark at) {
        if (job.status.ended()) {
            return journal.settled(job);
        }
        Optional<PlanMark> next = course.afterLayer(layer);
        if (next.isEmpty()) {
            return finish(at);
        }
        if (at.compareTo(next.get()) >= 0) {
            plot.move();
            return journal.settled(job);
        }
        OpenJob.Standing before = job.standing();
        PlanMark place = next.get();
        Optional<LayerStops.Stop> stop = course.stopAt(place);
        course.goTo(at, place);
        if (job.status == JobStatus.RUNNING && stop.isEmpty()) {
            course.begin(place);
            return plot.moveOnceSaved(saved(layer), before);
        }
        stop.ifPresentOrElse(there -> plot.stopAt(place, there), () -> course.restAt(place));
        return saved(layer);
    }

    private CompletableFuture<Job> saved(int layer) {
        String sentence = "The rest of layer %d is left out.".formatted(layer);
        return journal.save(job, List.of(JobEvent.Updated.of(job.view(), "skipped", sentence)));
    }

    private CompletableFuture<Job> finish(PlanMark at) {
        course.finishedEarly(at);
        CompletableFuture<Job> answer =
                journal.apply(job, new JobCommand.Finish("the rest of the last layer was left out"));
        plot.giveBack();
        return answer;
    }
}
