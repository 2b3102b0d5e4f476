package plotty.plotter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import plotty.plotter.board.BenchBoard;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.VirtualBoardLink;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/**
 * Driver and board in one thread and one virtual time: the same every time, and as fast as the arithmetic. Whoever extends
 * it says which board and which driver, and calls {@link #restart} once when it has what {@link #drive} needs.
 */
public abstract class BoardBench<B extends BenchBoard> implements Bench {
    private final InkLog ink = new InkLog();
    private final B board;
    private final VirtualBoardLink link;
    private final List<PlotterNotice> notices = new ArrayList<>();
    private final Idle waiting = new Idle();
    private DrivenPlotter plotter;

    /** Time without a link: the board's goes on. */
    private final class Idle implements Waiting {
        @Override
        public void upTo(long nanos) {
            link.pass(nanos);
        }

        @Override
        public void wake() {}

        @Override
        public long nanoTime() {
            return link.nanoTime();
        }
    }

    /** With a board that leaves its ink there. */
    protected BoardBench(Function<InkLog, B> boards) {
        board = boards.apply(ink);
        link = new VirtualBoardLink(board);
    }

    /** A new driver for this line, not started yet. */
    protected abstract DrivenPlotter drive(LinkOpener line, Waiting waiting, boolean assumeOriginAtStart);

    /** The driver is about to write this. */
    protected void driverSaid(byte[] bytes) {}

    /** The driver has read so many bytes, at least one, into this buffer. */
    protected void boardSaid(byte[] buffer, int count) {}

    /** What else helps to understand that something did not happen in time: the end of a sentence, or nothing. */
    protected String circumstances() {
        return "";
    }

    public final B board() {
        return board;
    }

    /** The line itself, which nobody overhears. */
    protected final VirtualBoardLink link() {
        return link;
    }

    @Override
    public final void restart(boolean assumeOriginAtStart) {
        LinkOpener line = () -> {
            link.open();
            return new OverheardLink(link, this::driverSaid, this::boardSaid);
        };
        plotter = drive(line, waiting, assumeOriginAtStart);
    }

    @Override
    public final Plotter plotter() {
        return plotter;
    }

    @Override
    public final List<PlotterNotice> notices() {
        return notices;
    }

    @Override
    public final InkLog ink() {
        return ink;
    }

    @Override
    public final void runUntil(double withinS, BooleanSupplier condition) {
        long deadline = waiting.nanoTime() + (long) (withinS * 1e9);
        plotter.runUntil(notices::add, () -> condition.getAsBoolean() || waiting.nanoTime() > deadline);
        if (!condition.getAsBoolean()) {
            throw new AssertionError("not within %s s; state %s, last notices %s%s"
                    .formatted(withinS, plotter.state(), lastOf(notices, 5), circumstances()));
        }
    }

    /** At most so many of the last. */
    protected static <T> List<T> lastOf(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    @Override
    public final void after(double seconds, Runnable action) {
        link.at(link.nanoTime() + (long) (seconds * 1e9), action);
    }

    @Override
    public final long nanoTime() {
        return link.nanoTime();
    }

    @Override
    public final void dropReplies(int count) {
        board.faults().dropReplies(count);
    }

    @Override
    public final void garbleReplies(int count) {
        board.faults().garbleReplies(count);
    }

    @Override
    public final void failCommand(int n) {
        board.faults().failCommand(n);
    }

    @Override
    public final void freeze(double seconds) {
        board.faults().freezeUntil(link.nanoTime() + (long) (seconds * 1e9));
    }

    @Override
    public final void unplug(boolean keepsPower) {
        board.unplug(keepsPower);
    }

    @Override
    public final void plugIn() {
        board.plugIn();
    }

    @Override
    public final void pressButton() {
        board.press("");
    }

    @Override
    public int counter(int motor) {
        return board.counter(motor);
    }

    @Override
    public final double penXMm() {
        return board.xMm();
    }

    @Override
    public final double penYMm() {
        return board.yMm();
    }

    @Override
    public final void push(double dxMm, double dyMm) {
        board.slip(dxMm, dyMm);
    }

    @Override
    public final boolean penOnPaper() {
        return board.penOnPaper();
    }

    @Override
    public final boolean motorsOn() {
        return board.motorOn(1) && board.motorOn(2);
    }

    @Override
    public final void close() {
        plotter.close();
        plotter.runUntil(notices::add, () -> false);
    }
}
