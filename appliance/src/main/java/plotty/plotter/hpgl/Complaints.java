package plotty.plotter.hpgl;

import java.util.Optional;

/** What the plotter's error numbers mean, and what to do (manual, chapters 7 "OE" and 10 "ESC.E"). */
final class Complaints {
    private static final int LEVER_RAISED = 32;
    private static final int VIEW = 16;

    private Complaints() {}

    /** An error of an instruction ({@code OE}); empty for none. */
    static Optional<String> instruction(int number) {
        return switch (number) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of("The plotter did not recognise an instruction; check the cable and the line's settings.");
            case 2, 3 ->
                Optional.of(
                        "The plotter found wrong numbers in an instruction; check the cable and the line's settings.");
            case 5 -> Optional.of("The plotter was asked for letters that it does not have.");
            case 6 -> Optional.of("The plotter was sent to a place beyond its reach.");
            case 7 -> Optional.of("The plotter's buffer ran over.");
            case 8 -> Optional.of("The plotter has no paper: load it and lower the pinch wheels.");
            default -> Optional.of("The plotter reported error %d.".formatted(number));
        };
    }

    /** An error of the line ({@code ESC.E}); empty for none. */
    static Optional<String> line(int number) {
        return switch (number) {
            case 0 -> Optional.empty();
            case 15 ->
                Optional.of(
                        "The plotter could not read what came over its line: check speed and parity on its switches.");
            case 16 -> Optional.of("The plotter's buffer ran over; instructions were lost.");
            default -> Optional.of("The plotter reported error %d of its line.".formatted(number));
        };
    }

    /** What keeps it from drawing ({@code ESC.O}); empty if nothing does. */
    static Optional<String> hindrance(int extendedStatus) {
        if ((extendedStatus & LEVER_RAISED) != 0) {
            return Optional.of("The plotter's pinch wheels are up: load paper and lower them.");
        }
        if ((extendedStatus & VIEW) != 0) {
            return Optional.of("The plotter shows its drawing: press its button VIEW again to go on.");
        }
        return Optional.empty();
    }

    static boolean paperIsOut(int extendedStatus) {
        return (extendedStatus & LEVER_RAISED) != 0;
    }
}
