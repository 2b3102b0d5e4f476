package plotty.drawing.hpgl;

import java.util.List;
import java.util.Optional;
import plotty.drawing.PaperSize;

/**
 * The sheet that a file asks for, and where the plotter's coordinates lie on it.
 *
 * @param widthMm along x
 * @param heightMm along y
 * @param originXMm of the plotter's origin from the sheet's left edge
 * @param originYMm of the plotter's origin from the sheet's lower edge
 * @param reachX largest coordinate along x, plotter units
 * @param reachY largest coordinate along y, plotter units
 * @param scalingPoints the plotter's own P1 and P2 with that sheet, plotter units
 */
record Sheet(
        double widthMm,
        double heightMm,
        double originXMm,
        double originYMm,
        double reachX,
        double reachY,
        double... scalingPoints) {
    static final double MM_PER_UNIT = 0.025;

    /** The sheets of the HP 7475A, as its manual has their limits (chapter 7, OH; chapter 2, P1 and P2). */
    static final Sheet A4 = new Sheet(297, 210, 10, 4, 11_040, 7721, 603, 521, 10_603, 7721);

    private static final Sheet A3 = new Sheet(420, 297, 10, 10, 16_158, 11_040, 170, 602, 15_370, 10_602);
    private static final Sheet LETTER = new Sheet(279.4, 215.9, 10, 5, 10_365, 7962, 250, 596, 10_250, 7796);
    private static final Sheet TABLOID = new Sheet(431.8, 279.4, 8, 10, 16_640, 10_365, 522, 259, 15_722, 10_259);

    /** The plotter's smaller sheets are asked for by 4 and more, its larger ones by less ({@code PS} of the 7475A). */
    private static final double SMALLER_FROM = 4;

    /** What {@code PS} asks for: a size in plotter units (HP-GL/2), or by one number the larger or smaller metric sheet. */
    static Optional<Sheet> asked(Instruction ps) {
        if (ps.count() == 0) {
            return Optional.empty();
        }
        if (ps.count() == 1) {
            return Optional.of(ps.number(0) >= SMALLER_FROM ? A4 : A3);
        }
        double along = ps.number(0);
        double across = ps.number(1);
        if (along * MM_PER_UNIT < 1 || across * MM_PER_UNIT < 1) {
            throw Words.broken(ps, "a sheet must have an extent.");
        }
        return Optional.of(
                new Sheet(along * MM_PER_UNIT, across * MM_PER_UNIT, 0, 0, along, across, 0, 0, along, across));
    }

    /** This sheet, or the one of the other kind of paper if only that takes the ink: the file does not tell them apart. */
    Sheet thatTakes(Extent ink) {
        Sheet other = equals(A4) ? LETTER : equals(A3) ? TABLOID : this;
        return takes(ink) || !other.takes(ink) ? this : other;
    }

    private boolean takes(Extent ink) {
        return ink.minX() >= 0
                && ink.minY() >= 0
                && ink.maxX() <= reachX * MM_PER_UNIT
                && ink.maxY() <= reachY * MM_PER_UNIT;
    }

    /**
     * The sheet for ink of a file that asks for none, mm from the plotter's origin: the smallest ISO sheet from whose lower
     * left corner it reaches, as the programs that write such files have it; one that fits tightly if none does or if the
     * origin is elsewhere.
     */
    static Sheet around(Extent ink) {
        if (ink.minX() >= 0 && ink.minY() >= 0) {
            boolean wide = ink.maxX() >= ink.maxY();
            List<PaperSize> iso = PaperSize.KNOWN.stream()
                    .filter(size -> size.name().startsWith("A"))
                    .toList()
                    .reversed();
            for (PaperSize size : iso) {
                PaperSize laid = wide ? size.landscape() : size.portrait();
                if (ink.maxX() <= laid.widthMm() && ink.maxY() <= laid.heightMm()) {
                    return plain(laid.widthMm(), laid.heightMm(), 0, 0);
                }
            }
            return plain(Math.max(1, ink.maxX()), Math.max(1, ink.maxY()), 0, 0);
        }
        double width = Math.max(1, ink.maxX() - ink.minX());
        double height = Math.max(1, ink.maxY() - ink.minY());
        return plain(width, height, -ink.minX(), -ink.minY());
    }

    private static Sheet plain(double widthMm, double heightMm, double originXMm, double originYMm) {
        return new Sheet(widthMm, heightMm, originXMm, originYMm, 0, 0, 0, 0, 0, 0);
    }
}
