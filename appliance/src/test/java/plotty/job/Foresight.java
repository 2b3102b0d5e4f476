package plotty.job;

import java.time.Duration;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/**
 * What the service foresees of one plotter's jobs, without the service around it: for benches, which draw in another time than
 * the clock's. Does with a plan and a plotter's words what {@link Course} and {@link OpenJob} do.
 */
public final class Foresight {
    private Pace pace = Pace.UNKNOWN;
    private Trajectory plan;
    private PlotMeter meter;
    private Pacing pacing;

    /** How long a plan will take by what was learned so far, s. */
    public double wholeS(Trajectory coming) {
        return pace.guess(PlotMeter.work(coming)).seconds();
    }

    /** A job begins. */
    public void begin(Trajectory job) {
        plan = job;
        meter = new PlotMeter(job);
        pacing = new Pacing();
        pacing.begin(Duration.ZERO);
    }

    /** The job's pen came so far, so many seconds after the beginning; gives how many seconds are left. */
    public double reached(double timeS, PlanMark mark, double atS) {
        PlotMeter.Reading reading = meter.at(timeS, mark).after(nanos(atS));
        pacing.reached(reading);
        return pacing.seen(pace)
                .guess(PlotMeter.work(plan).minus(reading.work()))
                .seconds();
    }

    /** All of the job is drawn, so many seconds after its beginning. */
    public void finished(double tookS) {
        PlanMark end = new PlanMark(plan.route().strokeCount(), 0);
        pacing.reached(meter.at(plan.durationS(), end).after(nanos(tookS)));
        pace = pacing.learned(pace, PlotMeter.work(plan)).orElse(pace);
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
