package plotty.plotter.grbl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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
final class TerminalGrblBench implements Bench {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path terminal;
    private final Path inkFile;
    private final Machines.Kind kind;
    private final OriginSteps origin = new OriginSteps();
    private final BoardProcess board;
    private final List<PlotterNotice> notices = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private Plotter plotter;
    private volatile SerialLink link;

    TerminalGrblBench(Path folder, Machines.Kind kind) throws IOException {
        terminal = folder.resolve("ttyGRBL");
        inkFile = folder.resolve("ink.log");
        this.kind = kind;
        board = new BoardProcess(terminal, options(kind));
        plotter = plotter(true);
        plotter.start(notices::add);
    }

    private String[] options(Machines.Kind kind) {
        List<String> words =
                new ArrayList<>(List.of("--board", "grbl", "--no-dtr-reset", "--y-down", "--ink", inkFile.toString()));
        Machines.board(kind).registers().forEach((number, value) -> {
            words.add("--set");
            words.add(String.format(Locale.ROOT, "%d=%.3f", number, value));
        });
        return words.toArray(String[]::new);
    }

    private Plotter plotter(boolean assumeOriginAtStart) {
        LinkOpener opener = () -> {
            link = new SerialPortLink(terminal.toString());
            return new Overheard(link);
        };
        return GrblPlotter.on(Machines.settings(kind, assumeOriginAtStart), opener, InstantSource.system());
    }

    /** Notes where the driver says that the origin is. */
    private final class Overheard implements SerialLink {
        private final SerialLink line;

        Overheard(SerialLink line) {
            this.line = line;
        }

        @Override
        public void write(byte[] bytes) {
            origin.said(bytes, axis -> Integer.parseInt(board.state("counter" + axis)));
            line.write(bytes);
        }

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            return line.read(buffer, timeoutNanos);
        }

        @Override
        public void wake() {
            line.wake();
        }

        @Override
        public long nanoTime() {
            return line.nanoTime();
        }

        @Override
        public void close() {
            line.close();
        }
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
        return Integer.parseInt(board.state("counter" + motor)) - origin.of(motor);
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
