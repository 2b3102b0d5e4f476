package plotty.plotter.grbl;

/** What GRBL's numbers mean, and what to do (doc/csv/alarm_codes_en_US.csv and error_codes_en_US.csv of gnea/grbl). */
final class Explanation {
    private static final int SOFT_LIMIT = 2;

    private Explanation() {}

    /** Whether the position is still right after an alarm: the motors were not stopped abruptly. */
    static boolean keepsPosition(int alarm) {
        return alarm == SOFT_LIMIT || alarm == 4 || alarm == 5;
    }

    static String ofAlarm(int code) {
        return switch (code) {
            case 1 ->
                "The plotter ran into a limit switch and stopped at once. Free the carriage, and place the drawing within its reach.";
            case SOFT_LIMIT ->
                "The plotter was sent beyond its travel and stopped. Place the drawing within its work area, or check $130 and $131.";
            case 3 -> "The plotter was reset while it moved and stopped at once.";
            case 4 -> "The plotter's probe was not as it should be before probing. Check the probe input.";
            case 5 -> "The plotter's probe touched nothing. Check the probe input.";
            case 6 -> "Homing was interrupted by a reset. Home again.";
            case 7 -> "Homing was interrupted because the safety door was opened. Close it and home again.";
            case 8 ->
                "Homing failed: a limit switch stayed pressed when the carriage backed off. Check the switch, or raise $27.";
            case 9 ->
                "Homing failed: no limit switch was found. Check the switches and their wiring, and that $130 and $131 are large enough.";
            case 10 -> "Homing failed: the second switch of an axis with two motors was not found. Check it.";
            default -> "The plotter raised alarm %d and stopped. Look it up in its manual.".formatted(code);
        };
    }

    static String ofError(int code) {
        return switch (code) {
            case 1, 2, 3, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30, 31, 33, 36 ->
                "did not understand it; its line may be disturbed: check the cable";
            case 4 -> "wants no negative number there";
            case 5 -> "has homing switched off ($22)";
            case 7 -> "could not read its memory and took its defaults: check its settings";
            case 8 -> "does that only at rest";
            case 9 -> "is locked by an alarm";
            case 10 -> "needs homing ($22) for soft limits";
            case 11, 14 -> "found the line too long";
            case 12 -> "cannot step that fast";
            case 13 -> "says that its safety door is open: close it";
            case 15 -> "cannot go that far: it is beyond its travel";
            case 16 -> "knows no such move by hand";
            case 17 -> "needs a controlled spindle for that";
            case 37 -> "has its tool length on another axis";
            default -> "said error %d".formatted(code);
        };
    }
}
