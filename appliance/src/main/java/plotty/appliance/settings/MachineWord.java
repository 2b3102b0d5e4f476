package plotty.appliance.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfiles;

/** Words that describe a machine of any family, as {@link MachineProfiles#described} takes them, and what they may be. */
enum MachineWord {
    WIDTH_MM(1, 100_000),
    HEIGHT_MM(1, 100_000),
    KINEMATICS(0, 0),
    STEPS_PER_MM(0.001, 100_000),
    DRAWING_MM_PER_S(0.001, 100_000),
    DRAWING_MM_PER_S2(0.001, 1_000_000),
    TRAVEL_MM_PER_S(0.001, 100_000),
    TRAVEL_MM_PER_S2(0.001, 1_000_000),
    JUNCTION_DEVIATION_MM(0, 10),
    PEN_LIFT_S(0, 60),
    PEN_DROP_S(0, 60),
    PEN_CLEAR_S(0, 60),
    PEN_HOVER_S(0, 60),
    PEN_UP_PERCENT(0, 100),
    PEN_DOWN_PERCENT(0, 100),
    MOTOR_MM_PER_S(0.001, 100_000),
    MOTOR_MM_PER_S2(0.001, 1_000_000),
    X_MM_PER_S(0.001, 100_000),
    X_MM_PER_S2(0.001, 1_000_000),
    Y_MM_PER_S(0.001, 100_000),
    Y_MM_PER_S2(0.001, 1_000_000);

    private static final List<String> WAYS_TO_MOVE = Arrays.stream(Kinematics.values())
            .map(way -> way.name().toLowerCase(Locale.ROOT))
            .toList();

    private final double min;
    private final double max;

    MachineWord(double min, double max) {
        this.min = min;
        this.max = max;
    }

    /** As it stands in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as it stands, once it is known to make sense. */
    String checked(Setting set) {
        if (this == KINEMATICS) {
            return set.word(WAYS_TO_MOVE);
        }
        if (name().endsWith("_PERCENT")) {
            return Integer.toString(set.integer((int) min, (int) max));
        }
        return Double.toString(set.number(min, max));
    }

    /** Whether it is about area, speed or acceleration, which some boards tell themselves. */
    boolean limits() {
        return this == WIDTH_MM || this == HEIGHT_MM || name().contains("_MM_PER_S");
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MachineWord::word).toList();
    }
}
