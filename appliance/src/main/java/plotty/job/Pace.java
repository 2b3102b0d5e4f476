package plotty.job;

/**
 * How long one plotter really takes for what its plans say: a factor on motion and one on the pen's ways up and down, each
 * with its uncertainty. Learned job by job by recursive least squares (a Kalman filter whose state is the two factors; see
 * Simon, "Optimal State Estimation", 3.3). Immutable.
 *
 * @param motion factor on planned motion, travel and waiting
 * @param pen factor on the planned ways of the pen
 * @param motionVariance of {@code motion}
 * @param penVariance of {@code pen}
 * @param covariance of the two
 */
record Pace(double motion, double pen, double motionVariance, double penVariance, double covariance) {

    /** A plotter that nobody has seen draw: most likely its plans are right. */
    static final Pace UNKNOWN = new Pace(1, 1, square(0.05), square(0.25), 0);

    /** How much a machine may change for good from one job to the next. */
    private static final double MOTION_DRIFT = square(0.002);

    private static final double PEN_DRIFT = square(0.02);
    /** How far one job may be from what is usual: another pen, another sheet, a board that runs dry. */
    private static final double MOTION_OF_THE_DAY = square(0.015);

    private static final double PEN_OF_THE_DAY = square(0.1);
    /** Shorter work says nothing. */
    private static final double LEAST_S = 2;
    /** What lies outside of these times the guess was disturbed: a clock that was set, a hand that held the carriage. */
    private static final double LEAST_SHARE = 0.5;

    private static final double MOST_SHARE = 3;

    /**
     * A piece of a plan.
     *
     * <p>Between two moments either part may be less than nothing: a way of the pen counts all at once when it is done.
     *
     * @param motionS planned time without the pen's ways, s
     * @param penS planned time of the pen's ways up and down, s
     */
    record Work(double motionS, double penS) {
        static final Work NONE = new Work(0, 0);

        /** Planned time in all, s. */
        double plannedS() {
            return motionS + penS;
        }

        Work plus(Work other) {
            return new Work(motionS + other.motionS, penS + other.penS);
        }

        /** What has come since, if it was another piece then. */
        Work since(Work earlier) {
            return new Work(motionS - earlier.motionS, penS - earlier.penS);
        }

        /** What is left without another piece; never less than nothing. */
        Work minus(Work other) {
            return new Work(Math.max(0, motionS - other.motionS), Math.max(0, penS - other.penS));
        }
    }

    /**
     * How long something takes.
     *
     * @param seconds most likely
     * @param sigmaS one standard deviation, s
     */
    record Guess(double seconds, double sigmaS) {}

    /** How long a piece of a plan will take. */
    Guess guess(Work work) {
        double seconds = motion * work.motionS() + pen * work.penS();
        return new Guess(seconds, Math.sqrt(variance(work) + square(0.001 * work.plannedS())));
    }

    /** What a finished job teaches, whose work took so long. */
    Pace learned(Work work, double tookS) {
        return spread(MOTION_DRIFT, PEN_DRIFT).corrected(work, tookS, 0.1 + 0.002 * work.plannedS());
    }

    /** What holds for the rest of a job of which so much was done in so long. */
    Pace seen(Work done, double tookS) {
        return spread(MOTION_OF_THE_DAY, PEN_OF_THE_DAY).corrected(done, tookS, 0.5 + 0.004 * done.plannedS());
    }

    private Pace spread(double moreMotion, double morePen) {
        return new Pace(motion, pen, motionVariance + moreMotion, penVariance + morePen, covariance);
    }

    private Pace corrected(Work work, double tookS, double noiseS) {
        double expectedS = motion * work.motionS() + pen * work.penS();
        boolean disturbed = !(tookS >= LEAST_SHARE * expectedS) || !(tookS <= MOST_SHARE * expectedS);
        if (work.plannedS() < LEAST_S || disturbed) {
            return this;
        }
        double withMotion = motionVariance * work.motionS() + covariance * work.penS();
        double withPen = covariance * work.motionS() + penVariance * work.penS();
        double spread = variance(work) + square(noiseS);
        double surprise = (tookS - expectedS) / spread;
        return new Pace(
                Math.clamp(motion + withMotion * surprise, 0.2, 5),
                Math.clamp(pen + withPen * surprise, 0, 20),
                motionVariance - square(withMotion) / spread,
                penVariance - square(withPen) / spread,
                covariance - withMotion * withPen / spread);
    }

    private double variance(Work work) {
        double variance = motionVariance * square(work.motionS())
                + penVariance * square(work.penS())
                + 2 * covariance * work.motionS() * work.penS();
        return Math.max(0, variance);
    }

    private static double square(double value) {
        return value * value;
    }
}
