package plotty.plotter.grbl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
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
    /** Sent and not known to be executed; the oldest first. */
    private final List<Step> undone = new ArrayList<>();
    /** So many of them have been answered. */
    private int answered;
    /** How far along the oldest the pen is, 0 to 1. */
    private double share;

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
        mark = from;
        timeS = Math.max(0, from.equals(PlanMark.START) ? 0 : plan.timeAt(from));
        penUp = true;
        feedMmPerMin = 0;
        seen = false;
        paced = false;
    }

    void sent(Step step) {
        undone.add(step);
    }

    /** The oldest unanswered line was taken. */
    void answered() {
        answered++;
        if (undone.get(answered - 1).proves()) {
            complete(answered);
        }
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
     * @param planned how many lines the board's planner holds, if it tells; without that, where a path goes back on itself, only
     *     the time tells whether it is before or behind the turn
     * @param atPace whether it moves on as planned, neither braking nor at another speed
     */
    void seen(double x, double y, double feed, OptionalInt planned, long nowNanos, boolean atPace) {
        double passedS = seen ? Math.max(0, nowNanos - seenNanos) / 1e9 : 0;
        boolean wasAtPace = paced && feedMmPerMin > 0;
        seen = true;
        paced = atPace;
        double expectedMm = share * firstLength() + (feedMmPerMin + feed) / 2 / PER_MINUTE * passedS;
        seenNanos = nowNanos;
        feedMmPerMin = feed;
        int count = Math.min(reachable(), executed(planned) + 1);
        List<Place> fitting = fitting(0, count, x, y, STRAY_MM);
        if (planned.isEmpty() && wasAtPace) {
            double expectedS = undone.isEmpty() ? 0 : undone.getFirst().timeAtS(share) + passedS;
            take(nearest(fitting, place -> undone.get(place.index()).timeAtS(place.share()) - expectedS));
        } else {
            take(nearest(fitting, place -> place.alongMm() - expectedMm));
        }
    }

    /** The board stands still at a place; whether it is one where the pen may be. */
    boolean standing(double x, double y, OptionalInt planned) {
        int count = reachable();
        if (undone.subList(0, count).stream().anyMatch(Step::moves)) {
            int executed = executed(planned);
            int from = executed < count ? Math.max(0, executed - 1) : 0;
            double expectedMm = share * firstLength();
            ToDoubleFunction<Place> miss = place -> place.alongMm() - expectedMm;
            return take(nearest(fitting(from, Math.min(count, executed + 2), x, y, EXACT_MM), miss))
                    || take(nearest(fitting(0, count, x, y, STRAY_MM), miss));
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
                || take(nearest(fitting(0, undone.size(), x, y, STRAY_MM), Place::alongMm));
    }

    /** A line, how far along it, and how far that is from the beginning of the oldest line, mm. */
    private record Place(int index, double share, double alongMm) {}

    private double firstLength() {
        return undone.isEmpty() ? 0 : undone.getFirst().lengthMm();
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
        double before = 0;
        for (int i = 0; i < count; i++) {
            Step step = undone.get(i);
            if (i >= from && step.moves() && missMm(i, x, y) < Math.min(mostMm, least + SAME_MM)) {
                double at = shareOf(i, x, y);
                places.add(new Place(i, at, before + at * step.lengthMm()));
            }
            before += step.lengthMm();
        }
        return places;
    }

    /** Of the places that fit, the one nearest to what is expected. */
    private static Optional<Place> nearest(List<Place> fitting, ToDoubleFunction<Place> miss) {
        return fitting.stream().min(Comparator.comparingDouble(place -> Math.abs(miss.applyAsDouble(place))));
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
                return Optional.of(new Place(i, 1, 0));
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
                double along = step.fromMm() + part * (step.toMm() - step.fromMm());
                mark = new PlanMark(step.stroke(), plan.stroke(step.stroke()).pointAt(along));
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
