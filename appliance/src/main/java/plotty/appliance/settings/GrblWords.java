package plotty.appliance.settings;

import java.util.List;
import plotty.appliance.settings.Settings.Group;
import plotty.plotter.grbl.GrblModel;
import plotty.plotter.grbl.GrblModel.Pen;

/** Words that describe what is peculiar to a GRBL plotter. */
final class GrblWords {
    static final List<String> WORDS = List.of(
            "grbl_pen",
            "grbl_pen_up",
            "grbl_pen_down",
            "grbl_z_mm_per_s",
            "grbl_mirror_x",
            "grbl_mirror_y",
            "grbl_homing",
            "grbl_limits_from_board",
            "grbl_start_lines");

    private static final double LARGEST_SPINDLE_WORD = 10_000;
    private static final double FARTHEST_Z_MM = 200;
    private static final double FASTEST_Z_MM_PER_S = 1000;

    private GrblWords() {}

    /** The kind that a known machine is. */
    static GrblModel kindOf(String machine) {
        return machine.equals("idraw-2") ? GrblModel.IDRAW_2 : GrblModel.GENERIC_SERVO;
    }

    /**
     * The kind with what the words change.
     *
     * @param ownLimits whether area or limits were given: then the board's own only lower them
     */
    static GrblModel apply(Group words, GrblModel kind, boolean ownLimits) {
        try {
            return new GrblModel(
                    kind.name(),
                    pen(words, kind.pen()),
                    words.flag("grbl_mirror_x", kind.mirrorX()),
                    words.flag("grbl_mirror_y", kind.mirrorY()),
                    words.flag("grbl_homing", kind.homing()),
                    words.flag("grbl_limits_from_board", kind.limitsFromBoard() && !ownLimits),
                    words.word("grbl_start_lines").map(Setting::values).orElse(kind.startLines()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(words.place() + e.getMessage() + ".");
        }
    }

    private static Pen pen(Group words, Pen usual) {
        Pen pen = words.word("grbl_pen")
                .map(set -> set.word(List.of("servo", "z")))
                .map(which -> (which.equals("z") ? GrblModel.GENERIC_Z : GrblModel.GENERIC_SERVO).pen())
                .filter(chosen -> !chosen.getClass().equals(usual.getClass()))
                .orElse(usual);
        return switch (pen) {
            case Pen.Servo servo -> {
                words.word("grbl_z_mm_per_s").ifPresent(set -> {
                    throw set.wrong("left out, as this pen has a servo and not a Z axis", set.value());
                });
                yield new Pen.Servo((int) number(words, "grbl_pen_up", 0, LARGEST_SPINDLE_WORD, servo.upS()), (int)
                        number(words, "grbl_pen_down", 0, LARGEST_SPINDLE_WORD, servo.downS()));
            }
            case Pen.ZAxis z ->
                new Pen.ZAxis(
                        number(words, "grbl_pen_up", -FARTHEST_Z_MM, FARTHEST_Z_MM, z.upMm()),
                        number(words, "grbl_pen_down", -FARTHEST_Z_MM, FARTHEST_Z_MM, z.downMm()),
                        number(words, "grbl_z_mm_per_s", 0.1, FASTEST_Z_MM_PER_S, z.speedMmPerS()));
        };
    }

    private static double number(Group words, String word, double min, double max, double usual) {
        return words.word(word).map(set -> set.number(min, max)).orElse(usual);
    }
}
