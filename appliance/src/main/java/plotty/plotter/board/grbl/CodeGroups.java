package plotty.plotter.board.grbl;

import java.util.HashSet;
import java.util.Set;

/**
 * The G and M words of one line, sorted into modal groups of which each allows one ({@code gcode.c}, step 2). Starts
 * from the modes in force.
 */
final class CodeGroups {

    /** What the axis words of the line belong to. */
    enum AxisUse {
        NONE,
        NON_MODAL,
        MOTION,
        TOOL_LENGTH
    }

    private final Set<Integer> groups = new HashSet<>();

    AxisUse axisUse = AxisUse.NONE;
    int nonModal;
    int motion;
    int plane;
    boolean incremental;
    boolean inverseTime;
    boolean inches;
    int system;
    boolean cancelsToolLength;
    int flow;
    int spindle;
    boolean flood;

    CodeGroups(Modes modes, Words words, boolean jog) throws GrblError {
        motion = jog ? 1 : modes.motion;
        inverseTime = !jog && modes.inverseTime;
        plane = modes.plane;
        incremental = modes.incremental;
        inches = modes.inches;
        system = modes.system;
        spindle = modes.spindle;
        flood = modes.flood;
        for (Words.Code code : words.codes()) {
            int group = code.letter() == 'G' ? general(code) : miscellaneous(code);
            if (!groups.add(group)) {
                throw new GrblError(GrblError.MODAL_GROUP);
            }
        }
    }

    /** Whether only words of these groups stand in the line. */
    boolean only(Set<Integer> allowed) {
        return allowed.containsAll(groups);
    }

    private int general(Words.Code code) throws GrblError {
        int number = code.number();
        boolean whole = code.fraction() == 0;
        switch (number) {
            case 10, 28, 30, 92 -> {
                boolean tenth = code.fraction() == 10 && number != 10;
                if (whole) {
                    claimAxes(AxisUse.NON_MODAL);
                } else if (!tenth) {
                    throw new GrblError(number == 10 ? GrblError.NOT_INTEGER : GrblError.UNSUPPORTED);
                }
                nonModal = code.hundredths();
                return 0;
            }
            case 61, 90, 91 -> {
                if (number == 91 && code.fraction() == 10) {
                    return 4;
                }
                if (!whole) {
                    throw new GrblError(GrblError.UNSUPPORTED);
                }
            }
            case 43 -> {
                if (code.fraction() != 10) {
                    throw new GrblError(GrblError.UNSUPPORTED);
                }
                claimAxes(AxisUse.TOOL_LENGTH);
                return 8;
            }
            default -> {}
        }
        int group = wholeGeneral(code, number);
        if (!whole) {
            throw new GrblError(GrblError.NOT_INTEGER);
        }
        return group;
    }

    private int wholeGeneral(Words.Code code, int number) throws GrblError {
        return switch (number) {
            case 4, 53 -> {
                nonModal = code.hundredths();
                yield 0;
            }
            case 0, 1, 2, 3 -> {
                claimAxes(AxisUse.MOTION);
                motion = number;
                yield 1;
            }
            case 80 -> {
                motion = Modes.NO_MOTION;
                yield 1;
            }
            case 17, 18, 19 -> {
                plane = number - 17;
                yield 2;
            }
            case 90, 91 -> {
                incremental = number == 91;
                yield 3;
            }
            case 93, 94 -> {
                inverseTime = number == 93;
                yield 5;
            }
            case 20, 21 -> {
                inches = number == 20;
                yield 6;
            }
            case 40 -> 7;
            case 49 -> {
                claimAxes(AxisUse.TOOL_LENGTH);
                cancelsToolLength = true;
                yield 8;
            }
            case 54, 55, 56, 57, 58, 59 -> {
                system = number - 54;
                yield 12;
            }
            case 61 -> 13;
            default -> throw new GrblError(GrblError.UNSUPPORTED);
        };
    }

    private void claimAxes(AxisUse use) throws GrblError {
        if (axisUse != AxisUse.NONE) {
            throw new GrblError(GrblError.AXIS_CONFLICT);
        }
        axisUse = use;
    }

    private int miscellaneous(Words.Code code) throws GrblError {
        if (code.fraction() > 0) {
            throw new GrblError(GrblError.NOT_INTEGER);
        }
        return switch (code.number()) {
            case 0, 2, 30 -> {
                flow = code.number() == 0 ? 3 : code.number();
                yield 104;
            }
            case 1 -> 104;
            case 3, 4, 5 -> {
                spindle = code.number() == 5 ? 0 : code.number();
                yield 107;
            }
            case 8, 9 -> {
                flood = code.number() == 8;
                yield 108;
            }
            default -> throw new GrblError(GrblError.UNSUPPORTED);
        };
    }
}
