package plotty.motion;

import plotty.drawing.Drawing;

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

    /**
     * Places a drawing on a machine.
     *
     * @return the drawing in the machine frame; its page is the sheet, its warnings tell what was cut
     * @throws DoesNotFitException if ink would lie outside of the work area; the message gives both sizes in words
     */
    public Drawing place(Drawing drawing, MachineProfile machine) {
        throw new UnsupportedOperationException("motion");
    }
}
