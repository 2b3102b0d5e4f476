package plotty.plotter.ebb;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import plotty.motion.MachineProfile;
import plotty.plotter.Bench;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.VirtualBoardLink;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** Driver and board in one thread and one virtual time: the same every time, and as fast as the arithmetic. */
final class VirtualBench implements Bench {
    static final long MARK = 86_420;

    /** An AxiDraw whose pen moves while the carriage does, as far as that leaves no trace on this board. */
    static final MachineProfile MACHINE = new MachineProfile(
            "AxiDraw V3",
            300,
            218,
            MachineProfile.Kinematics.CORE_XY,
            80,
            MachineProfile.AXIDRAW_V3.drawing(),
            MachineProfile.AXIDRAW_V3.travel(),
            0.127,
            new MachineProfile.PenProfile(0.12, 0.12, 0.07, 0.06, 60, 50));

    private final InkLog ink = new InkLog();
    private final MachineProfile machine;
    private final EbbBoard board;
    private final VirtualBoardLink link;
    private final List<PlotterNotice> notices = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
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

    /** Notes what the driver says. */
    private final class Overheard implements SerialLink {
        @Override
        public void write(byte[] bytes) {
            commands.add(new String(bytes, StandardCharsets.US_ASCII).strip());
            link.write(bytes);
        }

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            return link.read(buffer, timeoutNanos);
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

    VirtualBench(BoardSettings settings, boolean regularSyntax) {
        this(settings, MACHINE, regularSyntax);
    }

    /** With another machine on top of the board. */
    VirtualBench(BoardSettings settings, MachineProfile machine, boolean regularSyntax) {
        this.machine = machine;
        board = new EbbBoard(settings, ink);
        link = new VirtualBoardLink(board);
        if (regularSyntax) {
            link.write("CU,10,1\r".getBytes(StandardCharsets.US_ASCII));
            link.read(new byte[64], 20_000_000);
        }
        restart(true);
    }

    @Override
    public void restart(boolean assumeOriginAtStart) {
        EbbSettings settings = new EbbSettings("p1", "Test plotter", machine, MARK, assumeOriginAtStart);
        LinkOpener opener = () -> {
            link.open();
            return new Overheard();
        };
        plotter = EbbPlotter.on(settings, opener, InstantSource.system(), waiting);
    }

    @Override
    public Plotter plotter() {
        return plotter;
    }

    @Override
    public List<PlotterNotice> notices() {
        return notices;
    }

    /** What the driver has sent, in order. */
    List<String> commands() {
        return commands;
    }

    EbbBoard board() {
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
            throw new AssertionError("not within %s s; state %s, last notices %s"
                    .formatted(
                            withinS,
                            plotter.state(),
                            notices.subList(Math.max(0, notices.size() - 5), notices.size())));
        }
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
        board.pressButton();
    }

    @Override
    public int counter(int motor) {
        return board.counter(motor);
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
