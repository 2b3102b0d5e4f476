package plotty.plotter.grbl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plotty.plotter.Bench;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardMain;
import plotty.plotter.board.InkLog;
import plotty.plotter.serial.SerialPortLink;

/** The board as a process on a pseudo-terminal, the plotter on a thread of its own, in real time. */
final class TerminalGrblBench implements Bench {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path terminal;
    private final Path inkFile;
    private final Machines.Kind kind;
    private final OriginSteps origin = new OriginSteps();
    private final Process board;
    private final BufferedReader out;
    private final Writer in;
    private final long start;
    private final List<PlotterNotice> notices = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private Plotter plotter;
    private volatile SerialLink link;

    TerminalGrblBench(Path folder, Machines.Kind kind) throws IOException {
        terminal = folder.resolve("ttyGRBL");
        inkFile = folder.resolve("ink.log");
        this.kind = kind;
        board = new ProcessBuilder(command(kind))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = board.inputReader(StandardCharsets.UTF_8);
        in = board.outputWriter(StandardCharsets.UTF_8);
        String ready = out.readLine();
        if (ready == null || !ready.startsWith("board: ")) {
            throw new IOException("the board did not start: " + ready);
        }
        start = System.nanoTime();
        plotter = plotter(true);
        plotter.start(notices::add);
    }

    private List<String> command(Machines.Kind kind) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BoardMain.class.getName(),
                "--board",
                "grbl",
                "--no-dtr-reset",
                "--y-down",
                "--link",
                terminal.toString(),
                "--ink",
                inkFile.toString()));
        Machines.board(kind).registers().forEach((number, value) -> {
            words.add("--set");
            words.add(String.format(Locale.ROOT, "%d=%.3f", number, value));
        });
        return words;
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
            origin.said(bytes, axis -> Integer.parseInt(state("counter" + axis)));
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
        return System.nanoTime() - start;
    }

    private synchronized String tell(String command) {
        try {
            in.write(command + "\n");
            in.flush();
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String state(String field) {
        Matcher found = Pattern.compile("\\b" + field + "=(\\S+)").matcher(tell("state"));
        if (!found.find()) {
            throw new AssertionError("the board's state has no " + field);
        }
        return found.group(1);
    }

    @Override
    public void dropReplies(int count) {
        tell("drop-reply " + count);
    }

    @Override
    public void garbleReplies(int count) {
        tell("garble-reply " + count);
    }

    @Override
    public void failCommand(int n) {
        tell("fail " + n);
    }

    @Override
    public void freeze(double seconds) {
        tell("freeze " + Math.round(seconds * 1000));
    }

    @Override
    public void unplug(boolean keepsPower) {
        tell(keepsPower ? "unplug power" : "unplug");
    }

    @Override
    public void plugIn() {
        tell("replug");
    }

    @Override
    public void pressButton() {
        tell("press");
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
        return Integer.parseInt(state("counter" + motor)) - origin.of(motor);
    }

    @Override
    public double penXMm() {
        return Double.parseDouble(state("x"));
    }

    @Override
    public double penYMm() {
        return Double.parseDouble(state("y"));
    }

    @Override
    public void push(double dxMm, double dyMm) {
        tell(String.format(Locale.ROOT, "slip %.4f %.4f", dxMm, dyMm));
    }

    @Override
    public boolean penOnPaper() {
        return state("pen").equals("down");
    }

    @Override
    public boolean motorsOn() {
        return state("motors").equals("on");
    }

    @Override
    public void close() {
        plotter.close();
        later.shutdownNow();
        board.destroy();
        board.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
