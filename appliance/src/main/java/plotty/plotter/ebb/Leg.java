package plotty.plotter.ebb;

import plotty.motion.PlanMark;
import plotty.motion.Run;

/** A part of a drawing's way. */
sealed interface Leg {

    /**
     * With the pen up to where a stroke begins or goes on.
     *
     * @param fromS planned time at its beginning
     * @param toS planned time at its end
     */
    record Travel(Run run, PlanMark to, double fromS, double toS) implements Leg {}

    /** The pen goes down. */
    record Lower(PlanMark at) implements Leg {}

    /** A stroke, or a piece of it. */
    record Draw(Run run, int stroke) implements Leg {}

    /** The pen goes up. */
    record Lift(PlanMark after) implements Leg {}

    /** Nothing more to do: held, or all done. */
    record Rest(PlanMark at) implements Leg {}
}
