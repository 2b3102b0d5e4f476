package plotty.drawing.gcode;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import plotty.drawing.gcode.Recording.State;

/** A value that a file sets and that may lower the pen, with the length of the ways that go with each. Not thread-safe. */
final class Signal {
    private static final double CLEARLY = 1e-6;

    /** Ways at one value, mm. */
    private static final class Ways {
        private double rapidMm;
        private double workMm;
    }

    private final ToDoubleFunction<State> value;
    private final TreeMap<Double, Ways> ways = new TreeMap<>();
    private double first = Double.NaN;
    private boolean unknownAtFirst;

    private Signal(ToDoubleFunction<State> value) {
        this.value = value;
    }

    /** @param value of a state; not a number as long as none is set */
    static Signal of(Recording recording, ToDoubleFunction<State> value) {
        Signal signal = new Signal(value);
        for (int run = 0; run < recording.runs(); run++) {
            if (recording.last(run) > recording.first(run)) {
                signal.add(recording.state(run), recording.lengthMm(run));
            }
        }
        return signal;
    }

    private void add(State state, double lengthMm) {
        double at = value.applyAsDouble(state);
        if (Double.isNaN(at)) {
            unknownAtFirst |= ways.isEmpty();
            return;
        }
        if (ways.isEmpty()) {
            first = at;
        }
        Ways these = ways.computeIfAbsent(at, added -> new Ways());
        if (state.rapid()) {
            these.rapidMm += lengthMm;
        } else {
            these.workMm += lengthMm;
        }
    }

    /** Whether there are ways at more than one value. */
    boolean varies() {
        return ways.size() > 1;
    }

    /** Whether there are ways before the first value was set, and then only ways at that one. */
    boolean cameLate() {
        return unknownAtFirst && ways.size() == 1;
    }

    /** The first value that there is a way at. */
    double first() {
        return first;
    }

    /**
     * The rule by which this value lowers the pen; it {@link #varies}.
     *
     * @param highIsDown which way round it is, if the file does not tell
     */
    PenRule rule(boolean highIsDown) {
        double work = mean(false);
        double rapid = mean(true);
        if (Math.abs(work - rapid) > CLEARLY) {
            return above((work + rapid) / 2, work > rapid);
        }
        // All is travel, or all is work: then the first way is the one to the first stroke.
        double middle = widestGap();
        return above(middle, unknownAtFirst ? highIsDown : first < middle);
    }

    private PenRule above(double threshold, boolean highIsDown) {
        return state -> value.applyAsDouble(state) > threshold == highIsDown;
    }

    /** Mean value along the ways of a kind; not a number if there are none. */
    private double mean(boolean rapid) {
        double length = 0;
        double sum = 0;
        for (Map.Entry<Double, Ways> entry : ways.entrySet()) {
            double mm = rapid ? entry.getValue().rapidMm : entry.getValue().workMm;
            length += mm;
            sum += mm * entry.getKey();
        }
        return sum / length;
    }

    private double widestGap() {
        double widest = -1;
        double middle = 0;
        double before = ways.firstKey();
        for (double next : ways.keySet()) {
            if (next - before > widest) {
                widest = next - before;
                middle = (next + before) / 2;
            }
            before = next;
        }
        return middle;
    }
}
