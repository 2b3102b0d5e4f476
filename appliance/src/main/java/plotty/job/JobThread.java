package plotty.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * The thread {@code jobs}: it alone touches open jobs, the queue and the runners. Nothing that it runs waits for a disk or a
 * board, so what is posted is done within milliseconds.
 */
final class JobThread implements Executor, AutoCloseable {
    private final Consumer<Throwable> faults;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("jobs").unstarted(task));

    JobThread() {
        this(fault -> Logger.error(fault, "a task of the jobs' thread failed"));
    }

    /** Tells {@code faults} what no task may throw, on this thread; the next task is run all the same. */
    JobThread(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    /** Posts a task. Any thread; throws {@link RejectedExecutionException} after closing. */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    /** Posts what nobody waits for. Any thread; after closing it is dropped. */
    void post(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException e) {
            Logger.debug("the jobs' thread has ended; something came too late: {}", e.getMessage());
        }
    }

    /** Posts a task for later. */
    void after(Duration delay, Runnable task) {
        try {
            var _ = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            Logger.debug("the jobs' thread has ended; something came too late: {}", e.getMessage());
        }
    }

    /** Posts a task that gives a future; the future returned completes with it, or fails after closing. */
    <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> task) {
        return CompletableFuture.<Void>completedFuture(null).thenComposeAsync(_ -> task.get(), executor);
    }

    /**
     * Waits for a future of this thread.
     *
     * @throws JobRefusedException if the order was refused, or came too late
     */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = Journal.cause(e);
            if (cause instanceof JobRefusedException refused) {
                throw new JobRefusedException(refused.reason(), refused.getMessage());
            }
            if (cause instanceof RejectedExecutionException) {
                throw new JobRefusedException(
                        JobRefusedException.Reason.CONFLICT, "The service is stopping: try again when it is back.");
            }
            throw cause instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    /** Also an error ends the task only: the executor would keep it to itself, and nobody would ever know. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            faults.accept(e);
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
