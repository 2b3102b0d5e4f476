package plotty.plotter.hpgl;

import plotty.plotter.PositionTrust;

/** What people are told to do about a trouble of an HP-GL plotter. */
final class HpglAdvice {
    private HpglAdvice() {}

    /** After a fault of a plotter that answers again. */
    static String after(PositionTrust trust) {
        return switch (trust) {
            case KNOWN -> " It answers again, with the pen up and its position proven: resume to go on.";
            case SUSPECT -> " Its pen is up; its position is in doubt: check pen and paper and set the origin.";
            case LOST ->
                " It was switched off or reset: check that the paper lies as before, move the pen to the origin, set the"
                        + " origin, then resume.";
        };
    }
}
