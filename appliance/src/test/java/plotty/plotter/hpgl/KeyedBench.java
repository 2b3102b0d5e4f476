package plotty.plotter.hpgl;

import java.util.concurrent.CompletableFuture;
import plotty.plotter.Bench;
import plotty.plotter.HandMove;
import plotty.plotter.PlotterState.Connection;

/** An HP plotter parks its pen away from the origin, and nobody pushes its carriage: one uses its keys. */
interface KeyedBench extends Bench {

    /** Waits until it is connected, at most so long, and brings the pen from where it parks to the origin. */
    default void goToOrigin(double withinS) {
        runUntil(withinS, () -> plotter().state().connection() == Connection.CONNECTED);
        byHand(new HandMove.GoToOrigin());
    }

    @Override
    default void pushToOrigin() {
        byHand(new HandMove.Jog(-penXMm(), -penYMm()));
    }

    private void byHand(HandMove move) {
        CompletableFuture<Void> done = plotter().byHand(move);
        runUntil(10, done::isDone);
        done.join();
    }

    /** Plotter units of an axis, 1 or 2, from the origin to the pen. */
    default int units(int axis) {
        return (int) Math.round(40 * (axis == 1 ? penXMm() : penYMm()));
    }
}
