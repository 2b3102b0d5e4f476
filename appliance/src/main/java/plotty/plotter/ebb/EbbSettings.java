package plotty.plotter.ebb;

import plotty.motion.MachineProfile;

/**
 * What an EBB plotter is to this service.
 *
 * @param id stable and unique in this process
 * @param name for people
 * @param profile of the machine; its servo heights and times are sent to the board
 * @param nodeMark number that is left on the board while its position is known, so that a restarted service can tell that the
 *     board was not reset meanwhile: even, from 2 to 2³²−4, the same for each start with the same data, another for other data
 * @param assumeOriginAtStart whether a board that was just switched on is believed to stand at its origin, as people park it;
 *     only for the first connection, and false while a job is open
 * @param model how the machine is wired to its board
 */
public record EbbSettings(
        String id, String name, MachineProfile profile, long nodeMark, boolean assumeOriginAtStart, EbbModel model) {
    private static final long LARGEST_MARK = (1L << 32) - 4;

    public EbbSettings {
        if (nodeMark < 2 || nodeMark > LARGEST_MARK || nodeMark % 2 != 0) {
            throw new IllegalArgumentException(
                    "the node mark must be an even number from 2 to %d, got %d".formatted(LARGEST_MARK, nodeMark));
        }
    }

    /** An AxiDraw, or a machine wired like one. */
    public EbbSettings(String id, String name, MachineProfile profile, long nodeMark, boolean assumeOriginAtStart) {
        this(id, name, profile, nodeMark, assumeOriginAtStart, EbbModel.AXIDRAW);
    }

    /** The mark that says: not reset, but the position is suspect. */
    long suspectMark() {
        return nodeMark + 1;
    }

    MotorFrame frame() {
        return new MotorFrame(profile, model);
    }
}
