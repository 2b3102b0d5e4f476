package plotty.plotter.ebb;

import plotty.motion.PlanMark;
import plotty.motion.Run;

/** A part of a drawing's way. */
sealed interface Leg {

    /**
     * With the pen up to where a stroke begins or goes on; towards its end the pen is told to go down.
     *
     * @param fromS planned time at its beginning
     * @param toS planned time at its end
     * @param hoverS so long before its end the pen may be told to go down; not positive if it stays up
     */
    record Travel(Run run, PlanMark to, double fromS, double toS, double hoverS) implements Leg {
        private static final double SHORTEST_S = (double) Gait.FEWEST_TICKS / Gait.TICKS_PER_S;

        /** Planned time at a time of the run. */
        double plannedAt(double timeS) {
            double duration = run.durationS();
            double share = duration > 0 ? Math.min(1, timeS / duration) : 1;
            return fromS + share * (toS - fromS);
        }

        /**
         * Time of the run at which the pen is told to go down: as early as it hovers until the end, but not before it was
         * lifted entirely, nor before the run brakes for good, nor so near to the ends that motion would have to be cut too
         * short. Beyond the run's end if it is to rest before.
         */
        double lowerAtS(double untilUpS) {
            double earliest = Math.max(run.durationS() - hoverS, Math.max(brakesFromS(), untilUpS));
            double when = earliest > 0 ? Math.max(earliest, SHORTEST_S) : 0;
            return hoverS > 0 && when <= run.durationS() - SHORTEST_S ? when : Double.MAX_VALUE;
        }

        private double brakesFromS() {
            double last = 0;
            for (double node = run.nextNode(0); node < run.lengthMm(); node = run.nextNode(node)) {
                last = node;
            }
            return run.timeAt(last);
        }
    }

    /**
     * The pen rests, lifted, before a travel to a stroke.
     *
     * @param seconds how long
     */
    record Wait(PlanMark before, double seconds) implements Leg {}

    /** The pen goes down, or has been told to and is waited for. */
    record Lower(PlanMark at) implements Leg {}

    /** A stroke, or a piece of it. */
    record Draw(Run run, int stroke) implements Leg {}

    /**
     * The pen goes up, or has been told to and is waited for.
     *
     * @param entirely whether until it is surely up, or only until the carriage may move
     */
    record Lift(PlanMark after, boolean entirely) implements Leg {}

    /** Nothing more to do: held, at a stop, or all done. */
    record Rest(PlanMark at) implements Leg {}
}
