package plotty.plotter.board.grbl;

/** A part of what a line asks for; the parts are carried out in order, and the line is answered after the last. */
sealed interface Step {

    /** Enters the planner when that has room. */
    record Move(Motion motion) implements Step {}

    /** Waits until nothing moves and nothing waits in the planner ({@code protocol_buffer_synchronize}). */
    record Sync() implements Step {}

    /** Nothing happens for a while, but for real-time bytes. */
    record Dwell(long nanos) implements Step {}

    /** The EEPROM is written, and nothing else happens, not even the receiver. */
    record Write() implements Step {}

    /** Something is done at once. */
    record Do(Effect effect) implements Step {}

    /** The homing cycle. */
    record Home() implements Step {}

    /** What is done at a time, ns. */
    @FunctionalInterface
    interface Effect {
        void at(long nanos);
    }
}
