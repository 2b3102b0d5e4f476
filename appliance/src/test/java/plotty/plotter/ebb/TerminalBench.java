package plotty.plotter.ebb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import plotty.plotter.Bench;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardProcess;
import plotty.plotter.board.InkLog;
import plotty.plotter.serial.SerialPortLink;

/** The board as a process on a pseudo-terminal, the plotter on a thread of its own, in real time. */
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

    TerminalBench(Path folder, String firmware) throws IOException {
        terminal = folder.resolve("ttyEBB");
        inkFile = folder.resolve("ink.log");
        board = new BoardProcess(terminal, "--ink", inkFile.toString(), "--firmware", firmware);
        plotter = plotter(true);
        plotter.start(notices::add);
    }

    private Plotter plotter(boolean assumeOriginAtStart) {
        LinkOpener opener = () -> link = new SerialPortLink(terminal.toString());
        EbbSettings settings =
                new EbbSettings("p1", "Test plotter", VirtualBench.MACHINE, VirtualBench.MARK, assumeOriginAtStart);
        return EbbPlotter.on(settings, opener, InstantSource.system());
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
        board.tell("press");
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
        return Integer.parseInt(board.state("counter" + motor));
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
