package plotty.plotter.grbl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.TerminalBoardBench;
import plotty.plotter.serial.SerialLine;

/** A plotter that speaks GRBL, in real time. */
final class TerminalGrblBench extends TerminalBoardBench {
    private final OriginSteps origin = new OriginSteps();
    private final Machines.Kind kind;

    TerminalGrblBench(Path folder, Machines.Kind kind) throws IOException {
        super(folder, SerialLine.USB, options(kind));
        this.kind = kind;
        begin(true);
    }

    private static List<String> options(Machines.Kind kind) {
        List<String> words = new ArrayList<>(List.of("--board", "grbl", "--no-dtr-reset", "--y-down"));
        Machines.board(kind).registers().forEach((number, value) -> {
            words.add("--set");
            words.add(String.format(Locale.ROOT, "%d=%.3f", number, value));
        });
        return words;
    }

    @Override
    protected Plotter drive(LinkOpener line, boolean assumeOriginAtStart) {
        return GrblPlotter.on(Machines.settings(kind, assumeOriginAtStart), line, InstantSource.system());
    }

    @Override
    protected void driverSaid(byte[] bytes) {
        origin.said(bytes, super::counter);
    }

    @Override
    public int counter(int motor) {
        return super.counter(motor) - origin.of(motor);
    }
}
