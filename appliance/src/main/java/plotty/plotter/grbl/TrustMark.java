package plotty.plotter.grbl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The last of the offsets that the board keeps for good, G59, which plotters do not use. */
    static final String KEEP_DOUBT = "G10L2P6Z41.5";

    static final String FORGET_DOUBT = "G10L2P6Z0";
    private static final Pattern KEPT = Pattern.compile("\\[G59:[^,]*,[^,]*,(-?[0-9.]+)[^]]*]");

    private static final double NEAR_MM = 0.01;

    private final double z;

    TrustMark(double z) {
        this.z = z;
    }

    /** The work Z that a machine Z is given. */
    double workZ(double machineZ) {
        return machineZ + z;
    }

    /** Whether a line of what {@code $#} answers tells a doubt that was kept. */
    static boolean keptDoubt(String note) {
        Matcher kept = KEPT.matcher(note);
        return kept.matches() && Math.abs(Double.parseDouble(kept.group(1)) - SUSPECT.z) < NEAR_MM;
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
