package plotty.ink;

import java.util.ArrayList;
import java.util.List;

/** How much ink lies on each stretch of the source paths. */
final class Coverage {
    /** Ink is counted in cells about this long. */
    private static final double CELL_MM = 0.02;

    private final PathIndex source;
    /** Per path, per cell: how often ink passes, in parts of the cell. */
    private final float[][] passes;

    Coverage(PathIndex source) {
        this.source = source;
        passes = new float[source.lengthMm.length][];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = new float[(int) Math.ceil(source.lengthMm[i] / CELL_MM)];
        }
    }

    private double cellMm(int path) {
        return source.lengthMm[path] / passes[path].length;
    }

    /** Ink lies from one distance along a path to another. */
    void add(int path, double oneMm, double otherMm) {
        if (passes[path].length == 0) {
            return;
        }
        double from = Math.min(oneMm, otherMm) / cellMm(path);
        double to = Math.max(oneMm, otherMm) / cellMm(path);
        for (int i = (int) from; i < to && i < passes[path].length; i++) {
            passes[path][i] += (float) (Math.min(to, i + 1) - Math.max(from, i));
        }
    }

    boolean covered(int path, double atMm) {
        if (passes[path].length == 0) {
            return false;
        }
        return passes[path][Math.min(passes[path].length - 1, (int) (atMm / cellMm(path)))] > 0.5;
    }

    /** Stretches with no ink. */
    List<InkJudge.Stretch> missing(double longerThanMm) {
        return stretches(-1, longerThanMm);
    }

    /** Stretches with ink twice or more. */
    List<InkJudge.Stretch> doubled(double longerThanMm) {
        return stretches(1, longerThanMm);
    }

    private List<InkJudge.Stretch> stretches(int sign, double longerThanMm) {
        List<InkJudge.Stretch> found = new ArrayList<>();
        for (int path = 0; path < passes.length; path++) {
            int from = -1;
            double surplus = 0;
            for (int i = 0; i <= passes[path].length; i++) {
                double off = i < passes[path].length ? sign * (passes[path][i] - 1) : 0;
                if (off > 0.5) {
                    from = from < 0 ? i : from;
                    surplus += off;
                } else if (from >= 0) {
                    double cell = cellMm(path);
                    if ((i - from) * cell > longerThanMm) {
                        found.add(new InkJudge.Stretch(path, from * cell, i * cell, surplus * cell));
                    }
                    from = -1;
                    surplus = 0;
                }
            }
        }
        return found;
    }
}
