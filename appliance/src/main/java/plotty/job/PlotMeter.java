package plotty.job;

import java.time.Duration;
import java.util.Optional;
import plotty.job.Job.JobMetrics;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.motion.Route;
import plotty.motion.Trajectory;

/** Reads off how far a drawing is from where its pen is. Cheap as long as the pen goes forward. Not thread-safe. */
final class PlotMeter {

    /**
     * How far the drawing is.
     *
     * @param timeS planned time reached, s
     * @param penS how much of it are ways of the pen up and down, s
     * @param layer that the pen is on, from 1; 0 before the first
     * @param points passed
     * @param penDownS time that the pen was down, s
     * @param totalTime time since the start, pauses left out
     */
    record Reading(double timeS, double penS, int layer, int points, double penDownS, Duration totalTime) {
        /** At the very beginning. */
        static final Reading NOTHING = new Reading(0, 0, 0, 0, 0, Duration.ZERO);

        /** As the disk knows it; the pen's ways are taken to be spread evenly over the plan. */
        static Reading of(JobMark mark, Optional<Pace.Work> whole) {
            double share = whole.filter(work -> work.plannedS() > 0)
                    .map(work -> work.penS() / work.plannedS())
                    .orElse(0.0);
            return new Reading(
                    mark.doneS(),
                    share * mark.doneS(),
                    mark.layer(),
                    mark.points(),
                    mark.penDownS(),
                    Duration.ofNanos(Math.round(mark.totalS() * 1e9)));
        }

        /** What is done of the plan. */
        Pace.Work work() {
            return new Pace.Work(timeS - penS, penS);
        }

        /** The same at another total time. */
        Reading after(Duration total) {
            return new Reading(timeS, penS, layer, points, penDownS, total);
        }
    }

    private final Trajectory trajectory;
    private int stroke;
    private double penDownBeforeS;

    PlotMeter(Trajectory trajectory) {
        this.trajectory = trajectory;
    }

    /** The reading with the pen at a mark that it reaches at a planned time. */
    Reading at(double timeS, PlanMark mark) {
        if (mark.stroke() < stroke) {
            stroke = 0;
            penDownBeforeS = 0;
        }
        while (stroke < mark.stroke()) {
            penDownBeforeS += trajectory.endS(stroke) - trajectory.startS(stroke);
            stroke++;
        }
        int count = trajectory.route().strokeCount();
        boolean allDrawn = stroke >= count;
        double inStrokeS = allDrawn
                ? 0
                : Math.clamp(timeS - trajectory.startS(stroke), 0, trajectory.endS(stroke) - trajectory.startS(stroke));
        boolean begun = mark.compareTo(PlanMark.START) > 0;
        int layer = begun ? 1 + trajectory.route().layerOf(Math.min(stroke, count - 1)) : 0;
        return new Reading(
                timeS,
                penS(timeS, allDrawn),
                layer,
                points(trajectory.route(), mark),
                penDownBeforeS + inStrokeS,
                Duration.ZERO);
    }

    /** How many points the pen has passed at a place. */
    static int points(Route route, PlanMark mark) {
        return mark.stroke() >= route.strokeCount()
                ? route.pointCount()
                : route.pointsBefore(mark.stroke()) + (mark.point() > 0 ? 1 + (int) mark.point() : 0);
    }

    /** Each stroke that lies behind had its pen lowered and lifted, and one that is being drawn lowered. */
    private double penS(double timeS, boolean allDrawn) {
        MachineProfile.PenProfile pen = trajectory.profile().pen();
        boolean lowered = !allDrawn && timeS >= trajectory.startS(stroke);
        return Math.min(timeS, stroke * (pen.liftS() + pen.dropS()) + (lowered ? pen.dropS() : 0));
    }

    /** A whole plan: its motion, and the ways of the pen, during which the plan never lets time go by twice. */
    static Pace.Work work(Trajectory trajectory) {
        MachineProfile.PenProfile pen = trajectory.profile().pen();
        double penS = trajectory.route().strokeCount() * (pen.liftS() + pen.dropS());
        return new Pace.Work(Math.max(0, trajectory.durationS() - penS), penS);
    }

    /**
     * Seed 000's metrics, with what is left as it was planned.
     *
     * @param planned the whole plan, once planned
     * @param reading how far it is, once started
     */
    static JobMetrics metrics(
            Optional<Pace.Work> planned, int totalLayers, int totalPoints, Optional<Reading> reading) {
        double wholeS = planned.map(Pace.Work::plannedS).orElse(0.0);
        double doneS = Math.clamp(reading.map(Reading::timeS).orElse(0.0), 0, wholeS);
        return new JobMetrics(
                wholeS > 0 ? doneS / wholeS : 0,
                Duration.ofMillis(Math.round((wholeS - doneS) * 1000)),
                reading.map(Reading::layer).orElse(0),
                totalLayers,
                reading.map(Reading::points).orElse(0),
                totalPoints,
                Duration.ofMillis(reading.map(known -> Math.round(known.penDownS() * 1000))
                        .orElse(0L)),
                reading.map(Reading::totalTime).orElse(Duration.ZERO),
                Optional.empty());
    }
}
