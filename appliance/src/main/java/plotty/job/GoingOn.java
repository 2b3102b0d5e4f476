package plotty.job;

import java.util.Optional;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.PlanMark;
import plotty.motion.Route;
import plotty.motion.Run;
import plotty.motion.Trajectory;

/** Where in a plan a job goes on. Pure. */
final class GoingOn {
    private GoingOn() {}

    /**
     * The place that somebody asks for.
     *
     * @param done where the ink ends
     * @throws JobRefusedException if there is no such place
     */
    static PlanMark at(Trajectory plan, PlanMark done, Jobs.Place place) {
        return switch (place) {
            case Jobs.Place.StrokesBack back -> strokesBack(done, back.strokes());
            case Jobs.Place.MillimetresBack back -> millimetresBack(plan, done, back.mm());
            case Jobs.Place.LayerStart start -> layerStart(plan.route(), start.layer());
        };
    }

    private static PlanMark strokesBack(PlanMark done, int strokes) {
        if (strokes < 1) {
            throw invalid("The number of strokes to go back must be at least 1, not %d.".formatted(strokes));
        }
        long present = done.point() > 0 ? done.stroke() : done.stroke() - 1L;
        return new PlanMark((int) Math.max(0, present - (strokes - 1L)), 0);
    }

    private static PlanMark millimetresBack(Trajectory plan, PlanMark done, double mm) {
        if (!(mm > 0) || !Double.isFinite(mm)) {
            throw invalid("The way to go back must be more than 0 mm, not %s.".formatted(mm));
        }
        double left = mm;
        int stroke = done.stroke();
        if (done.point() > 0) {
            Run run = plan.stroke(stroke);
            double along = run.distanceOf(done.point());
            if (along > left) {
                return new PlanMark(stroke, run.pointAt(along - left));
            }
            left -= along;
        }
        while (stroke > 0 && left > 0) {
            stroke--;
            Run run = plan.stroke(stroke);
            if (run.lengthMm() > left) {
                return new PlanMark(stroke, run.pointAt(run.lengthMm() - left));
            }
            left -= run.lengthMm();
        }
        return new PlanMark(stroke, 0);
    }

    private static PlanMark layerStart(Route route, int layer) {
        int layers = route.layers().size();
        if (layer < 1 || layer > layers) {
            throw invalid(
                    layers == 1
                            ? "There is one layer to be drawn, number 1; there is no layer %d.".formatted(layer)
                            : "There are layers 1 to %d to be drawn; there is no layer %d.".formatted(layers, layer));
        }
        return new PlanMark(route.strokesBefore(layer - 1), 0);
    }

    /** The beginning of the layer after this one (from 1); empty after the last. */
    static Optional<PlanMark> afterLayer(Route route, int layer) {
        return layer < route.layers().size()
                ? Optional.of(new PlanMark(route.strokesBefore(layer), 0))
                : Optional.empty();
    }

    /** The layer that a place is in, from 1; at the very end the last one. */
    static int layerOf(Route route, PlanMark place) {
        return 1 + route.layerOf(Math.min(place.stroke(), route.strokeCount() - 1));
    }

    private static JobRefusedException invalid(String sentence) {
        return new JobRefusedException(Reason.INVALID, sentence);
    }
}
