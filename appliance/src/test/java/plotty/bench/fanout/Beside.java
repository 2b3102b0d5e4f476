package plotty.bench.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something on a thread of its own while a crowd listens. */
final class Beside {
    private Beside() {}

    /** Lets a crowd listen until the work is done, and gives its result. */
    static <T> T listening(Crowd crowd, Callable<T> work) throws IOException, InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<T> result = thread.submit(work);
            while (!result.isDone()) {
                crowd.listen(Duration.ofMillis(20));
            }
            return result.get();
        } catch (ExecutionException e) {
            throw new IOException("what was done beside the crowd failed", e);
        }
    }
}
