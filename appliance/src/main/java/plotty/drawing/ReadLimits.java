package plotty.drawing;

import java.util.Locale;

/**
 * How finely a file is read, and how much of it. Tolerance, bytes and points bind every format; depth and elements only SVG,
 * the one that nests.
 *
 * @param toleranceMm how far a chord may be from its curve, more than 0
 * @param maxBytes size of the file
 * @param maxDepth nesting of elements, counted through {@code <use>} as well; 512 fit on a stack of 256 kB
 * @param maxElements elements in the file, and elements drawn when each {@code <use>} counts as what it refers to
 * @param maxPoints points (vertices of the flattened source) in all strokes
 */
public record ReadLimits(double toleranceMm, long maxBytes, int maxDepth, int maxElements, int maxPoints) {

    /** 0.01 mm, 64 MB, 512 levels, a million elements, five million points. */
    public static final ReadLimits DEFAULT = new ReadLimits(0.01, 64L << 20, 512, 1_000_000, 5_000_000);

    public ReadLimits {
        if (!(toleranceMm > 0) || !Double.isFinite(toleranceMm)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "toleranceMm must be more than 0, got %s", toleranceMm));
        }
        if (maxBytes < 1 || maxDepth < 1 || maxElements < 1 || maxPoints < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }

    /** What is thrown at a file with more bytes than allowed. */
    public DrawingException tooManyBytes() {
        return new DrawingException(String.format(
                Locale.ROOT,
                "The file is larger than %,d bytes, the limit. Simplify the drawing or split it into several files.",
                maxBytes));
    }

    /** What is thrown at a file with more points than allowed. */
    public DrawingException tooManyPoints() {
        return new DrawingException(String.format(
                Locale.ROOT,
                "The drawing has more than %,d points. Simplify it (in Inkscape: Path > Simplify; in vpype: linesimplify)"
                        + " or split it into several files.",
                maxPoints));
    }

    /** The same limits with another tolerance. */
    public ReadLimits withToleranceMm(double other) {
        return new ReadLimits(other, maxBytes, maxDepth, maxElements, maxPoints);
    }

    /** The same limits for files of another size. */
    public ReadLimits withMaxBytes(long other) {
        return new ReadLimits(toleranceMm, other, maxDepth, maxElements, maxPoints);
    }

    /** The same limits with another depth. */
    public ReadLimits withMaxDepth(int other) {
        return new ReadLimits(toleranceMm, maxBytes, other, maxElements, maxPoints);
    }

    /** The same limits with another number of elements. */
    public ReadLimits withMaxElements(int other) {
        return new ReadLimits(toleranceMm, maxBytes, maxDepth, other, maxPoints);
    }

    /** The same limits with another number of points. */
    public ReadLimits withMaxPoints(int other) {
        return new ReadLimits(toleranceMm, maxBytes, maxDepth, maxElements, other);
    }
}
