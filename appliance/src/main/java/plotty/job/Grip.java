package plotty.job;

import java.util.concurrent.CompletableFuture;

/** Whether a plotter has the drawing of a job in hand, and whether it rests. Touched by the jobs' thread only. */
final class Grip {
    /** What it was told to draw. */
    Request request = Request.NONE;
    /** Whether it has told that it is at rest, and was not told to go on since. */
    boolean atRest = true;
    /** Completes when it is at rest and its place on the disk. */
    CompletableFuture<Void> rest = CompletableFuture.completedFuture(null);

    final Line line = new Line();
}
