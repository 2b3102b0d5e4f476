package plotty.plotter.grbl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.grbl.Guesses.Advance;
import plotty.plotter.grbl.Guesses.Place;
import plotty.plotter.grbl.Step.Kind;

/**
 * How far a drawing is: which of the lines that were sent have been executed, and where on the next the pen is. GRBL answers a
 * line when it is planned, not when it is executed; so what is known comes from the answers to dwells, which wait for the
 * motion before them, and from the places that it reports in between.
 */
final class Whereabouts {
    /** A report that is farther from every line than this tells nothing. */
    private static final double STRAY_MM = 0.3;
    /** A machine at rest is as near as this to its line. */
    private static final double EXACT_MM = 0.03;

    /** Places nearer to each other than this may be the same: steps are rounded. */
    private static final double SAME_MM = 0.02;

    private static final double AT_END = 0.9999;
    private static final double PER_MINUTE = 60;

    private final Trajectory plan;
    /** Where it may be, of the places that fit what was reported. */
    private final Guesses guesses = new Guesses();
    /** Sent and not known to be executed; the oldest first. */
    private final List<Step> undone = new ArrayList<>();
    /** So many of them have been answered. */
    private int answered;
    /** How far along the oldest the pen is at least, 0 to 1. */
    private double share;
    /** Length of the lines that are known to be executed, mm. */
    private double doneMm;

    private PlanMark mark;
    private double timeS;
    private boolean penUp = true;
    private double feedMmPerMin;
    private long seenNanos;
    private boolean seen;
    /** Whether it moved as planned when it was last seen. */
    private boolean paced;

    Whereabouts(Trajectory plan, PlanMark from) {
        this.plan = plan;
        begin(from);
    }

    /** The pen is up and nothing is under way; what has been drawn ends at a mark. */
    void begin(PlanMark from) {
        undone.clear();
        answered = 0;
        share = 0;
        doneMm = 0;
        mark = from;
        timeS = Math.max(0, from.equals(PlanMark.START) ? 0 : plan.timeAt(from));
        penUp = true;
        feedMmPerMin = 0;
        seen = false;
        paced = false;
        guesses.certain(0, timeS);
    }

    void sent(Step step) {
        undone.add(step);
    }

    /** The oldest unanswered line was taken. */
    void answered(long nowNanos) {
        answered++;
        Step step = undone.get(answered - 1);
        if (step.proves()) {
            complete(answered);
            guesses.reached(doneMm, step.toS());
            rested(nowNanos);
        }
    }

    /** It stood still until now. */
    private void rested(long nowNanos) {
        seen = true;
        seenNanos = nowNanos;
        feedMmPerMin = 0;
        paced = false;
    }

    /** The oldest unanswered line was refused: neither it nor what comes after it counts. */
    void refused() {
        undone.subList(answered, undone.size()).clear();
    }

    /** Whether everything that was sent has been executed, as far as is known. */
    boolean idle() {
        return undone.isEmpty();
    }

    /** Planned time that is sent and not yet executed, s. */
    double aheadS() {
        return undone.isEmpty() ? 0 : Math.max(0, undone.getLast().toS() - timeS);
    }

    /** The board stands still and has answered everything: what was sent has been executed. */
    void allDone() {
        complete(undone.size());
    }

    /** Where the ink ends, as far as is known: never ahead of the truth. */
    PlanMark mark() {
        return mark;
    }

    /** The same as planned time, s; on the way to a stroke, how far on the way. */
    double timeS() {
        return timeS;
    }

    boolean penUp() {
        return penUp;
    }

    /**
     * A place was reported, while it moves.
     *
     * @param planned how many lines the board's planner holds, if it tells
     * @param atPace whether it moves on as planned, neither braking nor at another speed
     */
    void seen(double x, double y, double feed, OptionalInt planned, long nowNanos, boolean atPace) {
        int count = Math.min(reachable(), executed(planned) + 1);
        double passedS = seen ? Math.max(0, nowNanos - seenNanos) / 1e9 : 0;
        double speed = (feedMmPerMin + feed) / 2 / PER_MINUTE;
        double acceleration = plan.profile().drawing().accelerationMmPerS2();
        Advance advance = new Advance(passedS, speed, acceleration, paced && feedMmPerMin > 0);
        if (take(guesses.moved(fitting(0, count, x, y, STRAY_MM), advance)) || !seen) {
            seen = true;
            paced = atPace;
            seenNanos = nowNanos;
            feedMmPerMin = feed;
        }
    }

    /** The board stands still at a place; whether it is one where the pen may be. */
    boolean standing(double x, double y, OptionalInt planned) {
        int count = reachable();
        if (undone.subList(0, count).stream().anyMatch(Step::moves)) {
            int executed = executed(planned);
            int from = executed < count ? Math.max(0, executed - 1) : 0;
            return take(guesses.stands(fitting(from, Math.min(count, executed + 2), x, y, EXACT_MM)))
                    || take(guesses.stands(fitting(0, count, x, y, STRAY_MM)));
        }
        return undone.isEmpty() || undone.getFirst().distanceAt(0, x, y) < STRAY_MM;
    }

    /**
     * The board stands still at a place, but what it answered is not certain; whether the place is one of the drawing's.
     *
     * @param ranDry whether it executed all that it heard
     */
    boolean found(double x, double y, boolean ranDry) {
        return (ranDry && take(lastEndAt(x, y)))
                || standing(x, y, OptionalInt.empty())
                || take(fitting(0, undone.size(), x, y, STRAY_MM).stream()
                        .min(Comparator.comparingDouble(Place::alongMm)));
    }

    /**
     * The line that the board executes: its planner holds the last of those that were answered, and calls a line executed a few
     * hundredths of a second before it is. Far away if it does not tell.
     */
    private int executed(OptionalInt planned) {
        if (planned.isEmpty()) {
            return undone.size();
        }
        int left = planned.getAsInt();
        int index = Math.min(answered, undone.size());
        while (left > 0 && index > 0) {
            index--;
            if (undone.get(index).plans()) {
                left--;
            }
        }
        return index;
    }

    /** How many lines may be under way: a dwell that is not answered has not been passed. */
    private int reachable() {
        int count = 0;
        while (count < undone.size() && !(count >= answered && undone.get(count).proves())) {
            count++;
        }
        return count;
    }

    /** Where it may be. */
    private List<Place> fitting(int from, int count, double x, double y, double mostMm) {
        double least = mostMm;
        for (int i = from; i < count; i++) {
            least = Math.min(least, missMm(i, x, y));
        }
        List<Place> places = new ArrayList<>();
        double before = doneMm;
        for (int i = 0; i < count; i++) {
            Step step = undone.get(i);
            if (i >= from && step.moves() && missMm(i, x, y) < Math.min(mostMm, least + SAME_MM)) {
                double at = shareOf(i, x, y);
                places.add(new Place(i, at, before + at * step.lengthMm(), timeAtS(step, at)));
            }
            before += step.lengthMm();
        }
        return places;
    }

    private double timeAtS(Step step, double part) {
        return step.kind() == Kind.INK ? plan.timeAt(markAt(step, part)) : step.timeAtS(part);
    }

    private PlanMark markAt(Step ink, double part) {
        double along = ink.fromMm() + part * (ink.toMm() - ink.fromMm());
        return new PlanMark(ink.stroke(), plan.stroke(ink.stroke()).pointAt(along));
    }

    private double missMm(int index, double x, double y) {
        Step step = undone.get(index);
        return step.moves() ? step.distanceAt(shareOf(index, x, y), x, y) : Double.MAX_VALUE;
    }

    /** Never back on the line that is under way. */
    private double shareOf(int index, double x, double y) {
        double nearest = undone.get(index).nearest(x, y);
        return index == 0 ? Math.max(share, nearest) : nearest;
    }

    private Optional<Place> lastEndAt(double x, double y) {
        for (int i = undone.size() - 1; i >= 0; i--) {
            if (undone.get(i).moves() && undone.get(i).distanceAt(1, x, y) < 2 * SAME_MM) {
                return Optional.of(new Place(i, 1, 0, undone.get(i).toS()));
            }
        }
        return Optional.empty();
    }

    private boolean take(Optional<Place> place) {
        if (place.isEmpty()) {
            return false;
        }
        complete(place.get().index());
        share = place.get().share();
        under(undone.getFirst(), share);
        return true;
    }

    private void complete(int count) {
        for (Step step : undone.subList(0, count)) {
            under(step, 1);
            doneMm += step.lengthMm();
        }
        undone.subList(0, count).clear();
        answered = Math.max(0, answered - count);
        if (count > 0) {
            share = 0;
        }
    }

    /** So much of a line has been executed. */
    private void under(Step step, double part) {
        switch (step.kind()) {
            case INK -> {
                mark = markAt(step, part);
                timeS = Math.max(timeS, plan.timeAt(mark));
            }
            case LOWER -> penUp = false;
            case RISE -> {
                penUp = true;
                mark = plan.stroke(step.stroke()).lengthMm() > 0 ? mark : new PlanMark(step.stroke() + 1, 0);
                timeS = Math.max(timeS, step.toS());
            }
            case TRAVEL, HOME -> {
                PlanMark ahead = new PlanMark(step.stroke(), 0);
                mark = ahead.compareTo(mark) > 0 ? ahead : mark;
                timeS = Math.max(timeS, step.fromS() + part * (step.toS() - step.fromS()));
            }
            case DELAY, DROP, LIFT, ARRIVE -> {}
        }
        if (step.kind() == Kind.ARRIVE && part >= AT_END) {
            timeS = plan.durationS();
        }
    }
}
