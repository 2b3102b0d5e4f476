package plotty.plotter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import plotty.plotter.board.BoardProcess;
import plotty.plotter.board.InkLog;
import plotty.plotter.serial.SerialLine;
import plotty.plotter.serial.SerialPortLink;

/**
 * The board as a process on a pseudo-terminal, the plotter on a thread of its own, in real time. Whoever extends it says which
 * board and which driver, and calls {@link #begin} once when it has what {@link #drive} needs.
 */
public abstract class TerminalBoardBench implements Bench {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path terminal;
    private final Path inkFile;
    private final SerialLine settings;
    private final BoardProcess board;
    private final List<PlotterNotice> notices = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private Plotter plotter;
    private volatile SerialLink link;

    /**
     * With the board's process, not yet driven.
     *
     * @param folder takes the terminal and the ink log
     * @param settings what the driver opens the terminal with
     * @param options of the process, but for these two
     */
    protected TerminalBoardBench(Path folder, SerialLine settings, List<String> options) throws IOException {
        terminal = folder.resolve("ttyBoard");
        inkFile = folder.resolve("ink.log");
        this.settings = settings;
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--ink", inkFile.toString()));
        board = new BoardProcess(terminal, all.toArray(String[]::new));
    }

    /** A new plotter for this line, not started yet. */
    protected abstract Plotter drive(LinkOpener line, boolean assumeOriginAtStart);

    /** The driver is about to write this; on the plotter's thread. */
    protected void driverSaid(byte[] bytes) {}

    /** Starts a plotter over the board. */
    protected final void begin(boolean assumeOriginAtStart) {
        LinkOpener line = () -> {
            link = new SerialPortLink(terminal.toString(), settings);
            return new OverheardLink(link, this::driverSaid, (_, _) -> {});
        };
        plotter = drive(line, assumeOriginAtStart);
        plotter.start(notices::add);
    }

    /** The line is gone without a word, as by a kill; the plotter's thread is left without a board. */
    @Override
    public final void restart(boolean assumeOriginAtStart) {
        link.close();
        plotter.close();
        begin(assumeOriginAtStart);
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
        try {
            return InkLog.read(inkFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void runUntil(double withinS, BooleanSupplier condition) {
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
    public final void after(double seconds, Runnable action) {
        var _ = later.schedule(action, (long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    @Override
    public final long nanoTime() {
        return board.nanoTime();
    }

    @Override
    public final void dropReplies(int count) {
        board.tell("drop-reply " + count);
    }

    @Override
    public final void garbleReplies(int count) {
        board.tell("garble-reply " + count);
    }

    @Override
    public final void failCommand(int n) {
        board.tell("fail " + n);
    }

    @Override
    public final void freeze(double seconds) {
        board.tell("freeze " + Math.round(seconds * 1000));
    }

    @Override
    public final void unplug(boolean keepsPower) {
        board.tell(keepsPower ? "unplug power" : "unplug");
    }

    @Override
    public final void plugIn() {
        board.tell("replug");
    }

    @Override
    public final void pressButton() {
        board.tell("press");
    }

    /** Where the board believes an axis or motor is, steps; 1 or 2. */
    @Override
    public int counter(int motor) {
        return Integer.parseInt(board.state("counter" + motor));
    }

    @Override
    public final double penXMm() {
        return Double.parseDouble(board.state("x"));
    }

    @Override
    public final double penYMm() {
        return Double.parseDouble(board.state("y"));
    }

    @Override
    public final void push(double dxMm, double dyMm) {
        board.tell(String.format(Locale.ROOT, "slip %.4f %.4f", dxMm, dyMm));
    }

    @Override
    public final boolean penOnPaper() {
        return board.state("pen").equals("down");
    }

    @Override
    public final boolean motorsOn() {
        return board.state("motors").equals("on");
    }

    @Override
    public final void close() {
        plotter.close();
        later.shutdownNow();
        board.close();
    }
}
