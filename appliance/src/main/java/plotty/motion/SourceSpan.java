package plotty.motion;

import plotty.drawing.Stroke;

/**
 * Where a run's path lies in the stroke that it is a part of.
 *
 * @param first index, with fraction, of the stroke's point at the start of the run
 * @param last the same at its end
 * @param base index of the stroke's point that is vertex 0 of the run, or the last one before it
 */
record SourceSpan(double first, double last, int base) {

    static SourceSpan whole(Stroke stroke) {
        return new SourceSpan(0, stroke.size() - 1.0, 0);
    }
}
