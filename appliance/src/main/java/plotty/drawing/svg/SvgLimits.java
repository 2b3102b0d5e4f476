package plotty.drawing.svg;

/**
 * How finely an SVG file is read, and how much of it.
 *
 * @param toleranceMm how far a chord may be from its curve, more than 0
 * @param maxBytes size of the file
 * @param maxDepth nesting of elements, counted through {@code <use>} as well; 512 fit on a stack of 256 kB
 * @param maxElements elements in the file, and elements drawn when each {@code <use>} counts as what it refers to
 * @param maxPoints points (vertices of the flattened source) in all strokes
 */
public record SvgLimits(double toleranceMm, long maxBytes, int maxDepth, int maxElements, int maxPoints) {

    /** 0.01 mm, 64 MB, 512 levels, a million elements, five million points. */
    public static final SvgLimits DEFAULT = new SvgLimits(0.01, 64L << 20, 512, 1_000_000, 5_000_000);

    public SvgLimits {
        if (!(toleranceMm > 0) || !Double.isFinite(toleranceMm)) {
            throw new IllegalArgumentException(Words.format("toleranceMm must be more than 0, got %s", toleranceMm));
        }
        if (maxBytes < 1 || maxDepth < 1 || maxElements < 1 || maxPoints < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }

    /** The same limits with another tolerance. */
    public SvgLimits withToleranceMm(double other) {
        return new SvgLimits(other, maxBytes, maxDepth, maxElements, maxPoints);
    }

    /** The same limits for files of another size. */
    public SvgLimits withMaxBytes(long other) {
        return new SvgLimits(toleranceMm, other, maxDepth, maxElements, maxPoints);
    }

    /** The same limits with another depth. */
    public SvgLimits withMaxDepth(int other) {
        return new SvgLimits(toleranceMm, maxBytes, other, maxElements, maxPoints);
    }

    /** The same limits with another number of elements. */
    public SvgLimits withMaxElements(int other) {
        return new SvgLimits(toleranceMm, maxBytes, maxDepth, other, maxPoints);
    }

    /** The same limits with another number of points. */
    public SvgLimits withMaxPoints(int other) {
        return new SvgLimits(toleranceMm, maxBytes, maxDepth, maxElements, other);
    }
}
