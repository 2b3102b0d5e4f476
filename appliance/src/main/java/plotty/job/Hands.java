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
    /** Nobody is kept waiting for longer; the plotter counts as moving until it says otherwise. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Desk desk;
    private final PlanReader plans;
    private final JobThread thread;

    Hands(Desk desk, JobFiles files, JobThread thread) {
        this.desk = desk;
        this.plans = new PlanReader(files);
        this.thread = thread;
    }

    /** Has a plotter do something; completes when it is done. While one thing is under way no other is taken. */
    CompletableFuture<Void> move(String device, HandMove move) {
        Runner runner = desk.requireRunner(device);
        refusal(runner, move).ifPresent(sentence -> {
            throw new JobRefusedException(Reason.CONFLICT, sentence);
        });
        runner.movedByHand(true);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> rest =
                runner.plotter().byHand(move).whenCompleteAsync((_, _) -> runner.movedByHand(false), thread);
        var _ = rest.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, problem) -> {
                    if (problem == null) {
                        answer.complete(null);
                    } else {
                        answer.completeExceptionally(words(runner, Journal.cause(problem)));
                    }
                });
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
        String plotter = runner.plotter().name();
        if (runner.isMovedByHand()) {
            return Optional.of("%s is still moving: wait until it rests, or stop it.".formatted(plotter));
        }
        Optional<OpenJob> open = runner.job();
        if (open.isEmpty()) {
            return Optional.empty();
        }
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
