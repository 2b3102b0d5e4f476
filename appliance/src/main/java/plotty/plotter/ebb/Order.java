package plotty.plotter.ebb;

import plotty.plotter.PlotRequest;

/** What other threads ask of the plotter's thread; the methods of {@link plotty.plotter.Plotter}. */
sealed interface Order {

    record Draw(PlotRequest request) implements Order {}

    record Permit(double untilS) implements Order {}

    record Hold() implements Order {}

    record Resume() implements Order {}

    record Cancel() implements Order {}

    record Stop() implements Order {}

    record Lift() implements Order {}

    record SetOrigin() implements Order {}

    record Release() implements Order {}

    record Close() implements Order {}
}
