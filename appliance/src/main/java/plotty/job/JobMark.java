package plotty.job;

import java.util.Optional;
import plotty.motion.PlanMark;

/**
 * How far the ink is, as the disk knows it: everything before {@code done} is on the paper, nothing past {@code ahead} is.
 * The two are equal when the pen was held and said where.
 *
 * @param planHash SHA-256 of the plan, hex: the marks mean nothing in another one
 * @param done everything before it is drawn
 * @param doneS the same as planned time, s
 * @param ahead nothing past it may be drawn yet
 * @param aheadS the same as planned time, s
 * @param layer that the pen is on, from 1; 0 before the first
 * @param points passed up to {@code done}
 * @param penDownS time that the pen was down up to {@code done}, s
 * @param totalS time since the start up to {@code done}, pauses left out, s
 */
record JobMark(
        String planHash,
        PlanMark done,
        double doneS,
        PlanMark ahead,
        double aheadS,
        int layer,
        int points,
        double penDownS,
        double totalS) {

    /** Whether ink between the two marks may or may not be on the paper. */
    boolean inDoubt() {
        return ahead.compareTo(done) > 0;
    }

    /** The same, with the ahead mark of another one if that is further. */
    JobMark reachingTo(Optional<JobMark> other) {
        return other.filter(before -> before.ahead().compareTo(ahead) > 0)
                .map(before -> upTo(before.ahead(), before.aheadS()))
                .orElse(this);
    }

    /** The same with ink permitted up to another place. */
    JobMark upTo(PlanMark place, double placeS) {
        return new JobMark(planHash, done, doneS, place, placeS, layer, points, penDownS, totalS);
    }

    /** The same with nothing permitted past what is done. */
    JobMark exact() {
        return new JobMark(planHash, done, doneS, done, doneS, layer, points, penDownS, totalS);
    }
}
