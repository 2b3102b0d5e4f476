package plotty.plotter;

import java.util.Set;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/**
 * Something to draw.
 *
 * @param jobId whose it is, for logs
 * @param trajectory planned on this plotter's profile
 * @param from where to begin: everything before it is already on the paper
 * @param permittedS planned time up to which drawing is permitted at first, see {@link Plotter#permit}
 * @param stops strokes before which motion is held, pen up, without travelling there, for a
 *     {@link PlotterNotice.HoldCause#LAYER}; a stop at which drawing begins, or goes on, has been made
 * @param dry whether the pen stays up all the time: everything moves, nothing is drawn
 */
public record PlotRequest(
        String jobId, Trajectory trajectory, PlanMark from, double permittedS, Set<Integer> stops, boolean dry) {

    public PlotRequest {
        stops = Set.copyOf(stops);
    }

    /** Drawn in one go. */
    public PlotRequest(String jobId, Trajectory trajectory, PlanMark from, double permittedS) {
        this(jobId, trajectory, from, permittedS, Set.of(), false);
    }
}
