package plotty.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plotty.drawing.Stroke;

/**
 * Cuts a stroke at the edges of a box: what lies in it, edges included, in the stroke's order and direction. Each segment is
 * cut by its parameters at the edges (Liang and Barsky, "A new concept and method for line clipping", 1984).
 */
final class Clipping {
    private final Box box;
    private final List<Stroke> pieces = new ArrayList<>();
    private double[] piece = new double[32];
    private int length;

    private Clipping(Box box) {
        this.box = box;
    }

    /**
     * The parts of a stroke in a box. A closed stroke that starts inside is not cut at its start. Where a stroke touches the
     * box in one point only, nothing is left; a dot in the box stays.
     */
    static List<Stroke> inside(Stroke stroke, Box box) {
        if (box.contains(Box.around(stroke), 0)) {
            return List.of(stroke);
        }
        Clipping clipping = new Clipping(box);
        for (int i = 1; i < stroke.size(); i++) {
            clipping.segment(stroke.x(i - 1), stroke.y(i - 1), stroke.x(i), stroke.y(i));
        }
        clipping.endPiece();
        if (stroke.closed()) {
            clipping.joinAtStart(stroke.x(0), stroke.y(0));
        }
        return clipping.pieces;
    }

    private void segment(double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double enter = Math.max(
                Math.max(entering(dx, box.minX() - x0), entering(-dx, x0 - box.maxX())),
                Math.max(entering(dy, box.minY() - y0), entering(-dy, y0 - box.maxY())));
        double leave = Math.min(
                Math.min(leaving(-dx, x0 - box.minX()), leaving(dx, box.maxX() - x0)),
                Math.min(leaving(-dy, y0 - box.minY()), leaving(dy, box.maxY() - y0)));
        if (enter > leave || enter >= 1 || leave <= 0) {
            endPiece();
            return;
        }
        if (enter > 0) {
            endPiece();
        }
        if (length == 0) {
            put(enter > 0 ? x0 + enter * dx : x0, enter > 0 ? y0 + enter * dy : y0);
        }
        put(leave < 1 ? x0 + leave * dx : x1, leave < 1 ? y0 + leave * dy : y1);
        if (leave < 1) {
            endPiece();
        }
    }

    /** Parameter from which on a segment is on the inner side of an edge that it approaches so fast, so far ahead. */
    private static double entering(double approach, double ahead) {
        if (approach > 0) {
            return Math.max(0, ahead / approach);
        }
        return approach == 0 && ahead > 0 ? Double.POSITIVE_INFINITY : 0;
    }

    /** Parameter up to which a segment stays on the inner side of an edge that it approaches from within. */
    private static double leaving(double approach, double ahead) {
        return approach > 0 ? Math.min(1, ahead / approach) : 1;
    }

    private void put(double x, double y) {
        if (length + 2 > piece.length) {
            piece = Arrays.copyOf(piece, 2 * piece.length);
        }
        piece[length] = Math.clamp(x, box.minX(), box.maxX());
        piece[length + 1] = Math.clamp(y, box.minY(), box.maxY());
        length += 2;
    }

    private void endPiece() {
        for (int i = 2; i < length; i += 2) {
            if (piece[i] != piece[0] || piece[i + 1] != piece[1]) {
                pieces.add(Stroke.of(Arrays.copyOf(piece, length)));
                break;
            }
        }
        length = 0;
    }

    /** The last piece of a closed stroke goes on into the first if both meet at its start. */
    private void joinAtStart(double x, double y) {
        if (pieces.size() < 2) {
            return;
        }
        Stroke first = pieces.getFirst();
        Stroke last = pieces.getLast();
        int end = last.size() - 1;
        if (first.x(0) != x || first.y(0) != y || last.x(end) != x || last.y(end) != y) {
            return;
        }
        double[] joined = new double[2 * (end + first.size())];
        for (int i = 0; i < end; i++) {
            joined[2 * i] = last.x(i);
            joined[2 * i + 1] = last.y(i);
        }
        for (int i = 0; i < first.size(); i++) {
            joined[2 * (end + i)] = first.x(i);
            joined[2 * (end + i) + 1] = first.y(i);
        }
        pieces.removeLast();
        pieces.set(0, Stroke.of(joined));
    }
}
