package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a task throws is told, whatever it is, and the next one is run. */
class JobThreadTest {
    @Test
    void an_error_in_a_task_is_told_like_an_exception_and_the_next_task_is_run() {
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        RuntimeException exception = new IllegalStateException("an exception");
        Error error = new AssertionError("an error");
        try (JobThread thread = new JobThread(faults::add)) {
            thread.execute(() -> {
                throw exception;
            });
            thread.post(() -> {
                throw error;
            });
            assertEquals(
                    "next",
                    thread.call(() -> CompletableFuture.completedFuture("next")).join());
        }
        assertEquals(List.of(exception, error), faults);
    }
}
