package plotty.plotter.hpgl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import plotty.plotter.Bench;
import plotty.plotter.HandMove;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardProcess;
import plotty.plotter.board.InkLog;
import plotty.plotter.serial.SerialLine;
import plotty.plotter.serial.SerialPortLink;

/** The simulated HP 7475A as a process on a pseudo-terminal, the plotter on a thread of its own, in real time. */
final class TerminalBench implements Bench {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path terminal;
    private final Path inkFile;
    private final BoardProcess board;
    private final List<PlotterNotice> notices = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private Plotter plotter;
    private volatile SerialLink link;

    TerminalBench(Path folder) throws IOException {
        terminal = folder.resolve("ttyHPGL");
        inkFile = folder.resolve("ink.log");
        board = new BoardProcess(terminal, "--board", "hpgl", "--ink", inkFile.toString(), "--change-ms", "300");
        plotter = plotter(true);
        plotter.start(notices::add);
        runUntil(10, () -> plotter.state().connection() == Connection.CONNECTED);
        byHand(new HandMove.GoToOrigin());
    }

    private Plotter plotter(boolean assumeOriginAtStart) {
        LinkOpener opener = () -> link = new SerialPortLink(terminal.toString(), SerialLine.HPGL);
        HpglModel a = HpglModel.HP_7475A;
        HpglModel onePen = new HpglModel(
                a.name(), a.unitsPerMm(), a.mirrorX(), a.mirrorY(), a.swapAxes(), 1, a.flow(), 0, a.baud());
        HpglSettings settings =
                new HpglSettings("p1", "Test plotter", VirtualBench.profile(20), onePen, assumeOriginAtStart);
        return HpglPlotter.on(settings, opener, InstantSource.system());
    }

    /** The plotter parks its pen elsewhere, and nobody pushes its carriage: one uses keys. */
    @Override
    public void pushToOrigin() {
        byHand(new HandMove.Jog(-penXMm(), -penYMm()));
    }

    private void byHand(HandMove move) {
        CompletableFuture<Void> done = plotter.byHand(move);
        runUntil(10, done::isDone);
        done.join();
    }

    @Override
    public Plotter plotter() {
        return plotter;
    }

    @Override
    public List<PlotterNotice> notices() {
        return notices;
    }

    @Override
    public InkLog ink() {
        try {
            return InkLog.read(inkFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void runUntil(double withinS, BooleanSupplier condition) {
        long deadline = System.nanoTime() + (long) (withinS * 1e9);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %s s; state %s, last notices %s"
                        .formatted(
                                withinS,
                                plotter.state(),
                                notices.subList(Math.max(0, notices.size() - 5), notices.size())));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void after(double seconds, Runnable action) {
        var _ = later.schedule(action, (long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    @Override
    public long nanoTime() {
        return board.nanoTime();
    }

    @Override
    public void dropReplies(int count) {
        board.tell("drop-reply " + count);
    }

    @Override
    public void garbleReplies(int count) {
        board.tell("garble-reply " + count);
    }

    @Override
    public void failCommand(int n) {
        board.tell("fail " + n);
    }

    @Override
    public void freeze(double seconds) {
        board.tell("freeze " + Math.round(seconds * 1000));
    }

    @Override
    public void unplug(boolean keepsPower) {
        board.tell(keepsPower ? "unplug power" : "unplug");
    }

    @Override
    public void plugIn() {
        board.tell("replug");
    }

    @Override
    public void pressButton() {
        throw new UnsupportedOperationException("no button of this plotter tells the computer");
    }

    /** The line is gone without a word, as by a kill; the plotter's thread is left without a board. */
    @Override
    public void restart(boolean assumeOriginAtStart) {
        Plotter killed = plotter;
        SerialLink line = link;
        line.close();
        killed.close();
        plotter = plotter(assumeOriginAtStart);
        plotter.start(notices::add);
    }

    @Override
    public int counter(int motor) {
        return (int) Math.round(40 * (motor == 1 ? penXMm() : penYMm()));
    }

    @Override
    public double penXMm() {
        return Double.parseDouble(board.state("x"));
    }

    @Override
    public double penYMm() {
        return Double.parseDouble(board.state("y"));
    }

    @Override
    public void push(double dxMm, double dyMm) {
        board.tell(String.format(Locale.ROOT, "slip %.4f %.4f", dxMm, dyMm));
    }

    @Override
    public boolean penOnPaper() {
        return board.state("pen").equals("down");
    }

    @Override
    public boolean motorsOn() {
        return board.state("motors").equals("on");
    }

    @Override
    public void close() {
        plotter.close();
        later.shutdownNow();
        board.close();
    }
}
