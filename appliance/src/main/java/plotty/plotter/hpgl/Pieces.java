package plotty.plotter.hpgl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.plotter.hpgl.Piece.Kind;

/**
 * Makes instructions, none longer than a hold may take. Each is whole in itself and absolute, so that one that is lost spoils
 * no other; plotters were seen to misread longer ones when they are asked something in between.
 */
final class Pieces {
    private static final double LONGEST_INK_MM = 10;
    private static final double LONGEST_INK_S = 0.15;
    private static final double LONGEST_TRAVEL_MM = 60;
    /** How far a vertex that is left out may be from the line; with rounding to whole units less than 0.03 mm. */
    private static final double TOLERANCE_MM = 0.008;

    /** The same where the line has time for it. */
    private static final double FINE_MM = 0.0025;

    /** A place that may be lost in the line must not be farther from its neighbours' line, else it is sent twice. */
    private static final double SPARED_MM = 0.0105;

    private static final int MOST_LEFT_OUT = 40;
    private static final double PEN_CHANGE_S = 4;
    /** Slowest and fastest that HP's plotters take, cm/s (manual, chapter 3, "VS"). */
    private static final double SLOWEST_CM_PER_S = 0.38;

    private static final double FASTEST_CM_PER_S = 127;

    private final MachineProfile profile;

    Pieces(MachineProfile profile) {
        this.profile = profile;
    }

    /** Sets the speed with the pen down. */
    static String speed(double mmPerS) {
        double cmPerS = Math.clamp(mmPerS / 10, SLOWEST_CM_PER_S, FASTEST_CM_PER_S);
        String text = String.format(Locale.ROOT, "%.2f", cmPerS);
        return "VS" + text.replaceFirst("\\.?0+$", "") + ";";
    }

    /** Something that moves nothing. */
    Piece command(String command, Kind kind, Spot at, PlanMark mark, double plannedS) {
        return new Piece(command, kind, at, at, kind == Kind.DOT ? profile.pen().dropS() : 0, mark, plannedS, 0, 0);
    }

    /** Takes a pen, or puts it away with 0. */
    Piece pen(int number, Spot at, PlanMark mark, double plannedS) {
        String select = "SP" + number + ";";
        return new Piece("PU;" + select + select, Kind.PEN, at, at, PEN_CHANGE_S, mark, plannedS, 0, 0);
    }

    /** With the pen up from here to there. */
    List<Piece> travel(Spot from, Spot to, PlanMark mark, double plannedS) {
        List<Piece> way = new ArrayList<>();
        double mm = from.to(to) / profile.stepsPerMm();
        int parts = Math.max(1, (int) Math.ceil(mm / LONGEST_TRAVEL_MM));
        Spot last = from;
        for (int i = 1; i <= parts; i++) {
            Spot next = new Spot(between(from.x(), to.x(), i, parts), between(from.y(), to.y(), i, parts));
            double seconds =
                    seconds(mm / parts, profile.travel(), profile.travel().speedMmPerS());
            String move = move("PU", next);
            way.add(new Piece(i == parts ? move + move : move, Kind.TRAVEL, last, next, seconds, mark, plannedS, 0, 0));
            last = next;
        }
        return way;
    }

    private static int between(int from, int to, int part, int parts) {
        return (int) Math.round(from + (double) (to - from) * part / parts);
    }

    /** With the pen down from here to there, unless it is dry. */
    Piece ink(
            Spot from,
            Spot to,
            double speedMmPerS,
            PlanMark mark,
            double plannedS,
            double fromMm,
            double toMm,
            boolean dry,
            boolean twice) {
        double seconds = seconds(toMm - fromMm, profile.drawing(), speedMmPerS);
        String move = move(dry ? "PU" : "PD", to);
        return new Piece(
                twice ? move + move : move,
                dry ? Kind.TRAVEL : Kind.INK,
                from,
                to,
                seconds,
                mark,
                plannedS,
                fromMm,
                toMm);
    }

    private static String move(String name, Spot to) {
        return name + to.x() + "," + to.y() + ";";
    }

    private static double seconds(double mm, MotionLimits limits, double speedMmPerS) {
        return mm / speedMmPerS + speedMmPerS / limits.accelerationMmPerS2();
    }

    /**
     * So far along a stroke one straight line goes.
     *
     * @param twice whether its end must not be lost: a corner, or the end of the stroke
     */
    record Reach(double toMm, boolean twice) {}

    /** How far along a stroke the next straight line goes, as finely as the line has time for at a speed. */
    Reach reach(Stroke stroke, Run run, double fromMm, double speedMmPerS, LinePace pace) {
        double longest = Math.min(LONGEST_INK_MM, LONGEST_INK_S * speedMmPerS);
        double to = reach(stroke, run, fromMm, longest, FINE_MM);
        double tolerance = (to - fromMm) / speedMmPerS > pace.secondsPerPiece() ? FINE_MM : TOLERANCE_MM;
        if (tolerance > FINE_MM) {
            to = reach(stroke, run, fromMm, longest, tolerance);
        }
        boolean twice = to >= run.lengthMm();
        if (!twice) {
            double next = reach(stroke, run, to, longest, tolerance);
            double off = off(
                    run.xAt(to) - run.xAt(fromMm),
                    run.yAt(to) - run.yAt(fromMm),
                    run.xAt(next) - run.xAt(fromMm),
                    run.yAt(next) - run.yAt(fromMm));
            twice = off > SPARED_MM;
        }
        return new Reach(to, twice);
    }

    /** How far a place is from the line from nowhere to another. */
    private static double off(double px, double py, double dx, double dy) {
        double length = dx * dx + dy * dy;
        double share = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0.0, 1.0);
        return Math.hypot(px - share * dx, py - share * dy);
    }

    private static double reach(Stroke stroke, Run run, double fromMm, double longest, double tolerance) {
        int last = stroke.size() - 1;
        int next = Math.min(last, (int) Math.floor(run.pointAt(fromMm) + 1e-9) + 1);
        double to = run.distanceOf(next);
        while (to <= fromMm && next < last) {
            to = run.distanceOf(++next);
        }
        if (to >= run.lengthMm() || next == last) {
            to = run.lengthMm();
        }
        if (to - fromMm > longest) {
            return fromMm + (to - fromMm) / Math.ceil((to - fromMm) / longest);
        }
        double x = run.xAt(fromMm);
        double y = run.yAt(fromMm);
        for (int end = next + 1; end <= last && end - next <= MOST_LEFT_OUT; end++) {
            double further = end == last ? run.lengthMm() : run.distanceOf(end);
            if (further - fromMm > longest || !straight(stroke, x, y, next, end, tolerance)) {
                break;
            }
            to = further;
        }
        return to;
    }

    /** Whether all vertices from one to before another lie next to the line that ends at the latter. */
    private static boolean straight(Stroke stroke, double x, double y, int from, int end, double tolerance) {
        double dx = stroke.x(end) - x;
        double dy = stroke.y(end) - y;
        double length = Math.hypot(dx, dy);
        if (length == 0) {
            return false;
        }
        for (int i = from; i < end; i++) {
            double px = stroke.x(i) - x;
            double py = stroke.y(i) - y;
            double ahead = (px * dx + py * dy) / length;
            if (Math.abs(px * dy - py * dx) / length > tolerance || ahead < 0 || ahead > length) {
                return false;
            }
        }
        return true;
    }
}
