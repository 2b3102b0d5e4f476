package plotty.plotter.ebb;

import plotty.motion.Run;

/**
 * The pace during one command: from one share of the planned speed to another, evenly in time.
 *
 * @param start at the command's start, more than 0
 * @param end at its end, more than 0
 */
record Pace(double start, double end) {
    private static final double SLOW_MM_PER_S = 0.5;

    /**
     * The pace of a command that ends at a time of the run, as near to what is wanted as acceleration allows: the speed is
     * pace · planned speed, so its change is pace² · planned acceleration + change of pace · planned speed.
     */
    static Pace over(MotionCompiler.Cursor cursor, double endS, double wanted) {
        double pace = cursor.pace();
        if (pace == wanted) {
            return new Pace(pace, pace);
        }
        Run run = cursor.run();
        double from = run.speedAt(cursor.timeS());
        double to = run.speedAt(endS);
        double fastest = Math.max(SLOW_MM_PER_S, Math.max(from, to));
        double mostMmPerS2 = Math.min(
                run.limitsAt(cursor.timeS()).accelerationMmPerS2(),
                run.limitsAt(endS).accelerationMmPerS2());
        double plannedMmPerS2 = pace * pace * (to - from) / (endS - cursor.timeS());
        // Over a stretch of planned time the square of the pace changes evenly, as that of a speed does over a
        // distance.
        double most = 2 * (endS - cursor.timeS()) / fastest;
        double slowest = pace * pace - most * Math.max(0, mostMmPerS2 + plannedMmPerS2);
        double quickest = pace * pace + most * Math.max(0, mostMmPerS2 - plannedMmPerS2);
        return new Pace(pace, Math.clamp(wanted, Math.sqrt(Math.max(slowest, pace * pace / 4)), Math.sqrt(quickest)));
    }

    double mean() {
        return (start + end) / 2;
    }

    /** A motor's bow (see {@link AxisRates#of}) with which its speeds at both ends are at this pace. */
    double bow(int steps, double plannedBow) {
        double atStart = start * (steps + 4 * plannedBow);
        double atEnd = end * (steps - 4 * plannedBow);
        return start == end || atStart + atEnd == 0 ? plannedBow : steps * (atStart - atEnd) / (atStart + atEnd) / 4;
    }
}
