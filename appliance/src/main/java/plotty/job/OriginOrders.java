package plotty.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** Orders to set a plotter's origin, and who waits for its word. Touched by the jobs' thread only. */
final class OriginOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Plotter plotter;
    private final JobThread thread;
    private CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);

    OriginOrders(Plotter plotter, JobThread thread) {
        this.plotter = plotter;
        this.thread = thread;
    }

    /** Orders it; the future completes when the plotter knows its position. */
    CompletableFuture<Void> order() {
        boolean known = plotter.state().trust() == PositionTrust.KNOWN;
        plotter.setOrigin();
        if (known) {
            return CompletableFuture.completedFuture(null);
        }
        if (waiting.isDone()) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            waiting = answer;
            thread.after(PATIENCE, () -> giveUp(answer));
        }
        return waiting;
    }

    /** The plotter's state changed. */
    void heard(PlotterState state, boolean up) {
        if (up && state.trust() == PositionTrust.KNOWN) {
            waiting.complete(null);
        }
    }

    private void giveUp(CompletableFuture<Void> answer) {
        String said = plotter.state().message().orElse("it gave no reason.");
        answer.completeExceptionally(new JobRefusedException(
                JobRefusedException.Reason.CONFLICT, "%s did not take the origin: %s".formatted(plotter.name(), said)));
    }
}
