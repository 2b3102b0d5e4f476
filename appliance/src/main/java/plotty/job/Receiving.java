package plotty.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import plotty.drawing.format.DrawingFormat;
import plotty.job.Job.Artifact;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.Plotter;

/** How drawings become jobs: phase P00. Any thread; blocks while it uses the disk. */
final class Receiving {
    private final JobStore store;
    private final JobFiles files;
    private final JobIds ids;
    private final Desk desk;
    private final JobThread thread;
    private final InstantSource clock;

    Receiving(JobStore store, JobFiles files, JobIds ids, Desk desk, JobThread thread, InstantSource clock) {
        this.store = store;
        this.files = files;
        this.ids = ids;
        this.desk = desk;
        this.thread = thread;
        this.clock = clock;
    }

    /** Brings an original into a new job's folder. */
    @FunctionalInterface
    private interface Original {
        Artifact bring(String id) throws IOException;
    }

    /** Takes an uploaded file in. */
    Job receive(Path upload, JobOptions options, Optional<Once> asked) {
        List<Plotter> plotters = JobThread.await(thread.call(() -> CompletableFuture.completedFuture(desk.plotters())));
        JobOptions checked = Editing.check(options, plotters);
        sniff(upload);
        return receive(checked, Optional.empty(), id -> files.receive(id, upload), asked);
    }

    /** Takes the drawing of another job in once more. */
    Job again(String idOrName, Optional<Once> asked) {
        SavedJob source = JobThread.await(thread.call(() -> CompletableFuture.completedFuture(
                        desk.queue().find(idOrName).map(OpenJob::saved))))
                .or(() -> store.endedNamed(idOrName))
                .orElseThrow(
                        () -> new JobRefusedException(Reason.UNKNOWN, "There is no job \"%s\".".formatted(idOrName)));
        String from = source.job().id();
        Artifact original = source.job().phases().stream()
                .flatMap(phase -> phase.artifacts().stream())
                .filter(artifact -> artifact.kind().equals("original"))
                .findFirst()
                .orElseThrow(Receiving::gone);
        try {
            Original linked = id -> {
                files.link(from, id);
                return original;
            };
            return receive(source.job().options().drawnAgain(), source.chosenLayers(), linked, asked);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                throw gone();
            }
            throw e;
        }
    }

    private static JobRefusedException gone() {
        return new JobRefusedException(
                Reason.CONFLICT, "The drawing of this job is not on the disk any more: send it again.");
    }

    private Job receive(
            JobOptions options, Optional<List<Integer>> chosenLayers, Original source, Optional<Once> asked) {
        JobThread.await(thread.call(() -> {
            desk.requireRoom();
            return CompletableFuture.completedFuture(null);
        }));
        OpenJob job = new OpenJob(ids.next(), clock.instant(), options);
        job.chosenLayers = chosenLayers;
        try {
            Artifact original = source.bring(job.id);
            job.phases = job.phases
                    .start(Phases.RECEIVE, job.createdAt)
                    .complete(Phases.RECEIVE, clock.instant(), List.of(), List.of(original));
            return JobThread.await(thread.call(() -> desk.receive(job, asked)));
        } catch (IOException e) {
            files.delete(job.id);
            throw new UncheckedIOException(
                    "The drawing could not be kept: check the disk and its free space, and send it again.", e);
        } catch (RuntimeException e) {
            files.delete(job.id);
            throw e;
        }
    }

    private static void sniff(Path upload) {
        byte[] head;
        try (InputStream in = Files.newInputStream(upload)) {
            head = in.readNBytes(DrawingFormat.HEAD_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload could not be read: send it again.", e);
        }
        if (head.length == 0) {
            throw new JobRefusedException(Reason.INVALID, "The file is empty: send a drawing as SVG, HP-GL or G-code.");
        }
        if (DrawingFormat.of(head).isEmpty()) {
            throw new JobRefusedException(
                    Reason.INVALID,
                    "The file is no drawing that this plotter can read: send it as SVG, HP-GL or G-code.");
        }
    }
}
