package plotty.drawing.gcode;

import plotty.drawing.gcode.Recording.State;

/**
 * Tells when the pen is down. G-code has no word for it: machines lower their pens by Z, downwards or upwards, by a servo or
 * laser that takes the spindle's commands, or by a relay for the coolant. What differs between travel ({@code G0}) and work
 * ({@code G1} to {@code G3}) in a file tells which of them it is, and which way round.
 */
interface PenRule {

    /** Whether the machine draws in this state. */
    boolean down(State state);

    /** The rule by which a file is written. */
    static PenRule of(Recording recording) {
        Signal height = Signal.of(recording, State::height);
        if (height.varies()) {
            PenRule rule = height.rule(false);
            return state -> !Double.isNaN(state.height()) && rule.down(state);
        }
        Signal power = Signal.of(recording, State::power);
        if (power.varies()) {
            return power.rule(true);
        }
        Signal coolant = Signal.of(recording, state -> state.coolant() ? 1 : 0);
        if (coolant.varies()) {
            return coolant.rule(true);
        }
        return height.cameLate() ? state -> state.height() == height.first() : state -> !state.rapid();
    }
}
