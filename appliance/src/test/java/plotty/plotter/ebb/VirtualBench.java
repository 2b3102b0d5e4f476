package plotty.plotter.ebb;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import plotty.motion.MachineProfile;
import plotty.plotter.BoardBench;
import plotty.plotter.LinkOpener;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** An AxiDraw in virtual time. */
final class VirtualBench extends BoardBench<EbbBoard> {
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

    private final MachineProfile machine;
    private final List<String> commands = new ArrayList<>();

    VirtualBench(BoardSettings settings, boolean regularSyntax) {
        this(settings, MACHINE, regularSyntax);
    }

    /** With another machine on top of the board. */
    VirtualBench(BoardSettings settings, MachineProfile machine, boolean regularSyntax) {
        super(ink -> new EbbBoard(settings, ink));
        this.machine = machine;
        if (regularSyntax) {
            link().write("CU,10,1\r".getBytes(StandardCharsets.US_ASCII));
            link().read(new byte[64], 20_000_000);
        }
        restart(true);
    }

    @Override
    protected DrivenPlotter drive(LinkOpener line, Waiting waiting, boolean assumeOriginAtStart) {
        EbbSettings settings = new EbbSettings("p1", "Test plotter", machine, MARK, assumeOriginAtStart);
        return EbbPlotter.on(settings, line, InstantSource.system(), waiting);
    }

    @Override
    protected void driverSaid(byte[] bytes) {
        commands.add(new String(bytes, StandardCharsets.US_ASCII).strip());
    }

    /** What the driver has sent, in order. */
    List<String> commands() {
        return commands;
    }
}
