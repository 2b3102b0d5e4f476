package plotty.drawing.svg;

import plotty.drawing.DrawingException;

/** Counts the points that a file makes, and refuses the one too many. */
final class PointBudget {
    private final int max;
    private int spent;

    PointBudget(int max) {
        this.max = max;
    }

    void spend() {
        if (++spent > max) {
            throw new DrawingException(Words.format(
                    "The drawing has more than %,d points. Simplify it (in Inkscape: Path > Simplify; in vpype:"
                            + " linesimplify) or split it into several files.",
                    max));
        }
    }
}
