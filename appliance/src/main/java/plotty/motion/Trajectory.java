package plotty.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A route's motion in time on one machine. It starts at the origin with the pen up; each stroke is a travel, a pen drop,
 * the stroke, a pen lift; it ends with a travel back to the origin. Immutable; 100,000 points take less than 8 MB.
 */
public final class Trajectory {

    /** Plans a route on a machine. */
    public static Trajectory plan(Route route, MachineProfile profile) {
        throw new UnsupportedOperationException("motion");
    }

    public Route route() {
        throw new UnsupportedOperationException("motion");
    }

    public MachineProfile profile() {
        throw new UnsupportedOperationException("motion");
    }

    /** Total time, s. */
    public double durationS() {
        throw new UnsupportedOperationException("motion");
    }

    /** Total time in which the pen moves on the paper, s. */
    public double penDownS() {
        throw new UnsupportedOperationException("motion");
    }

    /** The travel before a stroke; with the number of strokes, the travel back to the origin. */
    public Run travel(int stroke) {
        throw new UnsupportedOperationException("motion");
    }

    /** The motion of a stroke. */
    public Run stroke(int stroke) {
        throw new UnsupportedOperationException("motion");
    }

    /** When the stroke's own motion begins (the pen is down), s from the start of the plan. */
    public double startS(int stroke) {
        throw new UnsupportedOperationException("motion");
    }

    /** When the stroke's own motion ends (before the lift), s from the start of the plan. */
    public double endS(int stroke) {
        throw new UnsupportedOperationException("motion");
    }

    /** When the pen is at a mark, s from the start of the plan. */
    public double timeAt(PlanMark mark) {
        throw new UnsupportedOperationException("motion");
    }

    /** What is drawn at a time: between two strokes, the start of the next one. */
    public PlanMark markAt(double timeS) {
        throw new UnsupportedOperationException("motion");
    }

    /** Writes route, profile and motion as a versioned binary artifact that {@link #read} gives back exactly. */
    public void write(DataOutput out) throws IOException {
        throw new UnsupportedOperationException("motion");
    }

    /** Reads what {@link #write} wrote. Throws {@link IOException} with a sentence for anything else. */
    public static Trajectory read(DataInput in) throws IOException {
        throw new UnsupportedOperationException("motion");
    }
}
