package plotty.plotter.grbl;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import plotty.plotter.Bench;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.SerialLink;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.VirtualBoardLink;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** Driver and board in one thread and one virtual time: the same every time, and as fast as the arithmetic. */
final class VirtualGrblBench implements Bench {
    private final OriginSteps origin = new OriginSteps();
    private final InkLog ink = new InkLog();
    private final Machines.Kind kind;
    private final GrblBoard board;
    private final VirtualBoardLink link;
    private final List<PlotterNotice> notices = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
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

    /** Notes what both say. */
    private final class Overheard implements SerialLink {
        @Override
        public void write(byte[] bytes) {
            note("> ", bytes, bytes.length);
            origin.said(bytes, board::counter);
            link.write(bytes);
        }

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            int count = link.read(buffer, timeoutNanos);
            if (count > 0) {
                note("< ", buffer, count);
            }
            return count;
        }

        private void note(String way, byte[] bytes, int count) {
            String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).strip();
            said.add("%.4f %s%s".formatted(link.nanoTime() / 1e9, way, text));
        }

        @Override
        public void wake() {
            link.wake();
        }

        @Override
        public long nanoTime() {
            return link.nanoTime();
        }

        @Override
        public void close() {
            link.close();
        }
    }

    VirtualGrblBench(Machines.Kind kind) {
        this(kind, Machines.board(kind));
    }

    VirtualGrblBench(Machines.Kind kind, plotty.plotter.board.grbl.GrblSettings settings) {
        this.kind = kind;
        board = new GrblBoard(settings, ink);
        link = new VirtualBoardLink(board);
        restart(true);
    }

    @Override
    public void restart(boolean assumeOriginAtStart) {
        LinkOpener opener = () -> {
            link.open();
            return new Overheard();
        };
        plotter = GrblPlotter.on(Machines.settings(kind, assumeOriginAtStart), opener, InstantSource.system(), waiting);
    }

    @Override
    public Plotter plotter() {
        return plotter;
    }

    @Override
    public List<PlotterNotice> notices() {
        return notices;
    }

    /** What driver and board have said, in order, with the time. */
    List<String> said() {
        return said;
    }

    GrblBoard board() {
        return board;
    }

    @Override
    public InkLog ink() {
        return ink;
    }

    @Override
    public void runUntil(double withinS, BooleanSupplier condition) {
        long deadline = waiting.nanoTime() + (long) (withinS * 1e9);
        plotter.runUntil(notices::add, () -> condition.getAsBoolean() || waiting.nanoTime() > deadline);
        if (!condition.getAsBoolean()) {
            throw new AssertionError("not within %s s; state %s, last notices %s, last said %s"
                    .formatted(withinS, plotter.state(), lastOf(notices, 5), lastOf(said, 30)));
        }
    }

    private static <T> List<T> lastOf(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    @Override
    public void after(double seconds, Runnable action) {
        link.at(link.nanoTime() + (long) (seconds * 1e9), action);
    }

    @Override
    public long nanoTime() {
        return link.nanoTime();
    }

    @Override
    public void dropReplies(int count) {
        board.faults().dropReplies(count);
    }

    @Override
    public void garbleReplies(int count) {
        board.faults().garbleReplies(count);
    }

    @Override
    public void failCommand(int n) {
        board.faults().failCommand(n);
    }

    @Override
    public void freeze(double seconds) {
        board.faults().freezeUntil(link.nanoTime() + (long) (seconds * 1e9));
    }

    @Override
    public void unplug(boolean keepsPower) {
        board.unplug(keepsPower);
    }

    @Override
    public void plugIn() {
        board.plugIn();
    }

    @Override
    public void pressButton() {
        throw new UnsupportedOperationException("no button");
    }

    @Override
    public int counter(int motor) {
        return board.counter(motor) - origin.of(motor);
    }

    @Override
    public double penXMm() {
        return board.xMm();
    }

    @Override
    public double penYMm() {
        return board.yMm();
    }

    @Override
    public void push(double dxMm, double dyMm) {
        board.slip(dxMm, dyMm);
    }

    @Override
    public boolean penOnPaper() {
        return board.penOnPaper();
    }

    @Override
    public boolean motorsOn() {
        return board.motorOn(1) && board.motorOn(2);
    }

    @Override
    public void close() {
        plotter.close();
        plotter.runUntil(notices::add, () -> false);
    }
}
