package plotty.drawing.gcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.ReadLimits;

/**
 * Where the machine goes, cut into runs in which nothing that may lower or lift the pen changes. Which of the runs are drawn
 * is only known when all of them are. A point takes 16 bytes, a run 8. Not thread-safe.
 */
final class Recording {
    private static final int MOST_STATES = 100_000;

    /**
     * What may tell whether the pen is down.
     *
     * @param rapid whether the machine travels ({@code G0}) rather than works
     * @param height Z, mm; not a number as long as none was given
     * @param power of spindle, laser or servo, 0 if off
     * @param coolant whether it is on: some switch their pen with it
     * @param tool number, 0 as long as none was given
     */
    record State(boolean rapid, double height, double power, boolean coolant, int tool) {

        State withRapid(boolean other) {
            return new State(other, height, power, coolant, tool);
        }

        State withHeight(double other) {
            return new State(rapid, other, power, coolant, tool);
        }
    }

    private final ReadLimits limits;
    private final List<State> states = new ArrayList<>();
    private final Map<State, Integer> stateIndex = new HashMap<>();
    private double[] xy = new double[1024];
    private int points = 1;
    /** Of each run: its state, and the place where it starts, which the run before has reached. */
    private int[] runState = new int[256];

    private int[] runFirst = new int[256];
    private int runs;

    /** Starts at the origin. */
    Recording(ReadLimits limits) {
        this.limits = limits;
        begin(new State(true, Double.NaN, 0, false, 0));
    }

    /** How the machine is now. */
    State state() {
        return state(runs - 1);
    }

    /** Goes on in another state, or in the same. */
    void state(State next) {
        if (!next.equals(state())) {
            begin(next);
        }
    }

    private void begin(State state) {
        if (runs == runState.length) {
            if (runs > 4L * limits.maxPoints()) {
                throw limits.tooManyPoints();
            }
            runState = Arrays.copyOf(runState, 2 * runs);
            runFirst = Arrays.copyOf(runFirst, 2 * runs);
        }
        runState[runs] = stateIndex.computeIfAbsent(state, added -> {
            if (states.size() == MOST_STATES) {
                throw Words.refusal(
                        "The file sets more than %,d different heights and powers. Is it for a plotter?", MOST_STATES);
            }
            states.add(added);
            return states.size() - 1;
        });
        runFirst[runs++] = points - 1;
    }

    /** Goes to a place, mm, y up. */
    void move(double x, double y) {
        if (x == x(points - 1) && y == y(points - 1)) {
            return;
        }
        if (points > 2L * limits.maxPoints()) {
            throw limits.tooManyPoints();
        }
        if (2 * points == xy.length) {
            xy = Arrays.copyOf(xy, 2 * xy.length);
        }
        xy[2 * points] = x;
        xy[2 * points + 1] = y;
        points++;
    }

    int runs() {
        return runs;
    }

    State state(int run) {
        return states.get(runState[run]);
    }

    /** Index of the place where a run starts. */
    int first(int run) {
        return runFirst[run];
    }

    /** Index of the place where a run ends. */
    int last(int run) {
        return run + 1 < runs ? runFirst[run + 1] : points - 1;
    }

    /** Length of a run's way in the plane, mm. */
    double lengthMm(int run) {
        double length = 0;
        for (int i = first(run); i < last(run); i++) {
            length += Math.hypot(x(i + 1) - x(i), y(i + 1) - y(i));
        }
        return length;
    }

    double x(int point) {
        return xy[2 * point];
    }

    double y(int point) {
        return xy[2 * point + 1];
    }
}
