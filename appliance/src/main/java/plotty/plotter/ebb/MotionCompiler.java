package plotty.plotter.ebb;

import java.util.Arrays;
import plotty.motion.Run;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * Cuts runs into commands for the board. Each lasts 8 to 29 ms, stays within the gait's tolerance of the path, and ends at
 * whole steps next to the true place, so that nothing adds up. Where vertices are denser than that, one command covers
 * several; where the path is too wild even for 8 ms, and only there, it is drawn slower than planned.
 *
 * <p>A run may be driven slower than planned, at a pace: a share of the planned speed. Pace changes no faster than the run's
 * acceleration allows beside what the plan itself needs of it.
 *
 * <p>Pure: the same cursor always gives the same command.
 */
final class MotionCompiler {
    private static final double MIN_S = (double) Gait.FEWEST_TICKS / Gait.TICKS_PER_S;
    private static final double MAX_S = (double) Gait.MOST_TICKS / Gait.TICKS_PER_S;
    private static final double WINDOW_S = 3 * MAX_S;
    private static final double SLACK_S = 1e-6;
    private static final double COST_PER_LOST_MS = 6;
    private static final double COST_PER_EXCESS = 50;
    private static final double FASTEST_STEPS_PER_TICK = 0.999;
    /** Half of what a corner may change the velocity by, at usual accelerations. */
    private static final double FALTERING_MM_PER_S = 10;

    private final MotorFrame frame;
    private final Gait gait;
    private final double toleranceSteps;

    /**
     * How far a run has been compiled.
     *
     * @param run what is compiled
     * @param timeS how far, in the run's own time
     * @param at where the motors are then
     * @param owedTicks planned less commanded time so far, by rounding
     * @param pace share of the planned speed that is driven now, more than 0, at most 1
     */
    record Cursor(Run run, double timeS, Steps at, double owedTicks, double pace) {
        boolean atEnd() {
            return timeS >= run.durationS();
        }
    }

    /**
     * One command and where it leads.
     *
     * @param ticks its duration
     */
    record Cut(EbbCommand command, int ticks, Cursor after) {}

    MotionCompiler(MotorFrame frame, Gait gait, double stepsPerMm) {
        this.frame = frame;
        this.gait = gait;
        this.toleranceSteps = gait.toleranceMm() * stepsPerMm;
    }

    /** Begins a run whose start the motors have reached, as planned. */
    Cursor begin(Run run, Steps at) {
        return begin(run, at, 1);
    }

    /** Begins a run whose start the motors have reached, from rest, at a pace. */
    Cursor begin(Run run, Steps at, double pace) {
        return new Cursor(run, 0, at, 0, pace);
    }

    /** The next command of a run that is not at its end. */
    Cut next(Cursor cursor) {
        return next(cursor, cursor.pace(), Double.MAX_VALUE);
    }

    /**
     * The next command of a run that is not at its end, on the way to a pace.
     *
     * @param untilS time of the run at which a command must end if the way there is straight
     */
    Cut next(Cursor cursor, double wantedPace, double untilS) {
        double pace = cursor.pace();
        RunWindow window = new RunWindow(cursor.run(), frame, cursor.timeS(), WINDOW_S * pace, pace);
        if (window.isStraight()) {
            return straight(cursor, wantedPace, untilS);
        }
        int[] way = cheapestWay(window, pace);
        if (falters(cursor.run(), window, way, pace)) {
            window = RunWindow.fine(cursor.run(), frame, cursor.timeS(), WINDOW_S * pace, pace);
            way = cheapestWay(window, pace);
        }
        return cut(cursor, window.timeS(way[1]), new Fit(window, 0, way[1], gait), wantedPace);
    }

    /** All that is left of a straight run, at its own pace, in one command however long: only where it brakes evenly. */
    Cut rest(Cursor cursor) {
        double endS = cursor.run().durationS();
        RunWindow piece = new RunWindow(cursor.run(), frame, cursor.timeS(), endS - cursor.timeS(), cursor.pace());
        return cut(cursor, endS, new Fit(piece, 0, piece.size() - 1, gait), cursor.pace());
    }

    private Cut straight(Cursor cursor, double wantedPace, double untilS) {
        double mostS = MAX_S * cursor.pace();
        double toS = untilS > cursor.timeS()
                ? Math.min(untilS, cursor.run().durationS())
                : cursor.run().durationS();
        double left = toS - cursor.timeS();
        double lengthS = left <= 2 * mostS ? left / Math.ceil(left / mostS - SLACK_S) : mostS;
        double endS = left - lengthS < SLACK_S ? toS : cursor.timeS() + lengthS;
        RunWindow piece = new RunWindow(cursor.run(), frame, cursor.timeS(), endS - cursor.timeS(), cursor.pace());
        return cut(cursor, endS, new Fit(piece, 0, piece.size() - 1, gait), wantedPace);
    }

    /**
     * Whether the first or second command of a way covers so little that, made as long as a command must be, it slows the pen
     * much below the plan and lets it go again. Places to cut that lie closer beside the corners mostly spare that.
     */
    private static boolean falters(Run run, RunWindow window, int[] way, double pace) {
        for (int i = 1; i < way.length && i <= 2; i++) {
            double fromS = window.timeS(way[i - 1]);
            double toS = window.timeS(way[i]);
            double lengthMm = run.distanceAt(toS) - run.distanceAt(fromS);
            if (lengthMm * pace / (toS - fromS) - lengthMm / MIN_S > FALTERING_MM_PER_S) {
                return true;
            }
        }
        return false;
    }

    /**
     * The samples at which the commands of the cheapest way through the window begin and end: few commands, little deviation,
     * and least of all lost time.
     */
    private int[] cheapestWay(RunWindow window, double pace) {
        double mostS = MAX_S * pace;
        int[] candidates = window.candidates();
        int count = candidates.length;
        double endS = window.timeS(window.size() - 1);
        double[] cost = new double[count];
        int[] before = new int[count];
        Arrays.fill(cost, Double.MAX_VALUE);
        cost[0] = 0;
        int best = -1;
        double cheapest = Double.MAX_VALUE;
        for (int from = 0; from < count - 1; from++) {
            if (cost[from] == Double.MAX_VALUE) {
                continue;
            }
            double fromS = window.timeS(candidates[from]);
            for (int to = from + 1; to < count && window.timeS(candidates[to]) - fromS <= mostS + SLACK_S; to++) {
                double price = cost[from] + price(window, candidates[from], candidates[to], to == from + 1, pace);
                if (price < cost[to]) {
                    cost[to] = price;
                    before[to] = from;
                }
            }
        }
        for (int to = 1; to < count; to++) {
            double leftS = endS - window.timeS(candidates[to]);
            boolean last = to == count - 1;
            if (cost[to] == Double.MAX_VALUE || (!last && (window.endsRun() || leftS > mostS))) {
                continue;
            }
            double total = cost[to] + leftS / mostS;
            if (total < cheapest) {
                cheapest = total;
                best = to;
            }
        }
        return samples(candidates, before, best);
    }

    /** The samples of those candidates that lead to the last. */
    private static int[] samples(int[] candidates, int[] before, int last) {
        int cuts = 0;
        for (int at = last; at > 0; at = before[at]) {
            cuts++;
        }
        int[] samples = new int[cuts + 1];
        for (int at = last; at > 0; at = before[at]) {
            samples[cuts--] = candidates[at];
        }
        return samples;
    }

    private double price(RunWindow window, int from, int to, boolean neighbours, double pace) {
        double lostMs = Math.max(0, MIN_S - (window.timeS(to) - window.timeS(from)) / pace) * 1000;
        double excess = new Fit(window, from, to, gait).deviationSteps(toleranceSteps / 4) / toleranceSteps;
        if (excess > 1 && !neighbours) {
            return Double.MAX_VALUE;
        }
        return 1 + COST_PER_LOST_MS * lostMs + excess * excess / 2 + (excess > 1 ? COST_PER_EXCESS * excess : 0);
    }

    private Cut cut(Cursor cursor, double endS, Fit fit, double wantedPace) {
        Run run = cursor.run();
        double distance = endS >= run.durationS() ? run.lengthMm() : run.distanceAt(endS);
        Steps to = frame.at(run.xAt(distance), run.yAt(distance));
        int steps1 = to.motor1() - cursor.at().motor1();
        int steps2 = to.motor2() - cursor.at().motor2();
        Pace pace = Pace.over(cursor, endS, wantedPace);
        double planned = (endS - cursor.timeS()) / pace.mean() * Gait.TICKS_PER_S + cursor.owedTicks();
        double wanted = Math.max(planned, Gait.FEWEST_TICKS);
        double fastest = Math.max(Math.abs(steps1), Math.abs(steps2)) / FASTEST_STEPS_PER_TICK;
        int ticks = gait.wholeTicks(Math.max(wanted, fastest));
        if (steps1 == 0 && steps2 == 0) {
            ticks = Gait.STEADY.wholeTicks(wanted);
        }
        double owed = Math.clamp(wanted - ticks, -Gait.TICKS_PER_S / 1000.0, Gait.TICKS_PER_S / 1000.0);
        Cursor after = new Cursor(run, endS, to, owed, pace.end());
        double bow1 = pace.bow(steps1, fit.bow1());
        double bow2 = pace.bow(steps2, fit.bow2());
        return new Cut(command(steps1, steps2, ticks, bow1, bow2), ticks, after);
    }

    private EbbCommand command(int steps1, int steps2, int ticks, double bow1, double bow2) {
        if (steps1 == 0 && steps2 == 0) {
            return EbbCommand.delay(ticks * 1000 / Gait.TICKS_PER_S);
        }
        return switch (gait) {
            case ACCELERATED ->
                EbbCommand.accelerated(AxisRates.of(steps1, ticks, bow1), AxisRates.of(steps2, ticks, bow2));
            case STEADY -> EbbCommand.steady(ticks * 1000 / Gait.TICKS_PER_S, steps1, steps2);
        };
    }
}
