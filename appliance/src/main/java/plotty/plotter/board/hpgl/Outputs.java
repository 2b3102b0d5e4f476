package plotty.plotter.board.hpgl;

import java.util.Locale;

/** What the instructions that begin with O answer (manual, chapter 7). */
final class Outputs {

    private final HpglSettings settings;
    private final Plane plane;
    private final Drafting drafting;
    private final Mechanics mechanics;
    private final Condition condition;

    Outputs(HpglSettings settings, Plane plane, Drafting drafting, Mechanics mechanics, Condition condition) {
        this.settings = settings;
        this.plane = plane;
        this.drafting = drafting;
        this.mechanics = mechanics;
        this.condition = condition;
    }

    /** The answer without its end; some clear what they tell. */
    String answer(String name) {
        return switch (name) {
            case "OA" -> position(mechanics.place(), "%.0f,%.0f,%d");
            case "OC" -> position(plane.user(drafting.commanded()), plane.scaled() ? "%.4f,%.4f,%d" : "%.0f,%.0f,%d");
            case "OE" -> {
                int error = condition.error;
                condition.error = 0;
                yield Integer.toString(error);
            }
            case "OF" -> "40,40";
            case "OH" -> four(0, 0, settings.sheet().clipX(), settings.sheet().clipY());
            case "OI" -> settings.model();
            case "OO" -> "0,1,0,0,1,0,0,0";
            case "OP" -> {
                condition.pointsChanged = false;
                yield four(
                        plane.p1().x(),
                        plane.p1().y(),
                        plane.p2().x(),
                        plane.p2().y());
            }
            case "OW" -> {
                Window window = plane.window();
                yield four(window.lowX(), window.lowY(), window.highX(), window.highY());
            }
            case "OS" -> {
                int status = condition.statusByte(drafting.down());
                condition.initialised = false;
                yield Integer.toString(status);
            }
            default -> throw new IllegalArgumentException("no output instruction: " + name);
        };
    }

    private String position(Point p, String format) {
        return String.format(Locale.ROOT, format, p.x(), p.y(), drafting.down() ? 1 : 0);
    }

    private static String four(double a, double b, double c, double d) {
        return String.format(Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", a, b, c, d);
    }
}
