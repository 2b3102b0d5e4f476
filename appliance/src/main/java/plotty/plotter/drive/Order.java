package plotty.plotter.drive;

import java.util.concurrent.CompletableFuture;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;

/** What other threads ask of the plotter's thread; the methods of {@link plotty.plotter.Plotter}. */
public sealed interface Order {

    record Draw(PlotRequest request) implements Order {}

    record Permit(double untilS) implements Order {}

    record Hold() implements Order {}

    record Resume() implements Order {}

    record ResumeFrom(PlanMark mark) implements Order {}

    record ByHand(HandMove move, CompletableFuture<Void> answer) implements Order {}

    record Adjust(Adjustment adjustment) implements Order {}

    record Cancel() implements Order {}

    record Stop() implements Order {}

    record Lift() implements Order {}

    record SetOrigin() implements Order {}

    record Release() implements Order {}

    record Close() implements Order {}
}
