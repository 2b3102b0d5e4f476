package plotty.plotter.hpgl;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;
import plotty.motion.MotionLimits;
import plotty.plotter.BoardBench;
import plotty.plotter.LinkOpener;
import plotty.plotter.board.hpgl.HpglBoard;
import plotty.plotter.board.hpgl.HpglSettings;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** An HP plotter in virtual time, connected and with its pen at the origin. */
final class VirtualBench extends BoardBench<HpglBoard> implements KeyedBench {
    /** As fast as a dense curve comes over the line. */
    static final MachineProfile PROFILE = profile(25);

    private final HpglModel model;
    private final StringBuilder said = new StringBuilder();

    VirtualBench(HpglSettings settings, HpglModel model) {
        super(ink -> new HpglBoard(settings, ink));
        this.model = model;
        restart(true);
        goToOrigin(5);
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
    protected DrivenPlotter drive(LinkOpener line, Waiting waiting, boolean assumeOriginAtStart) {
        plotty.plotter.hpgl.HpglSettings settings =
                new plotty.plotter.hpgl.HpglSettings("p1", "Test plotter", PROFILE, model, assumeOriginAtStart);
        return HpglPlotter.on(settings, line, InstantSource.system(), waiting);
    }

    @Override
    protected void driverSaid(byte[] bytes) {
        said.append(new String(bytes, StandardCharsets.US_ASCII));
    }

    /** What the driver has sent, in order. */
    String said() {
        return said.toString();
    }

    @Override
    public int counter(int motor) {
        return units(motor);
    }
}
