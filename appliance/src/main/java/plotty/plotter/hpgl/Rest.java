package plotty.plotter.hpgl;

import plotty.motion.PlanMark;

/**
 * The pen is up and at rest.
 *
 * @param reason why it rests
 * @param at where
 * @param mark what is drawn
 */
record Rest(Reason reason, Spot at, PlanMark mark) {

    /** Why the pen rests. */
    enum Reason {
        /** Everything was done, the way home too. */
        END,
        /** A stop before a stroke. */
        LAYER,
        /** No more is permitted. */
        PERMIT,
        /** It was told to. */
        TOLD
    }
}
