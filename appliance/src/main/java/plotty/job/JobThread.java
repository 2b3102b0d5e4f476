package plotty.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * The thread {@code jobs}: it alone touches open jobs, the queue and the runners. Nothing that it runs waits for a disk or a
 * board, so what is posted is done within milliseconds.
 */
final class JobThread implements Executor, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("jobs").unstarted(task));

    /** Posts a task. Any thread; after closing it is dropped. */
    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            Logger.debug("the jobs' thread has ended; something came too late: {}", e.getMessage());
        }
    }

    /** Posts a task for later. */
    void after(Duration delay, Runnable task) {
        try {
            var unused = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            Logger.debug("the jobs' thread has ended; something came too late: {}", e.getMessage());
        }
    }

    /** Posts a task that gives a future; the future returned completes with it. */
    <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    task.get().whenComplete((value, problem) -> {
                        if (problem == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(problem);
                        }
                    });
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new JobRefusedException(
                    JobRefusedException.Reason.CONFLICT, "The service is stopping: try again when it is back."));
        }
        return answer;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Logger.error(e, "a task of the jobs' thread failed");
        }
    }

    /** Runs what was posted, drops what is for later, and ends. */
    @Override
    public void close() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
                Logger.warn("the jobs' thread did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
