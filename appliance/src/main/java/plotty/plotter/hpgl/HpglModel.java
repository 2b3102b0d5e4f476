package plotty.plotter.hpgl;

import plotty.motion.MachineProfile;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;
import plotty.motion.MotionLimits;

/**
 * What is peculiar to one kind of HP-GL plotter: its units, which way its axes run, its pens and its line.
 *
 * @param name as people call the kind, not blank
 * @param unitsPerMm plotter units per mm, 1 to 1,000: 40 as the manuals have it, 40.2 as HP 7475As are measured
 * @param mirrorX whether the plotter's x grows to the left of our frame
 * @param mirrorY whether the plotter's y grows up the sheet, as on HP's own
 * @param swapAxes whether the plotter's x runs along our y
 * @param pens in the carousel, 1 to 16; with 1 it is never changed
 * @param flow how the plotter keeps its buffer from overflowing, beside being asked all the time
 * @param bufferBytes size of its buffer, 60 to 100,000; 0 asks the plotter
 * @param baud speed of the line, 75 to 115,200; eight bits, no parity
 */
public record HpglModel(
        String name,
        double unitsPerMm,
        boolean mirrorX,
        boolean mirrorY,
        boolean swapAxes,
        int pens,
        Flow flow,
        int bufferBytes,
        int baud) {

    /** HP 7475A: six pens, 1024 bytes; its origin is the lower left corner of the sheet on its side. */
    public static final HpglModel HP_7475A = new HpglModel("HP 7475A", 40, false, true, false, 6, Flow.POLL, 0, 9600);

    /**
     * The HP 7475A with A4 paper and the speed that most pens like; the plotter's own limits, which depend on the paper, replace
     * width and height.
     */
    public static final MachineProfile HP_7475A_PROFILE = new MachineProfile(
            "HP 7475A",
            276,
            193,
            Kinematics.CARTESIAN,
            40,
            new MotionLimits(200, 19_600),
            new MotionLimits(508, 19_600),
            0,
            new PenProfile(0.08, 0.08, 100, 0));

    public HpglModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        if (!(unitsPerMm >= 1) || !(unitsPerMm <= 1000)) {
            throw new IllegalArgumentException("a plotter has 1 to 1,000 units per mm, got " + unitsPerMm);
        }
        if (pens < 1 || pens > 16) {
            throw new IllegalArgumentException("a plotter has 1 to 16 pens, got " + pens);
        }
        if (bufferBytes != 0 && (bufferBytes < 60 || bufferBytes > 100_000)) {
            throw new IllegalArgumentException(
                    "a buffer has 60 to 100,000 bytes, or 0 to ask for its size, got " + bufferBytes);
        }
        if (baud < 75 || baud > 115_200) {
            throw new IllegalArgumentException("the line's speed must be from 75 to 115,200 baud, got " + baud);
        }
    }

    /** How a plotter keeps its buffer from overflowing. The driver asks for free space in any case. */
    public enum Flow {
        /** By being asked alone ({@code ESC.B}): works with any cable and adapter. */
        POLL,
        /** It drops its line DTR ({@code ESC.@;1:}); the cable must lead it to the computer's CTS. */
        HARDWARE,
        /** It sends XOFF and XON ({@code ESC.I}, {@code ESC.N}); many USB adapters break it. */
        SOFTWARE
    }
}
