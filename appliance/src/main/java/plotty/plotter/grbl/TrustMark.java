package plotty.plotter.grbl;

import plotty.plotter.grbl.StatusReport.Point;

/**
 * Word of the position that is left on the board: the work offset of Z, which nothing drawn by us uses. Every reset wipes it (main.c:
 * gc_init), and with it the work offsets of X and Y, which say where the origin is; so a mark that is found proves that the
 * board went on counting since it was left.
 */
enum TrustMark {
    /** None of ours. */
    NONE(0),
    KNOWN(41.25),
    SUSPECT(41.5),
    /** The motors were switched off while the pen stood at the origin. */
    PARKED(41.75);

    private static final double NEAR_MM = 0.01;

    private final double z;

    TrustMark(double z) {
        this.z = z;
    }

    /** The work Z that a machine Z is given. */
    double workZ(double machineZ) {
        return machineZ + z;
    }

    /** The mark in a work offset. */
    static TrustMark in(Point offset) {
        for (TrustMark mark : values()) {
            if (mark != NONE && Math.abs(-offset.z() - mark.z) < NEAR_MM) {
                return mark;
            }
        }
        return NONE;
    }
}
