package plotty.motion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import plotty.motion.DriveLimits.Bound;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;

/** A machine's description in words, and the profile that they make. */
final class MachineWords {
    static final String LIKE = "like";

    /** All words but {@link #LIKE}, in the order in which a person would say them. */
    static final List<String> ALL = List.of(
            "name",
            "width_mm",
            "height_mm",
            "kinematics",
            "steps_per_mm",
            "drawing_mm_per_s",
            "drawing_mm_per_s2",
            "travel_mm_per_s",
            "travel_mm_per_s2",
            "junction_deviation_mm",
            "pen_lift_s",
            "pen_drop_s",
            "pen_clear_s",
            "pen_hover_s",
            "pen_up_percent",
            "pen_down_percent",
            "motor_mm_per_s",
            "motor_mm_per_s2",
            "x_mm_per_s",
            "x_mm_per_s2",
            "y_mm_per_s",
            "y_mm_per_s2");

    private final Map<String, String> words;

    MachineWords(Map<String, String> words) {
        this.words = words;
    }

    MachineProfile profile() {
        return new MachineProfile(
                text("name"),
                number("width_mm"),
                number("height_mm"),
                kinematics(),
                number("steps_per_mm"),
                new MotionLimits(number("drawing_mm_per_s"), number("drawing_mm_per_s2")),
                new MotionLimits(number("travel_mm_per_s"), number("travel_mm_per_s2")),
                number("junction_deviation_mm"),
                pen(),
                new DriveLimits(bound("motor"), bound("x"), bound("y")));
    }

    private PenProfile pen() {
        double liftS = number("pen_lift_s");
        return new PenProfile(
                liftS,
                number("pen_drop_s"),
                number("pen_clear_s", liftS),
                number("pen_hover_s", 0),
                percent("pen_up_percent"),
                percent("pen_down_percent"));
    }

    private Bound bound(String drive) {
        return new Bound(
                number(drive + "_mm_per_s", Double.POSITIVE_INFINITY),
                number(drive + "_mm_per_s2", Double.POSITIVE_INFINITY));
    }

    private Kinematics kinematics() {
        String said = text("kinematics");
        return Arrays.stream(Kinematics.values())
                .filter(known -> known.name().equalsIgnoreCase(said.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A machine's 'kinematics' are one of %s, not '%s'."
                        .formatted(
                                Arrays.stream(Kinematics.values())
                                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")),
                                said)));
    }

    private String text(String word) {
        String said = words.get(word);
        if (said == null) {
            throw new IllegalArgumentException(
                    "A machine needs '%s'; or say with '%s' which known machine it resembles.".formatted(word, LIKE));
        }
        return said;
    }

    private double number(String word, double otherwise) {
        return words.containsKey(word) ? number(word) : otherwise;
    }

    private double number(String word) {
        String said = text(word);
        try {
            return Double.parseDouble(said.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A machine's '%s' is a number, not '%s'.".formatted(word, said), e);
        }
    }

    private int percent(String word) {
        double said = number(word);
        if (said != Math.rint(said)) {
            throw new IllegalArgumentException("A machine's '%s' is a whole number, not '%s'.".formatted(word, said));
        }
        return (int) said;
    }
}
