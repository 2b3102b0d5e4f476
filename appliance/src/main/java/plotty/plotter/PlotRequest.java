package plotty.plotter;

import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/**
 * Something to draw.
 *
 * @param jobId whose it is, for logs
 * @param trajectory planned on this plotter's profile
 * @param from where to begin: everything before it is already on the paper
 * @param permittedS planned time up to which drawing is permitted at first, see {@link Plotter#permit}
 */
public record PlotRequest(String jobId, Trajectory trajectory, PlanMark from, double permittedS) {}
