package plotty.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of its plan a job was seen to draw, and in what time; what happens while it is held, goes back or stumbles does
 * not count. Touched by the jobs' thread only.
 */
final class Pacing {
    private Pace.Work work = Pace.Work.NONE;
    private double tookS;
    private Optional<PlotMeter.Reading> last = Optional.empty();

    /** It begins at the beginning, at this total time. */
    void begin(Duration total) {
        last = Optional.of(PlotMeter.Reading.NOTHING.after(total));
    }

    /** It has come so far. */
    void reached(PlotMeter.Reading reading) {
        if (last.filter(before -> before.timeS() <= reading.timeS()).isPresent()) {
            PlotMeter.Reading before = last.get();
            work = work.plus(reading.work().since(before.work()));
            tookS += reading.totalTime().minus(before.totalTime()).toNanos() / 1e9;
        }
        last = Optional.of(reading);
    }

    /** What comes next does not follow from what was. */
    void interrupt() {
        last = Optional.empty();
    }

    /** The pace that holds for the rest. */
    Pace seen(Pace before) {
        return before.seen(work, tookS);
    }

    /** What the whole of it teaches: nothing if most of it was not seen. */
    Optional<Pace> learned(Pace before, Pace.Work whole) {
        return work.plannedS() > 0.5 * whole.plannedS() ? Optional.of(before.learned(work, tookS)) : Optional.empty();
    }
}
