package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plotty.drawing.Stroke;

/**
 * Cuts strokes at the edges of a nested viewport, which on the page is a parallelogram. Lines on the edge stay.
 */
final class ViewportClip {
    private static final double ON_THE_EDGE_MM = 1e-6;
    private static final int EDGES = 4;

    private final double[] normalX = new double[EDGES];
    private final double[] normalY = new double[EDGES];
    private final double[] offset = new double[EDGES];
    private final Optional<ViewportClip> outer;

    /**
     * The rectangle from 0,0 to a size in a user space.
     *
     * @param toMm must not be degenerate
     * @param outer the viewport around this one
     */
    ViewportClip(Affine toMm, double width, double height, Optional<ViewportClip> outer) {
        this.outer = outer;
        double[] cornersX = {0, width, width, 0};
        double[] cornersY = {0, 0, height, height};
        double inward = Math.signum(toMm.determinant());
        for (int i = 0; i < EDGES; i++) {
            int next = (i + 1) % EDGES;
            double fromX = toMm.x(cornersX[i], cornersY[i]);
            double fromY = toMm.y(cornersX[i], cornersY[i]);
            double dx = toMm.x(cornersX[next], cornersY[next]) - fromX;
            double dy = toMm.y(cornersX[next], cornersY[next]) - fromY;
            double length = Math.hypot(dx, dy);
            normalX[i] = -dy / length * inward;
            normalY[i] = dx / length * inward;
            offset[i] = normalX[i] * fromX + normalY[i] * fromY - ON_THE_EDGE_MM;
        }
    }

    /** The parts of a stroke that this viewport and those around it show. */
    List<Stroke> clip(Stroke stroke) {
        List<Stroke> parts = allInside(stroke) ? List.of(stroke) : cut(stroke);
        return outer.map(clip ->
                        parts.stream().flatMap(part -> clip.clip(part).stream()).toList())
                .orElse(parts);
    }

    private boolean allInside(Stroke stroke) {
        for (int i = 0; i < stroke.size(); i++) {
            for (int edge = 0; edge < EDGES; edge++) {
                if (inside(edge, stroke.x(i), stroke.y(i)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Each segment against each edge (Cyrus and Beck 1978). */
    private List<Stroke> cut(Stroke stroke) {
        List<Stroke> parts = new ArrayList<>();
        double[] xy = new double[2 * stroke.size()];
        int length = 0;
        for (int i = 1; i < stroke.size(); i++) {
            double fromX = stroke.x(i - 1);
            double fromY = stroke.y(i - 1);
            double toX = stroke.x(i);
            double toY = stroke.y(i);
            double enter = 0;
            double leave = 1;
            for (int edge = 0; edge < EDGES; edge++) {
                double from = inside(edge, fromX, fromY);
                double to = inside(edge, toX, toY);
                if (from < 0 && to < 0) {
                    leave = -1;
                } else if (from < 0) {
                    enter = Math.max(enter, from / (from - to));
                } else if (to < 0) {
                    leave = Math.min(leave, from / (from - to));
                }
            }
            if (enter >= leave) {
                if (length > 0) {
                    parts.add(Stroke.of(Arrays.copyOf(xy, length)));
                    length = 0;
                }
                continue;
            }
            if (length == 0) {
                xy[length++] = fromX + enter * (toX - fromX);
                xy[length++] = fromY + enter * (toY - fromY);
            }
            xy[length++] = leave == 1 ? toX : fromX + leave * (toX - fromX);
            xy[length++] = leave == 1 ? toY : fromY + leave * (toY - fromY);
            if (leave < 1) {
                parts.add(Stroke.of(Arrays.copyOf(xy, length)));
                length = 0;
            }
        }
        if (length > 0) {
            parts.add(Stroke.of(Arrays.copyOf(xy, length)));
        }
        return parts;
    }

    /** How far inside an edge a point is, mm. */
    private double inside(int edge, double x, double y) {
        return normalX[edge] * x + normalY[edge] * y - offset[edge];
    }
}
