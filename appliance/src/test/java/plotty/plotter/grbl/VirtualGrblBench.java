package plotty.plotter.grbl;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import plotty.plotter.BoardBench;
import plotty.plotter.LinkOpener;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.drive.DrivenPlotter;
import plotty.plotter.drive.Waiting;

/** A plotter that speaks GRBL, in virtual time. */
final class VirtualGrblBench extends BoardBench<GrblBoard> {
    private final OriginSteps origin = new OriginSteps();
    private final Machines.Kind kind;
    private final List<String> said = new ArrayList<>();

    VirtualGrblBench(Machines.Kind kind) {
        this(kind, Machines.board(kind));
    }

    VirtualGrblBench(Machines.Kind kind, plotty.plotter.board.grbl.GrblSettings settings) {
        super(ink -> new GrblBoard(settings, ink));
        this.kind = kind;
        restart(true);
    }

    @Override
    protected DrivenPlotter drive(LinkOpener line, Waiting waiting, boolean assumeOriginAtStart) {
        return GrblPlotter.on(Machines.settings(kind, assumeOriginAtStart), line, InstantSource.system(), waiting);
    }

    @Override
    protected void driverSaid(byte[] bytes) {
        note("> ", bytes, bytes.length);
        origin.said(bytes, board()::counter);
    }

    @Override
    protected void boardSaid(byte[] buffer, int count) {
        note("< ", buffer, count);
    }

    private void note(String way, byte[] bytes, int count) {
        String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).strip();
        said.add("%.4f %s%s".formatted(nanoTime() / 1e9, way, text));
    }

    /** What driver and board have said last, with the time, s. */
    @Override
    protected String circumstances() {
        return ", last said " + lastOf(said, 30);
    }

    @Override
    public int counter(int motor) {
        return board().counter(motor) - origin.of(motor);
    }
}
