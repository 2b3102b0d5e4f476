package plotty.plotter.grbl;

import plotty.plotter.PositionTrust;

/** What people are told to do about a trouble of a GRBL plotter. */
final class GrblAdvice {
    static final String MOVING = "The plotter is being moved by hand.";

    private GrblAdvice() {}

    /** After a fault of a board that answers again. */
    static String after(PositionTrust trust) {
        return switch (trust) {
            case KNOWN -> " It answers again, with the pen up and its position proven: resume to go on.";
            case SUSPECT ->
                " Its pen is up; its position is in doubt: move the carriage to the origin and set the origin.";
            case LOST -> " Its position is lost: move the carriage to the origin, set the origin, then resume.";
        };
    }
}
