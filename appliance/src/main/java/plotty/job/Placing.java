package plotty.job;

import java.util.List;
import java.util.Optional;
import plotty.drawing.Drawing;
import plotty.drawing.PaperSize;
import plotty.motion.DoesNotFitException;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;

/** Where a drawing lies, and on which plotter. Pure. */
final class Placing {
    private Placing() {}

    /**
     * A drawing on the first plotter that it fits.
     *
     * @param candidate the plotter
     * @param asRead the drawing as its file has it
     * @param onMachine the same in the machine's frame
     */
    record Placed(Planner.Candidate candidate, Drawing asRead, Drawing onMachine) {}

    /**
     * Places a drawing as a job asks for.
     *
     * @throws DoesNotFitException if it fits none of the candidates; the words are about the first
     */
    static Placed place(Drawing drawing, JobOptions options, List<Planner.Candidate> candidates) {
        DoesNotFitException first = null;
        for (Planner.Candidate candidate : candidates) {
            try {
                MachineProfile machine = candidate.profile();
                return new Placed(
                        candidate, drawing, placement(drawing, options, machine).place(drawing, machine));
            } catch (DoesNotFitException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IllegalArgumentException("a task needs a candidate") : first;
    }

    private static Placement placement(Drawing drawing, JobOptions options, MachineProfile machine) {
        Optional<PaperSize> sheet = options.paper().map(PaperSize::of).map(paper -> {
            boolean wide = drawing.widthMm() > drawing.heightMm();
            PaperSize asDrawn = wide ? paper.landscape() : paper.portrait();
            PaperSize turned = wide ? paper.portrait() : paper.landscape();
            return !lies(asDrawn, machine) && lies(turned, machine) ? turned : asDrawn;
        });
        return new Placement(
                0,
                0,
                sheet.map(PaperSize::widthMm).orElse(0.0),
                sheet.map(PaperSize::heightMm).orElse(0.0),
                options.rotate(),
                false,
                false,
                options.fit());
    }

    private static boolean lies(PaperSize sheet, MachineProfile machine) {
        return sheet.widthMm() <= machine.widthMm() && sheet.heightMm() <= machine.heightMm();
    }
}
