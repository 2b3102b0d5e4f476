package plotty.job;

import java.util.Optional;
import plotty.motion.Placement;

/**
 * How a job is to be drawn.
 *
 * @param name for people; at most {@link #MAX_NAME} characters, unique among open jobs (a number is
 *     added to one that is taken)
 * @param priority 1 is the most urgent; 5 by default, up to 9
 * @param preset {@code none}, {@code fast}, {@code default} or {@code hq}
 * @param paper name of a paper size; empty takes the drawing's page
 * @param device id of the plotter, or in what a sender asks for a name that only one has; empty takes any that fits
 * @param fit how the drawing is fitted to the paper
 * @param rotate how it is turned
 * @param startNow whether to start at once if the plotter is idle
 * @param dryRun whether the pen stays up: everything moves, nothing is drawn
 * @param penChanges whether the job pauses for another pen
 */
public record JobOptions(
        String name,
        int priority,
        String preset,
        Optional<String> paper,
        Optional<String> device,
        Placement.Fit fit,
        Placement.Rotation rotate,
        boolean startNow,
        boolean dryRun,
        PenChanges penChanges) {

    /** The longest name of a job, in characters; a longer one is shortened. */
    public static final int MAX_NAME = 200;

    /** When a job pauses for a person to put another pen in. */
    public enum PenChanges {
        /** Before a layer whose colour differs from that of the layer drawn before it, unless the machine changes pens itself. */
        AUTO,
        /** Never: all layers are drawn with one pen. A layer that asks for a pause by its name still gets one. */
        NEVER
    }

    /** What somebody asks for who asks for nothing but a name. */
    public static JobOptions named(String name) {
        return new JobOptions(
                name,
                5,
                "default",
                Optional.empty(),
                Optional.empty(),
                Placement.Fit.NONE,
                Placement.Rotation.AUTO,
                false,
                false,
                PenChanges.AUTO);
    }

    public JobOptions withName(String other) {
        return new JobOptions(other, priority, preset, paper, device, fit, rotate, startNow, dryRun, penChanges);
    }

    public JobOptions withPriority(int other) {
        return new JobOptions(name, other, preset, paper, device, fit, rotate, startNow, dryRun, penChanges);
    }

    public JobOptions withPaper(Optional<String> other) {
        return new JobOptions(name, priority, preset, other, device, fit, rotate, startNow, dryRun, penChanges);
    }

    public JobOptions withDevice(Optional<String> other) {
        return new JobOptions(name, priority, preset, paper, other, fit, rotate, startNow, dryRun, penChanges);
    }

    public JobOptions withFit(Placement.Fit other) {
        return new JobOptions(name, priority, preset, paper, device, other, rotate, startNow, dryRun, penChanges);
    }

    public JobOptions withRotate(Placement.Rotation other) {
        return new JobOptions(name, priority, preset, paper, device, fit, other, startNow, dryRun, penChanges);
    }

    public JobOptions withStartNow(boolean other) {
        return new JobOptions(name, priority, preset, paper, device, fit, rotate, other, dryRun, penChanges);
    }

    public JobOptions withDryRun(boolean other) {
        return new JobOptions(name, priority, preset, paper, device, fit, rotate, startNow, other, penChanges);
    }

    public JobOptions withPenChanges(PenChanges other) {
        return new JobOptions(name, priority, preset, paper, device, fit, rotate, startNow, dryRun, other);
    }

    /** The same for a drawing that is drawn once more: with the pen, and not before somebody starts it. */
    JobOptions drawnAgain() {
        return withStartNow(false).withDryRun(false);
    }
}
