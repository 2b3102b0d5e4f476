package plotty.ink;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The segments of polylines, found by place: a uniform grid in flat arrays. A polyline without extent counts as one segment
 * without length. Not thread-safe: searches share a mark per segment.
 */
final class PathIndex {
    private static final double SMALLEST_CELL_MM = 0.25;
    private static final int MOST_CELLS = 2_000_000;

    /** Per segment: ends, the polyline that it belongs to, and where along that it starts. */
    final double[] x0;

    final double[] y0;
    final double[] x1;
    final double[] y1;
    final int[] path;
    final double[] startMm;
    /** Per polyline: length. */
    final double[] lengthMm;

    private int count;
    private final double left;
    private final double top;
    private final double cell;
    private final int columns;
    private final int rows;
    private final int[] cellStart;
    private final int[] cellSegments;
    private final int[] seen;
    private int round;

    PathIndex(List<double[]> paths) {
        int most = paths.stream().mapToInt(xy -> Math.max(1, xy.length / 2)).sum();
        x0 = new double[most];
        y0 = new double[most];
        x1 = new double[most];
        y1 = new double[most];
        path = new int[most];
        startMm = new double[most];
        lengthMm = new double[paths.size()];
        for (int i = 0; i < paths.size(); i++) {
            add(i, paths.get(i));
        }
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            minX = Math.min(minX, Math.min(x0[i], x1[i]));
            minY = Math.min(minY, Math.min(y0[i], y1[i]));
            maxX = Math.max(maxX, Math.max(x0[i], x1[i]));
            maxY = Math.max(maxY, Math.max(y0[i], y1[i]));
        }
        left = count == 0 ? 0 : minX;
        top = count == 0 ? 0 : minY;
        double width = count == 0 ? 0 : maxX - minX;
        double height = count == 0 ? 0 : maxY - minY;
        cell = Math.max(SMALLEST_CELL_MM, Math.max(width, height) / Math.sqrt(MOST_CELLS));
        columns = 1 + (int) (width / cell);
        rows = 1 + (int) (height / cell);
        cellStart = new int[columns * rows + 1];
        for (int i = 0; i < count; i++) {
            visitCells(i, at -> cellStart[at + 1]++);
        }
        Arrays.parallelPrefix(cellStart, Integer::sum);
        cellSegments = new int[cellStart[columns * rows]];
        int[] next = cellStart.clone();
        for (int i = 0; i < count; i++) {
            int segment = i;
            visitCells(i, at -> cellSegments[next[at]++] = segment);
        }
        seen = new int[count];
    }

    private void add(int owner, double[] xy) {
        double length = 0;
        for (int i = 2; i + 1 < xy.length; i += 2) {
            double step = Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
            if (step > 0) {
                put(owner, length, xy[i - 2], xy[i - 1], xy[i], xy[i + 1]);
                length += step;
            }
        }
        if (length == 0 && xy.length > 1) {
            put(owner, 0, xy[0], xy[1], xy[0], xy[1]);
        }
        lengthMm[owner] = length;
    }

    private void put(int owner, double start, double fromX, double fromY, double toX, double toY) {
        x0[count] = fromX;
        y0[count] = fromY;
        x1[count] = toX;
        y1[count] = toY;
        path[count] = owner;
        startMm[count] = start;
        count++;
    }

    private interface CellVisitor {
        void visit(int cell);
    }

    /** The cells that a segment passes: column by column, the rows that it has there, and a hair more. */
    private void visitCells(int segment, CellVisitor visitor) {
        boolean forward = x0[segment] <= x1[segment];
        double fromX = forward ? x0[segment] : x1[segment];
        double fromY = forward ? y0[segment] : y1[segment];
        double toX = forward ? x1[segment] : x0[segment];
        double toY = forward ? y1[segment] : y0[segment];
        double slope = toX > fromX ? (toY - fromY) / (toX - fromX) : 0;
        int last = column(toX);
        for (int column = column(fromX); column <= last; column++) {
            double enterX = Math.max(fromX, left + column * cell);
            double leaveX = Math.min(toX, left + (column + 1) * cell);
            double enterY = toX > fromX ? fromY + slope * (enterX - fromX) : fromY;
            double leaveY = toX > fromX ? fromY + slope * (leaveX - fromX) : toY;
            int lastRow = row(Math.max(enterY, leaveY) + 1e-9);
            for (int row = row(Math.min(enterY, leaveY) - 1e-9); row <= lastRow; row++) {
                visitor.visit(row * columns + column);
            }
        }
    }

    private int column(double x) {
        return Math.clamp((long) Math.floor((x - left) / cell), 0, columns - 1);
    }

    private int row(double y) {
        return Math.clamp((long) Math.floor((y - top) / cell), 0, rows - 1);
    }

    int segmentCount() {
        return count;
    }

    /** Share of a segment at which it is nearest to a place. */
    double nearestShare(int segment, double x, double y) {
        double dx = x1[segment] - x0[segment];
        double dy = y1[segment] - y0[segment];
        double squared = dx * dx + dy * dy;
        if (squared == 0) {
            return 0;
        }
        return Math.clamp(((x - x0[segment]) * dx + (y - y0[segment]) * dy) / squared, 0.0, 1.0);
    }

    double distanceTo(int segment, double share, double x, double y) {
        double nearX = x0[segment] + share * (x1[segment] - x0[segment]);
        double nearY = y0[segment] + share * (y1[segment] - y0[segment]);
        return Math.hypot(x - nearX, y - nearY);
    }

    /** Distance from a place to the nearest segment; infinite if there is none. */
    double nearestDistance(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        int column = column(x);
        int row = row(y);
        double beside =
                Math.max(Math.max(left - x, x - left - columns * cell), Math.max(top - y, y - top - rows * cell));
        double outside = Math.max(0, beside);
        int widest = Math.max(columns, rows);
        for (int ring = 0; ring <= widest && count > 0; ring++) {
            for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
                boolean edge = r == row - ring || r == row + ring;
                for (int c = column - ring; c <= column + ring; c += edge || ring == 0 ? 1 : 2 * ring) {
                    if (c >= 0 && c < columns) {
                        least = Math.min(least, nearestIn(r * columns + c, x, y));
                    }
                }
            }
            if (least <= Math.max(outside, ring * cell - cell)) {
                break;
            }
        }
        return least;
    }

    private double nearestIn(int at, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = cellStart[at]; i < cellStart[at + 1]; i++) {
            int segment = cellSegments[i];
            least = Math.min(least, distanceTo(segment, nearestShare(segment, x, y), x, y));
        }
        return least;
    }

    /** Calls with each segment, once, that may lie within a radius of a place. */
    void visitNear(double x, double y, double radius, IntConsumer visitor) {
        round++;
        if (count == 0) {
            return;
        }
        for (int r = row(y - radius); r <= row(y + radius); r++) {
            for (int c = column(x - radius); c <= column(x + radius); c++) {
                for (int i = cellStart[r * columns + c]; i < cellStart[r * columns + c + 1]; i++) {
                    int segment = cellSegments[i];
                    if (seen[segment] != round) {
                        seen[segment] = round;
                        visitor.accept(segment);
                    }
                }
            }
        }
    }
}
