package plotty.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.Outline;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;

/** What people have plotters do by hand, and when they may not. Touched by the jobs' thread only. */
final class Hands {
    /** A plotter that has not done by then what it was told never will. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Desk desk;
    private final PlanReader plans;
    private final JobThread thread;

    Hands(Desk desk, JobFiles files, JobThread thread) {
        this.desk = desk;
        this.plans = new PlanReader(files);
        this.thread = thread;
    }

    /** Has a plotter do something; completes when it is done. */
    CompletableFuture<Void> move(String device, HandMove move) {
        Runner runner = desk.requireRunner(device);
        refusal(runner, move).ifPresent(sentence -> {
            throw new JobRefusedException(Reason.CONFLICT, sentence);
        });
        runner.handMoves(true);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        var _ = runner.plotter()
                .byHand(move)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (_, problem) -> {
                            runner.handMoves(false);
                            if (problem == null) {
                                answer.complete(null);
                            } else {
                                answer.completeExceptionally(words(runner, Journal.cause(problem)));
                            }
                        },
                        thread);
        return answer;
    }

    private static Throwable words(Runner runner, Throwable problem) {
        return switch (problem) {
            case HandRefusedException refused -> new JobRefusedException(Reason.CONFLICT, refused.getMessage());
            case TimeoutException _ ->
                new JobRefusedException(
                        Reason.CONFLICT,
                        "%s has not done that within a minute: see whether it still moves."
                                .formatted(runner.plotter().name()));
            default -> problem;
        };
    }

    private static Optional<String> refusal(Runner runner, HandMove move) {
        Optional<OpenJob> open = runner.job();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String plotter = runner.plotter().name();
        String name = open.get().options.name();
        if (open.get().status != JobStatus.PAUSED) {
            return Optional.of("%s is drawing \"%s\": pause the job first.".formatted(plotter, name));
        }
        return move instanceof HandMove.MotorsOff
                ? Optional.of(
                        "%s holds \"%s\", and its place would be lost: cancel the job before you switch the motors off."
                                .formatted(plotter, name))
                : Optional.empty();
    }

    /** Walks along the outline of what a planned job draws, pen up, on the plotter that it is planned for. */
    CompletableFuture<Void> walkOutline(String idOrName) {
        OpenJob job = desk.require(idOrName);
        if (!job.planned()) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The job is still being planned: walk around it when its place is known.");
        }
        String device = job.device.orElse("");
        refuseWhileDrawing(device);
        return plans.read(job)
                .thenComposeAsync(loaded -> {
                    if (loaded.plan().isEmpty()) {
                        throw new JobRefusedException(Reason.CONFLICT, loaded.sentence());
                    }
                    return CompletableFuture.completedFuture(
                            Outline.of(loaded.plan().get().route()));
                })
                .thenComposeAsync(outline -> move(device, new HandMove.Walk(outline)), thread);
    }

    private void refuseWhileDrawing(String device) {
        refusal(desk.requireRunner(device), new HandMove.GoToOrigin()).ifPresent(sentence -> {
            throw new JobRefusedException(Reason.CONFLICT, sentence);
        });
    }
}
