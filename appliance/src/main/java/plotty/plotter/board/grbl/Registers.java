package plotty.plotter.board.grbl;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The {@code $n} settings ({@code settings.c}), kept without power. */
final class Registers {

    static final int AXES = 3;

    private static final Set<Integer> FLAGS = Set.of(4, 5, 6, 13, 20, 21, 22, 32);
    private static final Set<Integer> INTEGERS = Set.of(0, 1, 2, 3, 10, 23, 26);
    private static final Set<Integer> WHOLE = Set.of(30, 31);

    private final TreeMap<Integer, Double> values = new TreeMap<>();

    Registers(Map<Integer, Double> changed) {
        restore(changed);
    }

    /** All as compiled in, but for these. */
    void restore(Map<Integer, Double> changed) {
        double[] compiled = {
            0, 10, 1, 255, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 10, 1, 11, 0.01, 12, 0.002, 13, 0, 20, 0, 21, 0, 22, 0, 23, 0,
            24, 25, 25, 500, 26, 250, 27, 1, 30, 1000, 31, 0, 32, 0, 100, 80, 101, 80, 102, 80, 110, 8000, 111, 8000,
            112, 5000, 120, 800, 121, 800, 122, 500, 130, 300, 131, 220, 132, 20
        };
        for (int i = 0; i < compiled.length; i += 2) {
            values.put((int) compiled[i], compiled[i + 1]);
        }
        values.putAll(changed);
    }

    double get(int number) {
        return values.get(number);
    }

    boolean on(int number) {
        return values.get(number) != 0;
    }

    int mask(int number) {
        return values.get(number).intValue();
    }

    double stepsPerMm(int axis) {
        return get(100 + axis);
    }

    double maxSpeed(int axis) {
        return get(110 + axis) / 60;
    }

    double acceleration(int axis) {
        return get(120 + axis);
    }

    double maxTravel(int axis) {
        return get(130 + axis);
    }

    boolean inches() {
        return on(13);
    }

    /** Writes one, as {@code $n=value} does. */
    void set(int number, double value) throws GrblError {
        if (value < 0) {
            throw new GrblError(GrblError.NEGATIVE);
        }
        if (!values.containsKey(number)) {
            throw new GrblError(GrblError.INVALID_STATEMENT);
        }
        if (number == 0 && value < 3) {
            throw new GrblError(GrblError.PULSE_TOO_SHORT);
        }
        if (number == 20 && value >= 1 && !on(22)) {
            throw new GrblError(GrblError.SOFT_LIMITS_NEED_HOMING);
        }
        double kept = value;
        if (FLAGS.contains(number)) {
            kept = ((int) value & 0xFF) != 0 ? 1 : 0;
        } else if (INTEGERS.contains(number)) {
            kept = (int) value & 0xFF;
        }
        values.put(number, kept);
        if (number == 22 && kept == 0) {
            values.put(20, 0.0);
        }
    }

    /** The lines of {@code $$}. */
    String listing() {
        StringBuilder text = new StringBuilder();
        values.forEach((number, value) -> text.append('$')
                .append(number)
                .append('=')
                .append(format(number, value))
                .append("\r\n"));
        return text.toString();
    }

    private static String format(int number, double value) {
        boolean whole = FLAGS.contains(number) || INTEGERS.contains(number) || WHOLE.contains(number);
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.3f", value);
    }
}
