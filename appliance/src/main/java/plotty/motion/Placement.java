package plotty.motion;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingWarning;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/**
 * Where and how a drawing lies on the machine: page → paper → machine frame.
 *
 * @param offsetXMm of the paper's corner from the machine's origin
 * @param offsetYMm of the paper's corner from the machine's origin
 * @param sheetWidthMm of the paper; 0 takes the drawing's page
 * @param sheetHeightMm of the paper; 0 takes the drawing's page
 * @param rotation of the drawing on the paper, clockwise
 * @param mirrorX whether left and right are exchanged
 * @param mirrorY whether top and bottom are exchanged
 * @param fit what happens to a drawing that is not the size of the sheet
 */
public record Placement(
        double offsetXMm,
        double offsetYMm,
        double sheetWidthMm,
        double sheetHeightMm,
        Rotation rotation,
        boolean mirrorX,
        boolean mirrorY,
        Fit fit) {

    /** Clockwise turns; {@code AUTO} turns by 90° only if the page fits the sheet and work area turned but not as it is. */
    public enum Rotation {
        AUTO,
        NONE,
        CLOCKWISE_90,
        HALF,
        CLOCKWISE_270
    }

    /** How size is settled. */
    public enum Fit {
        /** True to size; ink outside of the work area is an error. */
        NONE,
        /** Scaled down or up, kept in proportion, so that the page fills the sheet, or the work area if that is smaller. */
        PAGE,
        /** True to size; ink outside of the sheet is cut off. */
        CLIP
    }

    /** As the file has it, at the origin. */
    public static final Placement AS_IS = new Placement(0, 0, 0, 0, Rotation.AUTO, false, false, Fit.NONE);

    /** Farther than any plotter reaches; larger coordinates are an error of the file and would lose precision. */
    private static final double FARTHEST_MM = 1e6;

    public Placement {
        if (!(Math.abs(offsetXMm) <= FARTHEST_MM) || !(Math.abs(offsetYMm) <= FARTHEST_MM)) {
            throw new IllegalArgumentException(
                    "the paper's offset must be within a kilometre, got %s, %s mm".formatted(offsetXMm, offsetYMm));
        }
        boolean fromPage = sheetWidthMm == 0 && sheetHeightMm == 0;
        boolean given =
                sheetWidthMm > 0 && sheetHeightMm > 0 && sheetWidthMm <= FARTHEST_MM && sheetHeightMm <= FARTHEST_MM;
        if (!fromPage && !given) {
            throw new IllegalArgumentException(
                    "a sheet needs a width and a height of more than 0, or 0 × 0 for the drawing's page, got %s × %s mm"
                            .formatted(sheetWidthMm, sheetHeightMm));
        }
    }

    /**
     * Places a drawing on a machine. The drawing is turned, then mirrored within its turned page, and lies at the paper's
     * corner; with {@link Fit#PAGE} it is centred in the room that it fills, and if ink lies so far outside of the page that
     * it would leave the work area, page and ink together fill that room. A sheet taken from the drawing's page turns with
     * it, and with {@link Fit#PAGE} is no larger than that room. {@code AUTO} judges by the ink if the page fits neither way (with {@link Fit#PAGE}: takes the way that leaves it
     * larger), and lays a given sheet the other way if only that helps. {@link Fit#CLIP} also cuts at the edge of the work
     * area. Ink that leaves the work area by rounding (1e-6 mm) is set back.
     *
     * @return the drawing in the machine frame; its page is the sheet, its warnings tell what was cut and what leaves the sheet
     * @throws DoesNotFitException if ink would lie outside of the work area; the message gives both sizes in words
     */
    public Drawing place(Drawing drawing, MachineProfile machine) {
        if (Box.around(drawing.layers()).reach() > FARTHEST_MM) {
            throw DoesNotFitException.absurd(machine);
        }
        Box ink =
                Box.around(drawing.layers().stream().filter(Placement::isDrawn).toList());
        Lay lay = Lay.of(this, drawing, ink, machine);
        if (!(lay.room().width() > 0) || !(lay.room().height() > 0)) {
            throw DoesNotFitException.paperOutOfReach(lay.sheet(), machine);
        }
        return switch (fit) {
            case CLIP -> clipped(drawing, lay);
            case PAGE -> whole(drawing, lay, machine);
            case NONE -> {
                Box placedInk = lay.map().of(ink);
                if (!Box.of(machine).contains(placedInk, Lay.ROUNDING_MM)) {
                    throw DoesNotFitException.outside(placedInk, machine);
                }
                yield whole(drawing, lay, machine);
            }
        };
    }

    private static boolean isDrawn(Layer layer) {
        return !layer.directives().documentation();
    }

    private static Drawing whole(Drawing drawing, Lay lay, MachineProfile machine) {
        Box workArea = Box.of(machine);
        int outside = 0;
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : drawing.layers()) {
            List<Stroke> strokes = layer.strokes().stream()
                    .map(stroke -> lay.map().of(stroke, workArea, Lay.ROUNDING_MM))
                    .toList();
            layers.add(layer.withStrokes(strokes));
            if (isDrawn(layer)) {
                outside += (int) strokes.stream()
                        .filter(stroke -> !lay.sheet().contains(Box.around(stroke), Lay.ROUNDING_MM))
                        .count();
            }
        }
        return onSheet(
                drawing, lay, layers, new DrawingWarning("sheet", "Strokes reach beyond the sheet of paper.", outside));
    }

    private static Drawing clipped(Drawing drawing, Lay lay) {
        int cut = 0;
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : drawing.layers()) {
            List<Stroke> strokes = new ArrayList<>(layer.strokes().size());
            for (Stroke stroke : layer.strokes()) {
                Stroke mapped = lay.map().of(stroke, lay.room(), Lay.ROUNDING_MM);
                strokes.addAll(Clipping.inside(mapped, lay.room()));
                if (isDrawn(layer) && !lay.room().contains(Box.around(mapped), 0)) {
                    cut++;
                }
            }
            layers.add(layer.withStrokes(strokes));
        }
        return onSheet(
                drawing,
                lay,
                layers,
                new DrawingWarning("clip", "Strokes were cut at the edge of the sheet or the work area.", cut));
    }

    private static Drawing onSheet(Drawing drawing, Lay lay, List<Layer> layers, DrawingWarning warning) {
        List<DrawingWarning> warnings = new ArrayList<>(drawing.warnings());
        if (warning.count() > 0) {
            warnings.add(warning);
        }
        return new Drawing(lay.sheet().width(), lay.sheet().height(), layers, warnings);
    }
}
