package plotty.plotter.board.hpgl;

import java.util.List;
import java.util.Set;

/** Carries out HP-GL instructions (manual, chapters 3 to 7) and remembers their errors. */
final class Interpreter {

    private static final int UNKNOWN = 1;
    private static final int WRONG_COUNT = 2;
    private static final int OUT_OF_RANGE = 3;
    private static final double LARGEST = 32_767;

    /** Known, but they leave no mark that matters here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "CA", "CP", "CS", "DC", "DI", "DP", "DR", "FT", "IM", "LB", "LT", "PT", "SA", "SI", "SL", "SM", "SR", "SS",
            "TL", "UC", "XT", "YT", "RO", "RA", "RR", "WG", "EW");

    private static final double DEFAULT_CHORD = 5;

    private final HpglSettings settings;
    private final Plane plane;
    private final Drafting drafting;
    private final Mechanics mechanics;
    private final InstructionReader reader;
    private final Voice voice;
    private final Condition condition = new Condition();
    private final Outputs outputs;

    private boolean relative;

    Interpreter(
            HpglSettings settings,
            Plane plane,
            Drafting drafting,
            Mechanics mechanics,
            InstructionReader reader,
            Voice voice) {
        this.settings = settings;
        this.plane = plane;
        this.drafting = drafting;
        this.mechanics = mechanics;
        this.reader = reader;
        this.voice = voice;
        this.outputs = new Outputs(settings, plane, drafting, mechanics, condition);
    }

    /** The plotter is switched on. */
    void restart() {
        plane.reset();
        drafting.restart();
        reader.abort();
        reader.resetLabelEnd();
        relative = false;
        condition.reset();
    }

    Condition condition() {
        return condition;
    }

    /** An instruction is not understood. */
    void fail() {
        condition.error = UNKNOWN;
    }

    /** Carries out an instruction or a part of one. */
    void carryOut(Piece piece, long nanos) {
        if (!piece.legal()) {
            condition.error = piece.name().chars().allMatch(Character::isLetter) ? OUT_OF_RANGE : UNKNOWN;
        }
        switch (piece.name()) {
            case "PA", "PR", "PU", "PD" -> plot(piece);
            case "IN" -> initialise();
            case "DF" -> defaults();
            case "SP" -> select(piece);
            case "VS" -> speed(piece);
            case "IP" -> points(piece);
            case "SC" -> scale(piece);
            case "IW" -> window(piece);
            case "CI" -> circle(piece);
            case "AA", "AR" -> arc(piece);
            case "EA", "ER" -> rectangle(piece);
            case "DT" -> {
                if (piece.text().isEmpty()) {
                    reader.resetLabelEnd();
                } else {
                    reader.labelEnd(piece.text().charAt(0));
                }
            }
            case "OA", "OC", "OE", "OF", "OH", "OI", "OO", "OP", "OS", "OW" ->
                voice.say(outputs.answer(piece.name()), nanos);
            default -> {
                if (!WITHOUT_EFFECT.contains(piece.name())) {
                    condition.error = UNKNOWN;
                }
            }
        }
    }

    private void plot(Piece piece) {
        if (piece.first()) {
            switch (piece.name()) {
                case "PU" -> drafting.pen(false);
                case "PD" -> drafting.pen(true);
                case "PA" -> relative = false;
                default -> relative = true;
            }
        }
        List<Double> values = piece.values();
        if (values.size() == 2) {
            goTo(values.get(0), values.get(1));
        } else if (!values.isEmpty()) {
            condition.error = WRONG_COUNT;
        }
    }

    private void goTo(double x, double y) {
        Point here = drafting.commanded();
        Point to = relative ? here.plus(plane.way(x, y).x(), plane.way(x, y).y()) : plane.place(x, y);
        if (Math.abs(to.x()) > LARGEST || Math.abs(to.y()) > LARGEST) {
            condition.error = OUT_OF_RANGE;
        } else {
            drafting.go(to);
        }
    }

    private void initialise() {
        drafting.pen(false);
        plane.reset();
        defaults();
        mechanics.penSpeed(settings.timing().speed());
        condition.reset();
    }

    private void defaults() {
        relative = false;
        plane.unscale();
        plane.defaultWindow();
        reader.resetLabelEnd();
    }

    private void select(Piece piece) {
        int number = piece.values().isEmpty() ? 0 : piece.values().getFirst().intValue();
        if (piece.values().size() > 1) {
            condition.error = WRONG_COUNT;
        } else if (number < 0 || number > settings.pens()) {
            condition.error = OUT_OF_RANGE;
        } else {
            drafting.select(number);
        }
    }

    private void speed(Piece piece) {
        List<Double> values = piece.values();
        if (values.size() > 2) {
            condition.error = WRONG_COUNT;
        } else if (values.isEmpty()) {
            mechanics.penSpeed(settings.timing().speed());
        } else if (values.getFirst() < 0 || values.getFirst() >= 128) {
            condition.error = OUT_OF_RANGE;
        } else {
            mechanics.penSpeed(10 * values.getFirst());
        }
    }

    private void points(Piece piece) {
        List<Double> v = piece.values();
        switch (v.size()) {
            case 0 -> plane.defaultPoints();
            case 2 -> plane.firstPoint(new Point(v.get(0), v.get(1)));
            case 4 -> {
                if (v.get(0).equals(v.get(2)) || v.get(1).equals(v.get(3))) {
                    condition.error = OUT_OF_RANGE;
                    return;
                }
                plane.points(new Point(v.get(0), v.get(1)), new Point(v.get(2), v.get(3)));
            }
            default -> {
                condition.error = WRONG_COUNT;
                return;
            }
        }
        condition.pointsChanged = true;
    }

    private void scale(Piece piece) {
        List<Double> v = piece.values();
        if (v.isEmpty()) {
            plane.unscale();
        } else if (v.size() != 4) {
            condition.error = WRONG_COUNT;
        } else if (v.get(0).equals(v.get(1)) || v.get(2).equals(v.get(3))) {
            condition.error = OUT_OF_RANGE;
        } else {
            plane.scale(new double[] {v.get(0), v.get(1), v.get(2), v.get(3)});
        }
    }

    private void window(Piece piece) {
        List<Double> v = piece.values();
        if (v.isEmpty()) {
            plane.defaultWindow();
        } else if (v.size() != 4) {
            condition.error = WRONG_COUNT;
        } else {
            Point low = plane.place(v.get(0), v.get(1));
            Point high = plane.place(v.get(2), v.get(3));
            plane.window(new Window(low.x(), low.y(), high.x(), high.y()));
        }
    }

    private void circle(Piece piece) {
        List<Double> v = piece.values();
        if (v.isEmpty() || v.size() > 2) {
            condition.error = WRONG_COUNT;
        } else {
            Point radius = plane.way(v.getFirst(), v.getFirst());
            drafting.circle(radius.x(), radius.y(), v.size() == 2 ? v.get(1) : DEFAULT_CHORD);
        }
    }

    private void arc(Piece piece) {
        List<Double> v = piece.values();
        if (v.size() < 3 || v.size() > 4) {
            condition.error = WRONG_COUNT;
            return;
        }
        Point way = plane.way(v.get(0), v.get(1));
        Point centre = piece.name().equals("AR")
                ? drafting.commanded().plus(way.x(), way.y())
                : plane.place(v.get(0), v.get(1));
        drafting.arc(centre, v.get(2), v.size() == 4 ? v.get(3) : DEFAULT_CHORD);
    }

    private void rectangle(Piece piece) {
        List<Double> v = piece.values();
        if (v.size() != 2) {
            condition.error = WRONG_COUNT;
            return;
        }
        Point way = plane.way(v.get(0), v.get(1));
        drafting.rectangle(
                piece.name().equals("ER")
                        ? drafting.commanded().plus(way.x(), way.y())
                        : plane.place(v.get(0), v.get(1)));
    }
}
