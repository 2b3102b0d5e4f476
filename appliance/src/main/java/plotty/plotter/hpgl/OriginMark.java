package plotty.plotter.hpgl;

import java.util.Locale;
import java.util.Optional;

/**
 * What we leave on the plotter to find again: its scaling points, which we do not need and which a reset or somebody else's
 * program puts elsewhere. P1 is the origin; where P2 lies from it says whether the position is to be believed.
 *
 * @param origin in plotter units
 * @param believed whether the position is to be believed
 */
record OriginMark(Spot origin, boolean believed) {
    private static final int BELIEVED_X = 1007;
    private static final int BELIEVED_Y = 1013;
    private static final int DOUBTED_X = 1019;
    private static final int DOUBTED_Y = 1031;

    /** Beyond the middle of any plotter P2 lies on the other side, so that it is within its limits. */
    private static final int MIDDLE = 3000;

    static final String QUESTION = "OP;";

    /** What the plotter's scaling points say, if they are a mark of ours. */
    static Optional<OriginMark> of(int[] points) {
        int dx = Math.abs(points[2] - points[0]);
        int dy = Math.abs(points[3] - points[1]);
        Spot origin = new Spot(points[0], points[1]);
        if (dx == BELIEVED_X && dy == BELIEVED_Y) {
            return Optional.of(new OriginMark(origin, true));
        }
        return dx == DOUBTED_X && dy == DOUBTED_Y ? Optional.of(new OriginMark(origin, false)) : Optional.empty();
    }

    String command() {
        int dx = believed ? BELIEVED_X : DOUBTED_X;
        int dy = believed ? BELIEVED_Y : DOUBTED_Y;
        return String.format(
                Locale.ROOT,
                "IP%d,%d,%d,%d;",
                origin.x(),
                origin.y(),
                origin.x() + (origin.x() > MIDDLE ? -dx : dx),
                origin.y() + (origin.y() > MIDDLE ? -dy : dy));
    }
}
