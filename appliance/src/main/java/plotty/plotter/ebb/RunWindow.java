package plotty.plotter.ebb;

import java.util.Arrays;
import plotty.motion.Run;

/**
 * The next piece of a run, sampled in time: at vertices and changes of acceleration, at most every 0.5 ms and at least every
 * 2 ms as it is driven. Positions are in motor steps.
 */
final class RunWindow {
    private static final double SPACING_S = 0.002;
    private static final double CLOSEST_S = 0.0005;
    private static final double CANDIDATE_SPACING_S = 0.0015;
    private static final double FINE_SPACING_S = 0.001;
    private static final double CORNER = 0.1;
    private static final double STRAIGHT_STEPS = 1e-3;

    private double[] timeS = new double[64];
    private double[] motor1 = new double[64];
    private double[] motor2 = new double[64];
    private int size;
    private final boolean endsRun;
    private final double candidateSpacing;

    /** Samples a run from a time on for a while, or to its end; spacings are so many times those at full pace. */
    RunWindow(Run run, MotorFrame frame, double fromS, double lengthS, double pace) {
        this(run, frame, fromS, lengthS, pace, SPACING_S, CANDIDATE_SPACING_S);
    }

    /** The same with samples every 1 ms and three times the places to cut: dear, for where the usual ones serve badly. */
    static RunWindow fine(Run run, MotorFrame frame, double fromS, double lengthS, double pace) {
        return new RunWindow(run, frame, fromS, lengthS, pace, FINE_SPACING_S, CLOSEST_S);
    }

    private RunWindow(
            Run run,
            MotorFrame frame,
            double fromS,
            double lengthS,
            double pace,
            double spacingS,
            double candidateSpacingS) {
        double closest = CLOSEST_S * pace;
        candidateSpacing = candidateSpacingS * pace;
        double duration = run.durationS();
        double end = fromS + lengthS >= duration - closest ? duration : fromS + lengthS;
        endsRun = end == duration;
        double at = run.distanceAt(fromS);
        add(frame, run, fromS, at);
        double last = fromS;
        while (last < end) {
            double nodeAt = run.nextNode(at);
            double nodeS = nodeAt > at ? run.timeAt(nodeAt) : duration;
            boolean reached = nodeS <= end && nodeAt > at;
            double until = reached ? nodeS : end;
            int pieces = (int) Math.ceil((until - last) / (spacingS * pace));
            for (int i = 1; i < pieces; i++) {
                double time = last + (until - last) * i / pieces;
                add(frame, run, time, run.distanceAt(time));
            }
            if (until - timeS[size - 1] >= closest || until == end) {
                add(frame, run, until, reached ? nodeAt : run.distanceAt(until));
            }
            last = until;
            if (!reached) {
                break;
            }
            at = nodeAt;
        }
    }

    private void add(MotorFrame frame, Run run, double time, double distance) {
        if (size == timeS.length) {
            timeS = Arrays.copyOf(timeS, 2 * size);
            motor1 = Arrays.copyOf(motor1, 2 * size);
            motor2 = Arrays.copyOf(motor2, 2 * size);
        }
        double x = run.xAt(distance);
        double y = run.yAt(distance);
        timeS[size] = time;
        motor1[size] = frame.motor1(x, y);
        motor2[size] = frame.motor2(x, y);
        size++;
    }

    int size() {
        return size;
    }

    double timeS(int sample) {
        return timeS[sample];
    }

    double motor1(int sample) {
        return motor1[sample];
    }

    double motor2(int sample) {
        return motor2[sample];
    }

    /** Whether the last sample is the end of the run. */
    boolean endsRun() {
        return endsRun;
    }

    /** Whether all of it lies on one straight line. */
    boolean isStraight() {
        double length1 = motor1[size - 1] - motor1[0];
        double length2 = motor2[size - 1] - motor2[0];
        double length = Math.hypot(length1, length2);
        if (length < 1) {
            return false;
        }
        double reached = 0;
        for (int i = 1; i < size; i++) {
            double along = ((motor1[i] - motor1[0]) * length1 + (motor2[i] - motor2[0]) * length2) / length;
            double across = ((motor1[i] - motor1[0]) * length2 - (motor2[i] - motor2[0]) * length1) / length;
            if (Math.abs(across) > STRAIGHT_STEPS || along < reached - STRAIGHT_STEPS) {
                return false;
            }
            reached = along;
        }
        return true;
    }

    /**
     * Where a command may end, in order: each place where a motor reverses or the path has a corner, and others at least 1.5 ms
     * apart; the first and the last sample always.
     */
    int[] candidates() {
        int[] chosen = new int[size];
        int count = 0;
        chosen[count++] = 0;
        for (int i = 1; i < size - 1; i++) {
            double since = timeS[i] - timeS[chosen[count - 1]];
            if (since >= candidateSpacing || reverses(i) || turns(i)) {
                chosen[count++] = i;
            }
        }
        chosen[count++] = size - 1;
        return Arrays.copyOf(chosen, count);
    }

    private boolean reverses(int i) {
        return reverses(motor1[i - 1], motor1[i], motor1[i + 1]) || reverses(motor2[i - 1], motor2[i], motor2[i + 1]);
    }

    /** Whether the velocity changes by more than a tenth of itself, as it does in a corner. */
    private boolean turns(int i) {
        double before = timeS[i] - timeS[i - 1];
        double after = timeS[i + 1] - timeS[i];
        double change1 = (motor1[i + 1] - motor1[i]) / after - (motor1[i] - motor1[i - 1]) / before;
        double change2 = (motor2[i + 1] - motor2[i]) / after - (motor2[i] - motor2[i - 1]) / before;
        double speed = Math.hypot(motor1[i + 1] - motor1[i], motor2[i + 1] - motor2[i]) / after;
        return Math.hypot(change1, change2) > CORNER * speed;
    }

    private static boolean reverses(double before, double at, double after) {
        return (at - before) * (after - at) < 0;
    }
}
