package plotty.ink;

import java.util.List;
import java.util.Locale;

/**
 * Compares drawn ink with the paths that were to be drawn. Both are lists of polylines, each x and y of its points in turn,
 * in mm; a single point is a dot. Order, direction and the places where a line of ink is interrupted do not matter; where
 * the source has a path twice, ink may be there twice. A sample is taken at least every 0.05 mm.
 */
public final class InkJudge {
    /** Stretches up to this long may come from the rounding of ends to steps and are not told. */
    private static final double GRAIN_MM = 0.03;

    private static final double SAMPLE_MM = 0.04;

    private InkJudge() {}

    /**
     * A part of a source path that has too much or too little ink.
     *
     * @param path index of the path in the source
     * @param fromMm where along the path it begins
     * @param toMm where it ends
     * @param inkMm length of the ink that is missing or too much
     */
    public record Stretch(int path, double fromMm, double toMm, double inkMm) {
        public double lengthMm() {
            return toMm - fromMm;
        }
    }

    /**
     * How far one thing is from another at most.
     *
     * @param distanceMm the largest distance; infinite if there is no other thing; 0 if there is nothing
     * @param x where that is
     * @param y where that is
     */
    public record Farthest(double distanceMm, double x, double y) {}

    /**
     * What was found.
     *
     * @param inkFromSource how far ink is from the nearest path at most
     * @param sourceFromInk how far a path is from the nearest ink at most
     * @param inkMm length of all ink
     * @param sourceMm length of all paths
     * @param doubled where ink lies more often than the source has it
     * @param missing where ink is missing, also if other ink crosses there
     */
    public record Verdict(
            Farthest inkFromSource,
            Farthest sourceFromInk,
            double inkMm,
            double sourceMm,
            List<Stretch> doubled,
            List<Stretch> missing) {

        /** Ink drawn in excess, mm. */
        public double doubledMm() {
            return doubled.stream().mapToDouble(Stretch::inkMm).sum();
        }

        /** Path without ink, mm. */
        public double missingMm() {
            return missing.stream().mapToDouble(Stretch::inkMm).sum();
        }

        public double longestDoubledMm() {
            return doubled.stream().mapToDouble(Stretch::lengthMm).max().orElse(0);
        }

        public double longestMissingMm() {
            return missing.stream().mapToDouble(Stretch::lengthMm).max().orElse(0);
        }

        /** By how much the ink is longer than the source, as a share; negative if shorter. */
        public double surplus() {
            return sourceMm == 0 ? 0 : inkMm / sourceMm - 1;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "ink %.2f mm for %.2f mm (%+.3f %%), ink off path %.4f mm at %.3f, %.3f, path off ink %.4f mm at"
                            + " %.3f, %.3f, doubled %.3f mm in %d places (longest %.3f), missing %.3f mm in %d places"
                            + " (longest %.3f)",
                    inkMm,
                    sourceMm,
                    100 * surplus(),
                    inkFromSource.distanceMm,
                    inkFromSource.x,
                    inkFromSource.y,
                    sourceFromInk.distanceMm,
                    sourceFromInk.x,
                    sourceFromInk.y,
                    doubledMm(),
                    doubled.size(),
                    longestDoubledMm(),
                    missingMm(),
                    missing.size(),
                    longestMissingMm());
        }
    }

    /**
     * Judges ink.
     *
     * @param source the paths that were to be drawn, in the machine frame
     * @param ink what was drawn, in the order in which it was
     */
    public static Verdict judge(List<double[]> source, List<double[]> ink) {
        PathIndex paths = new PathIndex(source);
        PathIndex drawn = new PathIndex(ink);
        Coverage coverage = new Coverage(paths);
        InkTrace trace = new InkTrace(paths, coverage);
        ink.forEach(trace::follow);
        return new Verdict(
                farthest(drawn, paths),
                farthest(paths, drawn),
                length(drawn),
                length(paths),
                coverage.doubled(GRAIN_MM),
                coverage.missing(GRAIN_MM));
    }

    private static double length(PathIndex paths) {
        double length = 0;
        for (double part : paths.lengthMm) {
            length += part;
        }
        return length;
    }

    private static Farthest farthest(PathIndex from, PathIndex to) {
        Farthest farthest = new Farthest(0, 0, 0);
        for (int i = 0; i < from.segmentCount(); i++) {
            double dx = from.x1[i] - from.x0[i];
            double dy = from.y1[i] - from.y0[i];
            int parts = Math.max(1, (int) Math.ceil(Math.hypot(dx, dy) / SAMPLE_MM));
            for (int part = 0; part <= parts; part++) {
                double x = from.x0[i] + dx * part / parts;
                double y = from.y0[i] + dy * part / parts;
                double distance = to.nearestDistance(x, y);
                if (distance > farthest.distanceMm) {
                    farthest = new Farthest(distance, x, y);
                }
            }
        }
        return farthest;
    }
}
