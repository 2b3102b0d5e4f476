package plotty.job;

import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.tinylog.Logger;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.DrawingWarning;
import plotty.drawing.Excerpt;
import plotty.drawing.Layer;
import plotty.drawing.ReadLimits;
import plotty.drawing.format.DrawingFormat;
import plotty.drawing.svg.SvgWriter;
import plotty.job.Job.Artifact;
import plotty.job.Job.JobLayer;
import plotty.job.Placing.Placed;
import plotty.motion.DoesNotFitException;
import plotty.motion.MachineProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;

/**
 * Reads and plans queued jobs, one at a time, on the thread {@code planner}: phases P01 to P03. What it finds it tells its
 * watcher, on that thread, and keeps nothing.
 */
final class Planner implements AutoCloseable {
    /** Planning takes what drawing leaves of the processor. */
    private static final int NICE = 10;

    private static final int MAX_LAYERS = 1000;
    private static final int MAX_WARNINGS = 100;
    private static final int MAX_NAME = 200;
    private static final int MAX_SENTENCE = 1000;
    private static final int MOST_REASONS = 3;

    private final JobFiles files;
    private final ReadLimits limits;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("planner").unstarted(() -> {
                Niceness.give(NICE);
                task.run();
            }));
    private volatile boolean closing;

    /** A plotter that a job may be planned for. */
    record Candidate(String device, MachineProfile profile) {}

    /**
     * What is to be planned.
     *
     * @param candidates plotters in the order in which they are tried; at least one
     */
    record Task(String id, JobOptions options, Optional<List<Integer>> chosenLayers, List<Candidate> candidates) {}

    /** P01 is done. */
    record Analyzed(List<JobLayer> layers, List<DrawingWarning> warnings, Artifact preview) {}

    /**
     * P02 is done.
     *
     * @param warnings of the placement
     * @param layerNames of the layers that are drawn, in order
     */
    record Routed(
            String device, List<DrawingWarning> warnings, List<String> layerNames, int points, Artifact preview) {}

    /** P03 is done. */
    record Planned(Pace.Work work, Artifact plan) {}

    /** Who hears how a task goes on: in this order, until it fails or is planned. */
    interface Watcher {
        void analyzed(Analyzed result);

        void routed(Routed result);

        void planned(Planned result);

        /** It cannot be drawn; the sentence is for the one who sent it. */
        void failed(String phase, String sentence);
    }

    Planner(JobFiles files, ReadLimits limits) {
        this.files = files;
        this.limits = limits;
    }

    /** Plans a job when those before it are done. After closing nothing is planned, and the watcher hears nothing. */
    void submit(Task task, Watcher watcher) {
        try {
            thread.execute(() -> plan(new Work(task, watcher)));
        } catch (RejectedExecutionException e) {
            Logger.debug("the service ends: job {} will be planned in its next life ({})", task.id(), e.getMessage());
        }
    }

    private void plan(Work work) {
        Task task = work.task;
        try {
            work.run();
        } catch (DrawingException | DoesNotFitException e) {
            failed(work, shortened(e.getMessage(), MAX_SENTENCE));
        } catch (IOException e) {
            log(e, task);
            failed(
                    work,
                    "The job's files could not be read or written (%s): check the disk and its free space."
                            .formatted(e.getMessage()));
        } catch (OutOfMemoryError e) {
            Logger.warn(e, "job {} does not fit into the memory", task.id());
            failed(work, "The drawing is too large for this device's memory: simplify it, or split it into several.");
        } catch (StackOverflowError e) {
            Logger.warn("job {} is nested too deeply", task.id());
            failed(work, "The drawing is nested too deeply to be read: flatten its groups.");
        } catch (RuntimeException | Error e) {
            log(e, task);
            failed(
                    work,
                    "Sorry, planning this drawing failed by a fault of ours; the log has it under job %s."
                            .formatted(task.id()));
        }
    }

    private void log(Throwable problem, Task task) {
        if (closing) {
            Logger.debug("planning job {} was interrupted: {}", task.id(), problem.toString());
        } else if (!files.hasOriginal(task.id())) {
            Logger.debug("job {} was deleted while it was planned: {}", task.id(), problem.toString());
        } else {
            Logger.error(problem, "planning job {} failed", task.id());
        }
    }

    /** What is interrupted by the end of the service has not failed: it will be planned again. */
    private void failed(Work work, String sentence) {
        if (!closing) {
            work.watcher.failed(work.phase, sentence);
        }
    }

    /** Gives up what waits; what is being planned ends unheard. */
    @Override
    public void close() {
        closing = true;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                Logger.info("a drawing was still being planned; it will be planned again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Work {
        private final Task task;
        private final Watcher watcher;
        private String phase = Phases.ANALYZE;

        Work(Task task, Watcher watcher) {
            this.task = task;
            this.watcher = watcher;
        }

        void run() throws IOException {
            Drawing drawing = analyze();
            phase = Phases.OPTIMIZE;
            Placed placed = Placing.place(drawing, task.options(), task.candidates());
            Route route = route(placed);
            phase = Phases.PLAN;
            Trajectory trajectory = Trajectory.plan(route, placed.candidate().profile());
            Artifact plan = files.write(task.id(), "plan", JobFiles.PLAN, out -> {
                DataOutputStream data = new DataOutputStream(out);
                trajectory.write(data);
                data.flush();
            });
            watcher.planned(new Planned(PlotMeter.work(trajectory), plan));
        }

        private Drawing analyze() throws IOException {
            Drawing drawing;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(files.original(task.id())), 1 << 16)) {
                in.mark(DrawingFormat.HEAD_BYTES);
                byte[] head = in.readNBytes(DrawingFormat.HEAD_BYTES);
                in.reset();
                DrawingFormat format = DrawingFormat.of(head)
                        .orElseThrow(() -> new DrawingException("The file is no drawing that can be read."));
                drawing = format.read(in, limits);
            }
            if (drawing.layers().size() > MAX_LAYERS) {
                throw new DrawingException(
                        "The drawing has %d layers; at most %d can be drawn: put what one pen draws into one layer."
                                .formatted(drawing.layers().size(), MAX_LAYERS));
            }
            Artifact preview =
                    files.write(task.id(), "preview", JobFiles.PREVIEW, out -> SvgWriter.write(drawing, out));
            List<JobLayer> layers = drawing.layers().stream()
                    .map(layer -> new JobLayer(
                            layer.number(),
                            shortened(layer.name(), MAX_NAME),
                            layer.color(),
                            layer.strokes().size(),
                            layer.strokes().stream()
                                    .mapToInt(stroke -> stroke.size())
                                    .sum(),
                            isDrawn(layer)))
                    .toList();
            watcher.analyzed(new Analyzed(layers, bounded(drawing.warnings()), preview));
            if (drawing.layers().stream()
                    .noneMatch(layer -> isDrawn(layer) && !layer.strokes().isEmpty())) {
                throw new DrawingException(nothingToDraw(drawing));
            }
            return drawing.layers().stream().allMatch(this::isChosen) ? drawing : chosenOf(drawing);
        }

        private String nothingToDraw(Drawing drawing) {
            if (drawing.strokeCount() > 0) {
                return "None of the layers that hold lines is to be drawn: choose others, or take the % off their names.";
            }
            if (drawing.warnings().isEmpty()) {
                return "The drawing is empty: it has no line that a pen could draw.";
            }
            return "The drawing has no line that a pen could draw. "
                    + drawing.warnings().stream()
                            .limit(MOST_REASONS)
                            .map(DrawingWarning::message)
                            .collect(Collectors.joining(" "));
        }

        private boolean isChosen(Layer layer) {
            return task.chosenLayers().isEmpty() || task.chosenLayers().get().contains(layer.number());
        }

        private boolean isDrawn(Layer layer) {
            return isChosen(layer) && !layer.directives().documentation();
        }

        private Drawing chosenOf(Drawing drawing) {
            return new Drawing(
                    drawing.widthMm(),
                    drawing.heightMm(),
                    drawing.layers().stream().filter(this::isChosen).toList(),
                    drawing.warnings());
        }

        private Route route(Placed placed) throws IOException {
            Optimization how = Optimization.named(task.options().preset()).orElse(Optimization.DEFAULT);
            Route route = Route.of(placed.onMachine(), how, System::nanoTime);
            if (route.strokeCount() == 0) {
                throw new DrawingException("Nothing of the drawing lies on the sheet: there is nothing to draw.");
            }
            Drawing drawn =
                    new Drawing(placed.onMachine().widthMm(), placed.onMachine().heightMm(), route.layers(), List.of());
            Artifact preview = files.write(task.id(), "preview", JobFiles.PREVIEW, out -> SvgWriter.write(drawn, out));
            Set<DrawingWarning> known = new HashSet<>(placed.asRead().warnings());
            List<DrawingWarning> more = placed.onMachine().warnings().stream()
                    .filter(warning -> !known.contains(warning))
                    .toList();
            List<String> names = new ArrayList<>();
            for (Layer layer : route.layers()) {
                names.add(
                        layer.name().isBlank()
                                ? String.format(Locale.ROOT, "Layer %d", layer.number())
                                : shortened(layer.name(), MAX_NAME));
            }
            watcher.routed(new Routed(placed.candidate().device(), bounded(more), names, route.pointCount(), preview));
            return route;
        }
    }

    private static String shortened(String text, int most) {
        return Excerpt.of(text, most);
    }

    private static List<DrawingWarning> bounded(List<DrawingWarning> warnings) {
        return warnings.stream()
                .limit(MAX_WARNINGS)
                .map(warning -> new DrawingWarning(
                        shortened(warning.element(), MAX_NAME),
                        shortened(warning.message(), MAX_SENTENCE),
                        warning.count()))
                .toList();
    }
}
