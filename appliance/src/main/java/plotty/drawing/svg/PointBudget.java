package plotty.drawing.svg;

import plotty.drawing.ReadLimits;

/** Counts the points that a file makes, and refuses the one too many. */
final class PointBudget {
    private final ReadLimits limits;
    private int spent;

    PointBudget(ReadLimits limits) {
        this.limits = limits;
    }

    void spend() {
        if (++spent > limits.maxPoints()) {
            throw limits.tooManyPoints();
        }
    }
}
