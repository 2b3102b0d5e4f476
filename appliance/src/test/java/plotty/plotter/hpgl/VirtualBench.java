package plotty.plotter.hpgl;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;
import plotty.motion.MotionLimits;
import plotty.plotter.Bench;
import plotty.plotter.HandMove;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.SerialLink;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.VirtualBoardLink;
import plotty.plotter.board.hpgl.HpglBoard;
import plotty.plotter.board.hpgl.HpglSettings;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** Driver and board in one thread and one virtual time: the same every time, and as fast as the arithmetic. */
final class VirtualBench implements Bench {
    /** As fast as a dense curve comes over the line. */
    static final MachineProfile PROFILE = profile(25);

    private final InkLog ink = new InkLog();
    private final HpglBoard board;
    private final VirtualBoardLink link;
    private final HpglModel model;
    private final List<PlotterNotice> notices = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private final Idle waiting = new Idle();
    private DrivenPlotter plotter;

    /** Time without a link: it passes for the board too. */
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
            said.append(new String(bytes, StandardCharsets.US_ASCII));
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

    VirtualBench(HpglSettings settings, HpglModel model) {
        this.model = model;
        board = new HpglBoard(settings, ink);
        link = new VirtualBoardLink(board);
        restart(true);
        runUntil(5, () -> plotter.state().connection() == Connection.CONNECTED);
        byHand(new HandMove.GoToOrigin());
    }

    /** An HP 7475A that draws so fast. */
    static MachineProfile profile(double mmPerS) {
        return new MachineProfile(
                "HP 7475A",
                276,
                193,
                Kinematics.CARTESIAN,
                40,
                new MotionLimits(mmPerS, 19_600),
                new MotionLimits(400, 19_600),
                0,
                new PenProfile(0.06, 0.06, 100, 0));
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

    /**
     * An HP 7475A that is quick with its pens, as the contract's moments are for plotters that have theirs in the holder, and
     * reads at once, so that a rest in a stroke is the driver's doing.
     */
    static HpglSettings swift() {
        HpglSettings a4 = HpglSettings.a4();
        return a4.withPen(a4.timing().penNanos(), 100_000_000)
                .withTimes(0, a4.timing().baud());
    }

    @Override
    public void restart(boolean assumeOriginAtStart) {
        plotty.plotter.hpgl.HpglSettings settings =
                new plotty.plotter.hpgl.HpglSettings("p1", "Test plotter", PROFILE, model, assumeOriginAtStart);
        LinkOpener opener = () -> {
            link.open();
            return new Overheard();
        };
        plotter = HpglPlotter.on(settings, opener, InstantSource.system(), waiting);
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
    String said() {
        return said.toString();
    }

    HpglBoard board() {
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
        throw new UnsupportedOperationException("no button of this plotter tells the computer");
    }

    @Override
    public int counter(int motor) {
        return (int) Math.round(40 * (motor == 1 ? board.xMm() : board.yMm()));
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
