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
    private static final double LONGEST_INK_S = 0.5;
    private static final double LONGEST_TRAVEL_MM = 60;
    /** How far a vertex that is left out may be from the line; with rounding to whole units less than 0.03 mm. */
    private static final double TOLERANCE_MM = 0.008;

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
        return new Piece("PU;SP" + number + ";", Kind.PEN, at, at, PEN_CHANGE_S, mark, plannedS, 0, 0);
    }

    /** With the pen up from here to there. */
    List<Piece> travel(Spot from, Spot to, PlanMark mark, double plannedS) {
        List<Piece> way = new ArrayList<>();
        double mm = from.to(to) / profile.stepsPerMm();
        int parts = Math.max(1, (int) Math.ceil(mm / LONGEST_TRAVEL_MM));
        Spot last = from;
        for (int i = 1; i <= parts; i++) {
            Spot next = new Spot(between(from.x(), to.x(), i, parts), between(from.y(), to.y(), i, parts));
            double seconds = seconds(mm / parts, profile.travel(), profile.travel().speedMmPerS());
            way.add(new Piece(move("PU", next), Kind.TRAVEL, last, next, seconds, mark, plannedS, 0, 0));
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
            boolean dry) {
        double seconds = seconds(toMm - fromMm, profile.drawing(), speedMmPerS);
        return new Piece(
                move(dry ? "PU" : "PD", to),
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

    /** How far along a stroke one straight line goes from a distance on. */
    double reach(Stroke stroke, Run run, double fromMm) {
        double longest = Math.min(LONGEST_INK_MM, LONGEST_INK_S * run.limits().speedMmPerS());
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
            if (further - fromMm > longest || !straight(stroke, x, y, next, end)) {
                break;
            }
            to = further;
        }
        return to;
    }

    /** Whether all vertices from one to before another lie next to the line that ends at the latter. */
    private static boolean straight(Stroke stroke, double x, double y, int from, int end) {
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
            if (Math.abs(px * dy - py * dx) / length > TOLERANCE_MM || ahead < 0 || ahead > length) {
                return false;
            }
        }
        return true;
    }
}
