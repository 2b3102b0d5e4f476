package plotty.plotter;

import java.util.List;
import java.util.function.BooleanSupplier;
import plotty.plotter.board.InkLog;

/** A plotter with a simulated board beneath it, as {@link PlotterContract} wants them. */
public interface Bench extends AutoCloseable {

    Plotter plotter();

    /** All notices so far, in order. */
    List<PlotterNotice> notices();

    /** What the board did to the paper. */
    InkLog ink();

    /** Lets the plotter work until a condition holds; fails if it does not within so many seconds of the board's time. */
    void runUntil(double withinS, BooleanSupplier condition);

    /** Does something after so many seconds of the board's time, counted from now, while the plotter works, also unplugged. */
    void after(double seconds, Runnable action);

    /** The board's time now, ns, as in the ink log. */
    long nanoTime();

    void dropReplies(int count);

    void garbleReplies(int count);

    /** The n-th command from now is answered with an error. */
    void failCommand(int n);

    /** The board says nothing any more for so many seconds. */
    void freeze(double seconds);

    void unplug(boolean keepsPower);

    void plugIn();

    /** The board's usual button is pressed; the plotter hears of it with {@link Capability#HAS_BUTTON} only. */
    void pressButton();

    /** Starts the service anew over the same board, as after a kill: nothing is told to the board before. */
    void restart(boolean assumeOriginAtStart);

    /** Steps of a motor from the origin; only asked for with {@link Capability#PROVES_POSITION}. */
    int counter(int motor);

    /** Where the pen really is, mm. */
    double penXMm();

    /** Where the pen really is, mm. */
    double penYMm();

    /** Somebody pushes the carriage, or its motors slip: the board does not notice. */
    void push(double dxMm, double dyMm);

    /** Somebody moves the carriage to the origin by hand. */
    default void pushToOrigin() {
        push(-penXMm(), -penYMm());
    }

    boolean penOnPaper();

    /** Only asked for with {@link Capability#RELEASES_MOTORS}. */
    boolean motorsOn();

    @Override
    void close();
}
