package plotty.drawing.svg;

import java.util.Optional;

/**
 * What an element gets from what is around it.
 *
 * @param toMm from its user space to the page
 * @param viewport the nearest one, for percentages
 * @param style what it inherits
 * @param clip outside of which nothing is shown
 * @param depth number of elements around it, through {@code <use>} as well
 * @param inLayer whether it belongs to a layer, or to something that can hold none
 */
record Context(Affine toMm, Viewport viewport, Style style, Optional<ViewportClip> clip, int depth, boolean inLayer) {

    /** For the children of an element with that style, whose own transform is given. */
    Context inside(Affine transform, Style own) {
        return new Context(toMm.times(transform), viewport, own, clip, depth + 1, inLayer);
    }

    Context inLayerNow() {
        return new Context(toMm, viewport, style, clip, depth, true);
    }

    Context inViewport(Affine transform, Viewport other, Optional<ViewportClip> otherClip) {
        return new Context(toMm.times(transform), other, style, otherClip, depth, inLayer);
    }
}
