package plotty.plotter.grbl;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What GRBL answers to {@code ?}: {@code <Idle|MPos:0.000,0.000,0.000|Bf:15,128|FS:0,0|WCO:…|Pn:…|Ov:…>}. Each field but the
 * state may be missing, and they may come in any order (wiki, Grbl v1.1 Interface, Real-time Status Reports).
 *
 * @param state what it does
 * @param substate the number behind the state; 0 if there is none
 * @param machine position of the machine
 * @param work position against the work offset
 * @param offset work offset: machine less work position
 * @param blocksFree room in its planner, blocks
 * @param bytesFree room in its receive buffer, bytes
 * @param feedMmPerMin present speed
 * @param feedPercent override of the feed
 * @param pins inputs that are on, a letter each
 */
record StatusReport(
        State state,
        int substate,
        Optional<Point> machine,
        Optional<Point> work,
        Optional<Point> offset,
        OptionalInt blocksFree,
        OptionalInt bytesFree,
        OptionalDouble feedMmPerMin,
        OptionalInt feedPercent,
        String pins) {

    /** What GRBL does. */
    enum State {
        IDLE,
        RUN,
        HOLD,
        JOG,
        HOME,
        ALARM,
        CHECK,
        DOOR,
        SLEEP
    }

    /** A place on its three axes, mm. */
    record Point(double x, double y, double z) {
        static final Point ZERO = new Point(0, 0, 0);

        Point plus(Point other) {
            return new Point(x + other.x, y + other.y, z + other.z);
        }

        Point minus(Point other) {
            return new Point(x - other.x, y - other.y, z - other.z);
        }
    }

    /** Whether nothing moves, and nothing will by itself. */
    boolean atRest() {
        return switch (state) {
            case IDLE, ALARM, CHECK, SLEEP -> true;
            case HOLD -> substate == 0;
            case DOOR -> substate <= 1;
            case RUN, JOG, HOME -> false;
        };
    }

    /** A status report; empty if the line is none, or is not understood. */
    static Optional<StatusReport> in(String line) {
        if (line.length() < 3 || line.charAt(0) != '<' || line.charAt(line.length() - 1) != '>') {
            return Optional.empty();
        }
        String[] fields = line.substring(1, line.length() - 1).split("\\|", -1);
        try {
            Reader reader = new Reader(fields[0]);
            for (int i = 1; i < fields.length; i++) {
                reader.field(fields[i]);
            }
            return Optional.of(reader.report());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Collects the fields of one report; throws {@link IllegalArgumentException} at what makes no sense. */
    private static final class Reader {
        private final State state;
        private final int substate;
        private Optional<Point> machine = Optional.empty();
        private Optional<Point> work = Optional.empty();
        private Optional<Point> offset = Optional.empty();
        private OptionalInt blocksFree = OptionalInt.empty();
        private OptionalInt bytesFree = OptionalInt.empty();
        private OptionalDouble feed = OptionalDouble.empty();
        private OptionalInt feedPercent = OptionalInt.empty();
        private String pins = "";

        Reader(String word) {
            String[] parts = word.split(":", 2);
            state = State.valueOf(parts[0].toUpperCase(Locale.ROOT));
            substate = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        }

        void field(String text) {
            String[] parts = text.split(":", 2);
            String value = parts.length > 1 ? parts[1] : "";
            switch (parts[0]) {
                case "MPos" -> machine = Optional.of(point(value));
                case "WPos" -> work = Optional.of(point(value));
                case "WCO" -> offset = Optional.of(point(value));
                case "Bf" -> {
                    blocksFree = OptionalInt.of(Integer.parseInt(part(value, 0)));
                    bytesFree = OptionalInt.of(Integer.parseInt(part(value, 1)));
                }
                case "F", "FS" -> feed = OptionalDouble.of(number(part(value, 0)));
                case "Ov" -> feedPercent = OptionalInt.of(Integer.parseInt(part(value, 0)));
                case "Pn" -> pins = value;
                default -> {
                    // Line numbers, accessories, and what other firmwares add: nothing that is needed here.
                }
            }
        }

        private static String part(String value, int index) {
            String[] parts = value.split(",", -1);
            if (index >= parts.length) {
                throw new IllegalArgumentException(value);
            }
            return parts[index];
        }

        private static Point point(String value) {
            return new Point(number(part(value, 0)), number(part(value, 1)), number(part(value, 2)));
        }

        private static double number(String text) {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        }

        StatusReport report() {
            return new StatusReport(
                    state, substate, machine, work, offset, blocksFree, bytesFree, feed, feedPercent, pins);
        }
    }
}
