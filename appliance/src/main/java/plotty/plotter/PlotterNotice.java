package plotty.plotter;

import plotty.motion.PlanMark;

/**
 * What a plotter tells its listener, on its own thread and in order. The listener returns at once.
 */
public sealed interface PlotterNotice {

    /** The state changed: connection, trust, pen, motors or message (position alone is told by {@link Progress}). */
    record StateChanged(PlotterState state) implements PlotterNotice {}

    /**
     * Where the drawing is, about 20 times a second while it moves.
     *
     * @param timeS planned time reached, s from the start of the trajectory: the ink up to there is on the paper
     * @param mark the same as a place
     * @param xMm of the pen now
     * @param yMm of the pen now
     * @param penUp whether the pen is up now
     */
    record Progress(double timeS, PlanMark mark, double xMm, double yMm, boolean penUp) implements PlotterNotice {}

    /**
     * Motion was held: the pen is at rest, lifted, on the path at the mark.
     *
     * @param mark where the ink ends; {@code resume} goes on from there
     * @param cause why
     */
    record Held(PlanMark mark, HoldCause cause) implements PlotterNotice {}

    /** Motion goes on after a hold. */
    record Resumed(PlanMark mark) implements PlotterNotice {}

    /** All is drawn, the pen is lifted, the carriage is back at the origin. */
    record Finished() implements PlotterNotice {}

    /** The request was given up after {@code cancel} or {@code stop}; the pen is up as far as the board listens. */
    record Abandoned(PlanMark mark, PositionTrust trust) implements PlotterNotice {}

    /**
     * Something went wrong while a request was open. The request stays open if the board may come back ({@code resumable}).
     *
     * @param mark the ink up to there is surely on the paper
     * @param sentence what happened and what to do
     * @param resumable whether {@code resume} may go on once the trust allows it
     */
    record Faulted(PlanMark mark, String sentence, PositionTrust trust, boolean resumable) implements PlotterNotice {}

    /** The button on the board was pressed. */
    record ButtonPressed() implements PlotterNotice {}

    /** Why motion was held. */
    enum HoldCause {
        /** Somebody asked for it. */
        REQUESTED,
        /** The permitted time was reached: the next mark is not on the disk yet. Goes on by itself once it is. */
        PERMIT,
        /** A stop of the request was reached: the mark is the beginning of the stroke before which it stops. */
        LAYER
    }
}
